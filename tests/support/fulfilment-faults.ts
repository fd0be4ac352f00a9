import { vi } from "vitest";
import { ERROR_RULES } from "#domain/orders/fulfilment.ts";
import { PortingSchema, type NewOrder } from "#domain/orders/schema.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { EidSchema } from "#domain/sim/ids.ts";
import { orderOf, type FulfilmentBench } from "~/features/fulfilment/fulfilment.testing.ts";

type System = "billing" | "crm" | "network";
type Row = Record<string, unknown>;
type ProviderCall = { system: System; action: string; nth: number };
export type Kind = {
  name: string;
  order?: Partial<NewOrder> & Pick<NewOrder, "choices">;
  pids?: Parameters<FulfilmentBench["place"]>[1];
  /** Services in the billing system. */
  services: number;
  /** At the network; each once. */
  acts: readonly string[];
  /** Which calls are disturbed: what another kind does in the same way is tried there. */
  isDisturbed: (call: ProviderCall) => boolean;
};

const eid = EidSchema.parse("89049032000000000000000000999942");
const CARD = "a005h0000000101AAA";
const porting = PortingSchema.parse({
  reservationNumber: "1112345678",
  expiresOn: "2026-12-04",
  phoneNumber: "09000007107",
  lastName: "Waits",
  firstName: "Wren",
  lastNameKana: "ウェイツ",
  firstNameKana: "レン",
  gender: "female",
  birthDate: "1996-02-29",
});
const sim = (choice: Partial<Extract<NewOrder["choices"], { kind: "sim" }>>) => ({
  choices: {
    kind: "sim" as const,
    eid: null,
    hasVoiceMail: false,
    hasCallWaiting: false,
    porting: null,
    ...choice,
  },
});
const VOICE = [202, 210] as const;

/** Calls that change nothing. */
const READS = /^(?:Get|query|retrieve|token|PA01-01|PA03-02)/;
const isLineWrite = ({ system, action }: ProviderCall) => system === "network" && !READS.test(action);

export const KINDS = {
  internet: { name: "internet", services: 2, acts: [], isDisturbed: () => true },
  esim: {
    name: "eSIM",
    isDisturbed: (call) => call.system === "network" || call.action === "update Order",
    order: sim({ eid }),
    pids: VOICE,
    services: 2,
    acts: ["PA05-41 09000008003", "PA05-05 09000008003"],
  },
  portedEsim: {
    name: "eSIM, number comes along",
    isDisturbed: isLineWrite,
    order: sim({ eid, porting }),
    pids: VOICE,
    services: 2,
    acts: ["PA05-41 09000007107", "PA05-05 09000007107"],
  },
  card: {
    name: "card",
    isDisturbed: (call) => isLineWrite(call) || call.action === "update SIM_Inventory__c",
    order: sim({ hasVoiceMail: true }),
    pids: [202, 211, 210],
    services: 3,
    acts: ["PA02-01 09000006101", "PA05-05 09000006101"],
  },
  portedCard: {
    name: "card, number comes along",
    isDisturbed: isLineWrite,
    order: sim({ porting }),
    pids: VOICE,
    services: 2,
    acts: ["PA05-18 09000007107", "PA05-19 09000007107", "PA05-05 09000007107"],
  },
  scheduled: {
    name: "eSIM for a later day",
    // That the order waits, and that it has begun.
    isDisturbed: ({ action, nth }) => action === "update Order" && (nth === 1 || nth === 2),
    order: { ...sim({ eid }), scheduledAt: new Date("2026-12-01T03:00:00Z") },
    pids: [206, 210],
    services: 2,
    acts: ["PA05-41 09000008003"],
  },
} as const satisfies Record<string, Kind>;

const FAULTS = {
  "killed before": { kind: "hang", ends: "killed" },
  "killed after": { kind: "late_answer", ends: "killed" },
  "answer lost": { kind: "lost_answer", ends: "answered" },
  "status 500": { kind: "http_500", ends: "answered" },
  "done, then status 500": { kind: "late_http_500", ends: "answered" },
  "time out": { kind: "hang", ends: "timed out" },
  "event twice": { kind: "late_answer", ends: "doubled" },
} as const;
type FaultName = keyof typeof FAULTS;
const ALL_FAULTS = Object.keys(FAULTS) as FaultName[];
/** Of a call that changes nothing, where no answer is no answer: each is killed once, and fails once, in these ways in turn. */
const READ_FAILURES: readonly FaultName[] = ["answer lost", "status 500", "time out"];

const SYSTEMS: readonly System[] = ["billing", "crm", "network"];
/** In place of the many seconds that a call may take; an undisturbed one on a busy machine stays below. */
const LIMIT_MS = 500;
const realTimeout = AbortSignal.timeout.bind(AbortSignal);

export type Report = { runs: number; parked: number; steps: Set<string>; violations: string[] };
type Judged = { end: string; wrong: string[] };

/**
 * Stops orders at every call they make to a provider, in every way. The calls are those that an undisturbed run is seen to make, so
 * a new one is tried by itself. A process that dies is a worker that hears nothing more; it wakes up when another has gone on in its
 * place, as a paused one does. Real processes are killed in fulfilment-kill.test.ts.
 */
export function createDisturber(bench: FulfilmentBench) {
  return async function disturb(kind: Kind): Promise<Report> {
    const report: Report = { runs: 0, parked: 0, steps: new Set(), violations: [] };
    let reads = 0;
    for (const call of await callsOf(kind)) {
      if (!kind.isDisturbed(call)) continue;
      for (const fault of READS.test(call.action) ? readFaults(reads++) : ALL_FAULTS) {
        const { end, step, wrong } = await tryFault({ kind, call, fault });
        const name = `${kind.name}, ${call.action} no. ${call.nth + 1}, ${fault}`;
        report.runs += 1;
        if (end !== "Processed") report.parked += 1;
        if (step) report.steps.add(step);
        if (wrong.length > 0) report.violations.push(`${name} (${end}): ${[...new Set(wrong)].join("; ")}`);
      }
    }
    return report;
  };

  function readFaults(nth: number): FaultName[] {
    return ["killed before", ...READ_FAILURES.filter((_, place) => place === nth % READ_FAILURES.length)];
  }

  /** `step`: where the order stood when it was stopped; null for an answer that was spoilt. */
  async function tryFault({ kind, call, fault }: Tried): Promise<Judged & { step: string | null }> {
    const { kind: rule, ends } = FAULTS[fault];
    const { system, action, nth } = call;
    const orderId = await arrange(kind);
    await control(system, "POST", "/faults", { action, kind: rule, skip: nth, times: 1, delayMs: 600_000 });
    let step: string | null = null;
    let overtaken: Promise<void> | null = null;
    if (ends === "killed" || ends === "doubled") {
      const found = await untilStuck(orderId, system);
      if (found === null) return { end: "none", step, wrong: ["the call was not made"] };
      overtaken = found.stuck;
      step = (await bench.journal(orderId))?.step ?? null;
    }
    switch (ends) {
      case "killed":
        bench.restart();
        await carryOn(orderId);
        // The one that was overtaken hears of it only now.
        await control(system, "DELETE", "/faults");
        await overtaken;
        break;
      case "doubled":
        await bench.run(orderId);
        await control(system, "DELETE", "/faults");
        await overtaken;
        await carryOn(orderId);
        break;
      case "timed out": {
        const limits = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => realTimeout(LIMIT_MS));
        await carryOn(orderId).finally(() => limits.mockRestore());
        break;
      }
      case "answered":
        await carryOn(orderId);
    }
    // An event that comes late.
    await carryOn(orderId);
    const { end, wrong } = await judge(orderId, kind);
    if (end !== "Processed" && (await seeTo(orderId, end))) {
      const after = await judge(orderId, kind);
      wrong.push(...after.wrong);
      if (after.end !== "Processed") wrong.push(`still ${after.end} after staff's part`);
    }
    return { end, step, wrong };
  }

  function control<T = unknown>(system: System, method: string, path: string, body?: unknown): Promise<T> {
    const send = { billing: bench.control, crm: bench.crm, network: bench.networkControl }[system];
    return send<T>(method, path, body);
  }

  /** An approved order, and systems that have no calls yet. */
  async function arrange({ order, pids }: Kind): Promise<OrderId> {
    await bench.begin();
    await bench.networkControl("POST", "/shape", { queueSeconds: 0 });
    const orderId = order && pids ? await bench.place(order, pids) : orderOf(7);
    if (order?.choices.kind === "sim" && order.choices.eid === null)
      await bench.staff("choose-card", orderId, { card: CARD });
    await bench.staff("approve-order", orderId);
    bench.restart();
    await Promise.all(SYSTEMS.map((system) => control(system, "DELETE", "/calls")));
    return orderId;
  }

  /** Until nothing is left for the order to do, its day included. */
  async function carryOn(orderId: OrderId): Promise<void> {
    await bench.work(orderId);
    const { state, scheduledFor } = (await bench.journal(orderId)) ?? {};
    if (state !== "waiting" || !scheduledFor) return;
    await bench.moveTo(scheduledFor);
    await bench.work(orderId);
  }

  async function callsOf(kind: Kind): Promise<ProviderCall[]> {
    await carryOn(await arrange(kind));
    const counts = await Promise.all(
      SYSTEMS.map(async (system) => {
        const { byAction } = await control<{ byAction: Record<string, number> }>(system, "GET", "/calls");
        return Object.entries(byAction).flatMap(([action, count]) =>
          Array.from({ length: count }, (_, nth) => ({ system, action, nth })),
        );
      }),
    );
    return counts.flat();
  }

  /** Works the order's jobs until one of them is stuck in the call that the fault is for; null: it was never made. */
  async function untilStuck(orderId: OrderId, system: System): Promise<{ stuck: Promise<void> } | null> {
    for (let jobs = 0; jobs < 30; jobs += 1) {
      let isOver = false;
      const job = bench.run(orderId).finally(() => (isOver = true));
      while (!isOver) {
        if ((await control<unknown[]>(system, "GET", "/faults")).length === 0) return { stuck: job };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const { scheduledFor } = (await bench.journal(orderId)) ?? {};
      const next = (await bench.nextJob(orderId)) ?? scheduledFor;
      if (!next) return null;
      await bench.moveTo(next);
    }
    return null;
  }

  /** What all systems together say of an order, and what is wrong with it. */
  async function judge(orderId: OrderId, { services, acts }: Kind): Promise<Judged> {
    const [stored, journal, ledger, items, history, told] = await Promise.all([
      bench.stored(orderId),
      bench.journal(orderId),
      bench.ledger(orderId),
      bench.crm<Row[]>("GET", "/order-items"),
      bench.crm<Row[]>("GET", "/order-history"),
      bench.told(),
    ]);
    const code = stored["Activation_Error_Code__c"];
    const isProcessed = stored["Status"] === "Processed";
    const end = isProcessed ? "Processed" : String(code);
    const wrong: string[] = [];
    const holds = (isRight: boolean, what: string) => void (isRight || wrong.push(what));

    const made = Object.entries(ledger.acts);
    holds(
      made.every(([act, times]) => acts.includes(act) && times === 1),
      `acts ${JSON.stringify(made)}`,
    );
    holds(ledger.orders.length <= 1, `${ledger.orders.length} billing orders`);
    const processed = history.filter(({ order, to }) => order === orderId && to === "Processed");
    holds(processed.length === (isProcessed ? 1 : 0), `${processed.length} write-backs`);
    holds(new Set(told).size === told.length, `told twice: ${told.join()}`);
    if (!isProcessed) {
      holds(
        journal?.state === "parked",
        `neither processed nor parked: ${journal?.state} at ${journal?.step}`,
      );
      holds(
        stored["Activation_Status__c"] === "Failed",
        `staff sees ${String(stored["Activation_Status__c"])}`,
      );
      holds(typeof code === "string" && code in ERROR_RULES && code !== "UNKNOWN", "no reason is named");
      return { end, wrong };
    }
    const [order] = ledger.orders;
    const own = items
      .filter((item) => item["OrderId"] === orderId)
      .map((item) => item["WHMCS_Service_ID__c"]);
    const active = ledger.services.filter(({ status }) => status === "active");
    holds(journal?.state === "done", `journal ${journal?.state}`);
    holds(made.length === acts.length, `only ${made.length} acts`);
    holds(order?.status === "active", `billing order ${order?.status}`);
    holds(stored["WHMCS_Order_ID__c"] === String(order?.id), "the customer system names another order");
    holds(active.length === services && ledger.services.length === services, `${active.length} services`);
    holds(
      own.toSorted().join() ===
        ledger.services
          .map(({ id }) => String(id))
          .toSorted()
          .join(),
      `services ${own.join()}`,
    );
    holds(told.includes("order_activated") && told.includes("order_approved"), `told ${told.join()}`);
    return { end, wrong };
  }

  /** Staff's part for an order that is parked. False: there is nothing they could do, since no line was made. */
  async function seeTo(orderId: OrderId, end: string): Promise<boolean> {
    if (end === "SIM_OUTCOME_UNKNOWN") {
      const [act] = Object.keys((await bench.ledger(orderId)).acts);
      if (act === undefined) return false;
      await bench.staff("enter-number", orderId, { number: act.split(" ")[1] ?? "" });
    }
    await bench.staff("reactivate-order", orderId);
    await carryOn(orderId);
    return true;
  }
}

type Tried = { kind: Kind; call: ProviderCall; fault: FaultName };
