import { setTimeout as sleep } from "node:timers/promises";
import { findPosition, savePosition } from "#db/repositories/event-positions.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { WATCHED_RECORDS, type WatchedRecord } from "#domain/realtime/customer-changes.ts";
import type { EventSource } from "#integrations/salesforce/events/event-source.ts";
import type { EventBus } from "#integrations/salesforce/events/event-bus.ts";
import type { IntakeStatus } from "~/platform/queue/intake-status.ts";
import type { Services } from "~/services.ts";
import { createLease } from "./lease.server.ts";
import { lookForChanges } from "./look-for-changes.server.ts";
import { takeEvent } from "./take-event.server.ts";

export type IntakeOptions = Pick<
  Services,
  "database" | "kv" | "queue" | "salesforce" | "now" | "logger" | "metrics"
> & {
  events: Services["config"]["salesforceEvents"];
  timing: Services["config"]["timing"];
  /** Null: changes are found by looking alone. */
  endpoint: string | null;
  times?: Partial<IntakeTimes>;
};

export type IntakeTimes = {
  /** Between two looks, while events tell of the same records and while they do not. */
  healthyMs: number;
  unhealthyMs: number;
  /** Of what changes rarely and is read again twice a day anyway. */
  catalogueMs: number;
  /** Between any two looks from 80 % of the day's calls on. */
  savingMs: number;
  /** How often it is asked whether a look is due. */
  tickMs: number;
  leaseMs: number;
};

const TIMES: IntakeTimes = {
  healthyMs: 60_000,
  unhealthyMs: 15_000,
  catalogueMs: 10 * 60_000,
  savingMs: 5 * 60_000,
  tickMs: 1_000,
  leaseMs: 30_000,
};

export type Intake = ReturnType<typeof createIntake>;

/**
 * Hears of changes in the customer system, in one instance at a time: by its event bus, and always by looking too, since events
 * may be lost with their place, their allowance or the way to the bus (salesforce-wire.md 12).
 */
export function createIntake({ times, ...deps }: IntakeOptions) {
  const { database, salesforce, events, endpoint, now, logger, timing } = deps;
  const { healthyMs, unhealthyMs, catalogueMs, savingMs, tickMs, ...own } = { ...TIMES, ...times };
  const leaseMs = Math.min(own.leaseMs, timing.longestLeaseMs);
  const lease = createLease({ kv: deps.kv, ttlMs: leaseMs });
  const stopping = new AbortController();
  const lookedAt = new Map<WatchedRecord, Date>();
  /** Looks under way: who asks meanwhile shares it. */
  const looks = new Map<WatchedRecord, Promise<void>>();
  let running: Promise<void> | null = null;
  let isListening = false;
  let sources = new Map<string, EventSource>();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (await lease.hold()) await listen();
      await rest(leaseMs / 3, stopping.signal);
    }
  }

  /** Until the lease is lost or the portal stops. */
  async function listen(): Promise<void> {
    const lost = new AbortController();
    const over = AbortSignal.any([lost.signal, stopping.signal]);
    const bus = endpoint === null ? null : salesforce.eventBus({ endpoint });
    isListening = true;
    logger.info(
      { event: "crm_event.listening", mode: bus === null ? "poll" : "pubsub" },
      "listening to the customer system",
    );
    const kept = keepLease(over, () => lost.abort());
    const subscribed = bus === null ? Promise.resolve() : subscribe(bus, over);
    while (!over.aborted) {
      await lookWhereDue();
      await rest(tickMs, over);
    }
    await Promise.all([kept, subscribed]);
    await Promise.all([...sources.values()].map((source) => source.stop()));
    bus?.close();
    isListening = false;
    sources = new Map();
    await lease.release();
  }

  async function keepLease(over: AbortSignal, lose: () => void): Promise<void> {
    let heldAt = now().getTime();
    while (!over.aborted) {
      await rest(leaseMs / 3, over);
      if (over.aborted) return;
      if (await lease.hold()) heldAt = now().getTime();
      // The store may be away for a moment; by the end of the lease another instance may have it.
      else if (now().getTime() - heldAt >= leaseMs * 0.9) {
        logger.warn({ event: "crm_event.lease_lost" }, "another instance listens to the customer system");
        return lose();
      }
    }
  }

  async function subscribe(bus: EventBus, over: AbortSignal): Promise<void> {
    const { provision, account, case: caseMoved } = events.channels;
    const topics = [
      { name: provision, kind: "order_approved" },
      { name: account, kind: "account_answered" },
      { name: caseMoved, kind: "case_moved" },
      ...["Case", "Order", "OrderItem", "Product2", "PricebookEntry"].map((object) => ({
        name: `/data/${object}ChangeEvent`,
        kind: "changes" as const,
      })),
    ] as const;
    for (const topic of topics) sources.set(topic.name, bus.source(topic));
    for (const [topic, source] of sources) {
      if (over.aborted) return;
      await begin(topic, source, over);
    }
  }

  /** From where it was taken in, or, the first time, from the place that is configured once everything was looked through. */
  async function begin(topic: string, source: EventSource, over: AbortSignal): Promise<void> {
    for (let pauseMs = tickMs; !over.aborted; pauseMs = Math.min(60_000, pauseMs * 2)) {
      try {
        const replayId = await asSystem(database, (tx) => findPosition(tx, topic));
        if (replayId === null) await lookEverywhere();
        source.start(replayId === null ? { from: events.begin } : { from: "stored", replayId }, {
          onEvent: (event) => takeEvent(deps, { topic, event }),
          onQuiet: (place) =>
            asSystem(database, (tx) => savePosition(tx, { topic, replayId: place, now: now() })),
          onPositionLost: lookEverywhere,
        });
        return;
      } catch (error) {
        logger.warn({ event: "crm_event.stream_not_begun", topic, err: error }, "event stream not begun");
        await rest(pauseMs, over);
      }
    }
  }

  async function lookEverywhere(): Promise<void> {
    for (const record of WATCHED_RECORDS) await look(record);
  }

  function look(record: WatchedRecord): Promise<void> {
    const underWay = looks.get(record);
    if (underWay) return underWay;
    const mine = lookForChanges(deps, record)
      .then((fresh) => {
        lookedAt.set(record, now());
        if (fresh > 0)
          logger.info({ event: "crm_event.changes_polled", record, fresh }, "changes found by looking");
      })
      .finally(() => looks.delete(record));
    looks.set(record, mine);
    return mine;
  }

  const triedAt = new Map<WatchedRecord, number>();

  async function lookWhereDue(): Promise<void> {
    // The last calls of the day are kept for what people wait for.
    if (salesforce.usageLevel() === "reserved") return;
    for (const record of WATCHED_RECORDS) {
      const at = now().getTime();
      if (at - (triedAt.get(record) ?? Number.NEGATIVE_INFINITY) < pauseOf(record)) continue;
      triedAt.set(record, at);
      await look(record).catch((error: unknown) =>
        logger.warn({ event: "crm_event.poll_failed", record, err: error }, "not looked for changes"),
      );
    }
  }

  function pauseOf(record: WatchedRecord): number {
    const topic = {
      order: events.channels.provision,
      account: events.channels.account,
      case: events.channels.case,
      product: null,
      price: null,
    }[record];
    const isHealthy = topic !== null && sources.get(topic)?.status().state === "listening";
    const usual = topic === null ? catalogueMs : isHealthy ? healthyMs : unhealthyMs;
    return salesforce.usageLevel() === "low" ? Math.max(usual, savingMs) : usual;
  }

  return {
    start(): void {
      if (events.source === "off") return;
      running ??= run().catch((error: unknown) =>
        logger.error(
          { event: "crm_event.listener_failed", err: error },
          "changes of the customer system are no longer heard",
        ),
      );
    },
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
    status: (): IntakeStatus => ({
      mode: events.source,
      isListening,
      topics: [...sources.values()].map((source) => source.status()),
      lookedAt: Object.fromEntries(lookedAt),
    }),
  };
}

async function rest(ms: number, over: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: over }).catch(() => undefined);
}
