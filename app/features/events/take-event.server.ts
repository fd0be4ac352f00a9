import { setTimeout as sleep } from "node:timers/promises";
import { savePosition, rewindCursor } from "#db/repositories/event-positions.server.ts";
import {
  claimEvent,
  countTry,
  parkEvent,
  settleEvent,
  storeProcessedEvents,
} from "#db/repositories/webhook-events.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { CustomerChange, FoundRecord } from "#domain/realtime/customer-changes.ts";
import type { TopicEvent } from "#integrations/salesforce/events/event-source.ts";
import type { Services } from "~/services.ts";

type IntakeDeps = Pick<Services, "database" | "queue" | "now" | "logger" | "metrics">;

const PROVIDER = "salesforce";
const MAX_TRIES = 5;
/** As far back as the bus itself remembers. */
export const LOOK_BACK_MS = 72 * 60 * 60 * 1000;

/**
 * Takes an event in: once by its id, what it sets going and the place in the topic in one transaction. One that cannot be taken in
 * is parked after five tries, each of them written down, and its topic goes on; what it was about is found by looking. Rejects
 * while the database is away: then the event is not counted and comes again.
 */
export async function takeEvent(
  deps: IntakeDeps,
  { topic, event, pauseMs = 100 }: { topic: string; event: TopicEvent; pauseMs?: number },
): Promise<void> {
  const { database, now, logger, metrics } = deps;
  const key = { provider: PROVIDER, eventId: event.id, event: topic };
  for (;;) {
    try {
      const outcome = await asSystem(database, async (tx) => {
        const isNew = await claimEvent(tx, { ...key, now: now() });
        if (isNew) {
          const { changes, missed } = event.read();
          await setGoing(tx, deps, changes);
          for (const record of missed) await rewindCursor(tx, { record, ms: LOOK_BACK_MS, now: now() });
          await settleEvent(tx, { ...key, data: { changes }, now: now() });
        }
        await savePosition(tx, { topic, replayId: event.replayId, now: now() });
        return isNew ? "taken" : "repeat";
      });
      metrics.onCustomerEvent(outcome);
      return;
    } catch (error) {
      const tries = await asSystem(database, (tx) => countTry(tx, { ...key, now: now() }));
      logger.warn(
        { event: "crm_event.not_taken", topic, eventId: event.id, tries, err: error },
        "event not taken in",
      );
      if (tries >= MAX_TRIES) return park(deps, { topic, event });
      await sleep(pauseMs * 2 ** tries);
    }
  }
}

async function park(
  { database, now, logger, metrics }: IntakeDeps,
  { topic, event }: { topic: string; event: TopicEvent },
): Promise<void> {
  await asSystem(database, async (tx) => {
    await parkEvent(tx, { provider: PROVIDER, eventId: event.id, now: now() });
    await savePosition(tx, { topic, replayId: event.replayId, now: now() });
  });
  metrics.onCustomerEvent("parked");
  logger.error(
    { event: "crm_event.parked", topic, eventId: event.id },
    "event parked: an operator is needed",
  );
}

/** Records found by looking, once for each of their states. Gives how many were new. */
export async function takeFound(
  tx: SystemTx,
  deps: IntakeDeps,
  found: readonly FoundRecord[],
): Promise<number> {
  const fresh = await storeProcessedEvents(
    tx,
    found.map(({ revision, changes }) => ({
      provider: PROVIDER,
      eventId: revision,
      event: "looked",
      data: { changes },
    })),
    deps.now(),
  );
  const changes = found.filter(({ revision }) => fresh.has(revision)).flatMap((each) => each.changes);
  await setGoing(tx, deps, changes);
  return fresh.size;
}

/** Changes that one job works on: what it asks the customer system is one query then. */
const CHANGES_OF_A_JOB = 200;

async function setGoing(
  tx: SystemTx,
  { queue }: IntakeDeps,
  changes: readonly CustomerChange[],
): Promise<void> {
  const told: CustomerChange[] = [];
  for (const change of changes)
    if (change.kind === "order_to_fulfil")
      await queue.enqueue(tx, "look-at-order", { orderId: change.orderId }, { singletonKey: change.orderId });
    else told.push(change);
  for (let start = 0; start < told.length; start += CHANGES_OF_A_JOB)
    await queue.enqueue(tx, "apply-salesforce-event", {
      changes: told.slice(start, start + CHANGES_OF_A_JOB),
    });
}
