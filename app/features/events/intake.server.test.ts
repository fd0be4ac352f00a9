import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findCursor, findPosition } from "#db/repositories/event-positions.server.ts";
import { listAllNotifications } from "#db/repositories/notifications.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import type { CustomerChange } from "#domain/realtime/customer-changes.ts";
import { AccountIdSchema, CaseIdSchema, OrderIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { TopicEvent } from "#integrations/salesforce/events/event-source.ts";
import { readEligibility } from "~/features/shop/read-eligibility.server.ts";
import { readOrders } from "~/features/orders/tracking/read-orders.server.ts";
import { EVERYBODY, eventChannel } from "~/platform/events/publish-event.server.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import type { Services } from "~/services.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { applySalesforceEvent } from "./apply-salesforce-event.server.ts";
import { createIntake, type Intake, type IntakeTimes } from "./intake.server.ts";
import { lookForChanges } from "./look-for-changes.server.ts";
import { takeEvent } from "./take-event.server.ts";

const TOPIC = "/event/OrderProvisionRequested__e";
const orderId = OrderIdSchema.parse("8015h0000000007AAA");
const amelia = { userId: seedUserId(1001), clientId: WhmcsClientIdSchema.parse(1001) };
const accountId = AccountIdSchema.parse("0015h0000000001AAA");
/** Of the customer whose address is still looked at. */
const waiting = {
  user: seedUserId(1007),
  number: "CN-100007",
  account: AccountIdSchema.parse("0015h0000000007AAA"),
};

let bench: TestDeps;
let deps: Services;
let intakes: Intake[] = [];
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.crmControl("POST", "/reset");
  deps = bench.freshDeps();
});
afterEach(async () => {
  await Promise.all(intakes.map((intake) => intake.stop()));
  intakes = [];
  await asSystem(bench.database, (tx) => tx.raw("DELETE FROM notifications WHERE source = 'account'"));
});

const toFulfil = (): CustomerChange[] => [{ kind: "order_to_fulfil", orderId }];
function event(id: string, place: number, read = toFulfil): TopicEvent {
  return {
    id,
    replayId: Buffer.from([0, 0, 0, place]),
    read: () => ({ changes: read(), missed: [] }),
  };
}
const take = (given: TopicEvent) => takeEvent(deps, { topic: TOPIC, event: given, pauseMs: 0 });
const place = async (topic = TOPIC) => {
  const bytes = await asSystem(bench.database, (tx) => findPosition(tx, topic));
  return bytes === null ? null : Buffer.from(bytes).toString("hex");
};
const inbox = async (column: "tries" | "parked_at" | "processed_at") => {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw(`SELECT ${column} FROM webhook_events WHERE provider = 'salesforce' AND event <> 'looked'`),
  );
  return rows.map((row) => row[column]);
};
const jobs = () => bench.waitingJobs("look-at-order");
const applied = () => bench.waitingJobs("apply-salesforce-event");

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 25_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error("what was waited for did not come");
    await sleep(20);
  }
}

describe("an event", () => {
  test("is taken in once, with its job and its place", async () => {
    await take(event("one", 1));
    expect(await jobs()).toEqual([{ orderId }]);
    expect(await place()).toBe("00000001");
    await asSystem(bench.database, (tx) => tx.raw("DELETE FROM pgboss.job"));
    // Delivered again, on its own and at the same time twice.
    await Promise.all([take(event("one", 1)), take(event("one", 1))]);
    expect(await jobs()).toEqual([]);
  });

  test("of an order that already waits makes no second job; a later one does again", async () => {
    await take(event("one", 1));
    await take(event("two", 2));
    expect(await jobs()).toEqual([{ orderId }]);
    await asSystem(bench.database, (tx) => tx.raw("UPDATE pgboss.job SET state = 'completed'"));
    await take(event("three", 3));
    expect(await jobs()).toEqual([{ orderId }]);
  });

  test("is not half taken in: what fails on the way leaves neither job nor place", async () => {
    let attempts = 0;
    await take(
      event("one", 1, () => {
        attempts += 1;
        if (attempts === 1) throw new Error("died between the event and the commit");
        return toFulfil();
      }),
    );
    expect(attempts).toBe(2);
    expect(await jobs()).toEqual([{ orderId }]);
    expect(await inbox("tries")).toEqual([1]);
  });

  test("that cannot be taken in is parked after five tries, and the next one comes", async () => {
    let attempts = 0;
    await take(
      event("poison", 1, () => {
        attempts += 1;
        throw new Error("unreadable");
      }),
    );
    expect(attempts).toBe(5);
    expect(await place()).toBe("00000001");
    expect((await inbox("parked_at"))[0]).not.toBeNull();
    expect(await deps.metrics.registry.metrics()).toContain(
      'portal_customer_events_total{outcome="parked"} 1',
    );
    // The same again, as after a restart: it stays parked.
    await take(event("poison", 1, () => toFulfil()));
    expect(await jobs()).toEqual([]);
    await take(event("good", 2));
    expect(await jobs()).toEqual([{ orderId }]);
  });

  test("tries are counted over restarts", async () => {
    const { database } = bench;
    await asSystem(database, (tx) =>
      tx.raw(
        "INSERT INTO webhook_events (provider, event_id, event, data, received_at, tries) VALUES ('salesforce', 'poison', $1, '{}', now(), 4)",
        [TOPIC],
      ),
    );
    let attempts = 0;
    await take(
      event("poison", 1, () => {
        attempts += 1;
        throw new Error("unreadable");
      }),
    );
    expect(attempts).toBe(1);
    expect((await inbox("parked_at"))[0]).not.toBeNull();
  });
});

describe("looking", () => {
  const approve = () => bench.crmControl("POST", "/approve-order", { order: "00000007" });

  test("finds an approval that no event told of, once", async () => {
    await lookForChanges(deps, "order");
    await asSystem(bench.database, (tx) => tx.raw("DELETE FROM pgboss.job"));
    expect(await lookForChanges(deps, "order")).toBe(0);
    bench.wait(60_000);
    await bench.crmControl("POST", "/faults", { action: "Event", kind: "event_lost" });
    await approve();
    expect(await lookForChanges(deps, "order")).toBe(1);
    expect(await jobs()).toEqual([{ orderId }]);
    expect(await lookForChanges(deps, "order")).toBe(0);
  });

  test("finds another change within the same second", async () => {
    await approve();
    await lookForChanges(deps, "order");
    await bench.crmControl("POST", "/reject-order", { order: "00000007" });
    expect(await lookForChanges(deps, "order")).toBe(1);
  });

  test("takes what was answered before the first look for no news", async () => {
    await lookForChanges(deps, "account");
    const changes = (await applied()).flatMap((job) => (job as { changes: CustomerChange[] }).changes);
    expect(changes.length).toBeGreaterThan(5);
    expect(
      changes.filter((change) => change.kind !== "account" || change.eligibility || change.verification),
    ).toEqual([]);
  });

  test("goes on from its cursor, and never back", async () => {
    await lookForChanges(deps, "order");
    const before = await asSystem(bench.database, (tx) => findCursor(tx, "order"));
    bench.wait(3_600_000);
    await approve();
    await lookForChanges(deps, "order");
    const after = await asSystem(bench.database, (tx) => findCursor(tx, "order"));
    expect(after?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
  });

  test("tells why when the customer system is away, and keeps its cursor", async () => {
    await bench.crmControl("POST", "/faults", { action: "query", kind: "http_503" });
    await expect(lookForChanges(deps, "order")).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(await asSystem(bench.database, (tx) => findCursor(tx, "order"))).toBeNull();
  });
});

describe("what a change leads to", () => {
  const heard: string[] = [];
  beforeEach(async () => {
    heard.length = 0;
    for (const channel of [eventChannel(amelia.userId), eventChannel(waiting.user), EVERYBODY])
      await deps.kv.subscribe(channel, (message) => heard.push(message));
  });
  const apply = (...changes: CustomerChange[]) => applySalesforceEvent(deps, { changes });
  const notices = async (userId: typeof waiting.user) => {
    const all = await asSystem(bench.database, (tx) => listAllNotifications(tx, userId));
    return all.filter(({ source }) => source === "account");
  };

  test("an order: its owner's list is read again and the pages are told", async () => {
    const [order] = (await readOrders(deps, amelia)).value.orders;
    if (!order) throw new Error("no order");
    bench.wait(1_000);
    const { readAt } = await readOrders(deps, amelia);
    await apply({ kind: "order", orderId: OrderIdSchema.parse(order.id), accountId: null });
    expect((await readOrders(deps, amelia)).readAt.getTime()).toBeGreaterThan(readAt.getTime());
    expect(heard).toEqual([JSON.stringify({ type: "orders.changed", orderId: order.id })]);
  });

  /** As the list shows it, with what staff does to it in between. */
  async function afterStaff(command: string, more: object = {}) {
    const [order] = (await readOrders(deps, amelia)).value.orders;
    if (!order) throw new Error("no order");
    bench.wait(60_000);
    await lookForChanges(deps, "order");
    await asSystem(bench.database, (tx) => tx.raw("DELETE FROM pgboss.job"));
    await bench.crmControl("POST", "/faults", { action: "Event", kind: "event_lost" });
    await bench.crmControl("POST", `/${command}`, { order: order.number, ...more });
    return order;
  }
  const idsOf = async () => (await readOrders(deps, amelia)).value.orders.map(({ id }) => id);

  test("a deleted order: it leaves the list that showed it, though Salesforce cannot say whose it was", async () => {
    const order = await afterStaff("delete-order");
    expect(await idsOf()).toContain(order.id);
    await apply({ kind: "order", orderId: OrderIdSchema.parse(order.id), accountId: null });
    expect(await idsOf()).not.toContain(order.id);
    expect(heard).toContain(JSON.stringify({ type: "orders.changed", orderId: order.id }));
  });

  test("a deleted order that no event told of is found by looking, once", async () => {
    const order = await afterStaff("delete-order");
    expect(await lookForChanges(deps, "order")).toBeGreaterThan(0);
    const [job] = (await applied()) as { changes: CustomerChange[] }[];
    await applySalesforceEvent(deps, { changes: job?.changes ?? [] });
    expect(await idsOf()).not.toContain(order.id);
    expect(await lookForChanges(deps, "order")).toBe(0);
  });

  test("an order that moves to another customer leaves the list of the one before", async () => {
    const order = await afterStaff("move-order", { account: waiting.number });
    expect(await idsOf()).toContain(order.id);
    await apply({ kind: "order", orderId: OrderIdSchema.parse(order.id), accountId: null });
    expect(await idsOf()).not.toContain(order.id);
    expect(heard.filter((message) => message.includes(order.id))).toHaveLength(2);
  });

  test("a price: everybody's catalogue", async () => {
    const { readAt } = await readCatalogue(deps);
    bench.wait(1_000);
    await apply({ kind: "catalogue" }, { kind: "catalogue" });
    expect((await readCatalogue(deps)).readAt.getTime()).toBeGreaterThan(readAt.getTime());
    expect(heard).toEqual([JSON.stringify({ type: "services.changed" })]);
  });

  test("a case: its owner's pages", async () => {
    const caseId = CaseIdSchema.parse("5005h0000000001AAA");
    await apply({ kind: "case", caseId, accountId });
    expect(heard).toEqual([JSON.stringify({ type: "support.case.changed", caseId })]);
  });

  test("an answer about an address: one notice however often it is told, in the reader's language", async () => {
    const owner = { userId: waiting.user, clientId: WhmcsClientIdSchema.parse(1007) };
    expect((await readEligibility(deps, owner)).value.status).not.toBe("ineligible");
    await bench.crmControl("POST", "/answer-eligibility", { account: waiting.number, answer: "", notes: "" });
    const change = {
      kind: "account",
      accountId: waiting.account,
      eligibility: true,
      verification: false,
    } as const;
    await apply(change);
    await apply(change, change);
    expect((await readEligibility(deps, owner)).value.status).toBe("ineligible");
    expect(await notices(waiting.user)).toMatchObject([
      {
        type: "eligibility_ineligible",
        sourceId: `${waiting.account}:ineligible`,
        actionUrl: "/account/services/internet",
      },
    ]);
    expect(heard.filter((each) => each.includes("notifications"))).toHaveLength(1);
    expect(heard.filter((each) => each.includes("account.eligibility.changed"))).toHaveLength(3);
  });

  test("another field of an account: nothing is told", async () => {
    await apply({ kind: "account", accountId, eligibility: false, verification: false });
    expect(heard).toEqual([]);
    expect(await notices(amelia.userId)).toEqual([]);
  });

  test("of strangers and of what is not there nothing breaks", async () => {
    await apply(
      { kind: "order", orderId: OrderIdSchema.parse("801Kz0000000501IAA"), accountId: null },
      {
        kind: "account",
        accountId: AccountIdSchema.parse("001Kz0000000042IAA"),
        eligibility: true,
        verification: true,
      },
      { kind: "case", caseId: CaseIdSchema.parse("500Kz0000000077IAA"), accountId: null },
    );
    expect(heard).toEqual([]);
  });
});

describe("the intake", () => {
  function start(times: Partial<IntakeTimes> = {}, { isPolling = false } = {}): Intake {
    const intake = createIntake({
      ...deps,
      timing: deps.config.timing,
      events: { ...deps.config.salesforceEvents, source: isPolling ? "poll" : "pubsub" },
      endpoint: isPolling ? null : bench.crm.eventsEndpoint,
      times: { tickMs: 10, leaseMs: 300, ...times },
    });
    intakes.push(intake);
    intake.start();
    return intake;
  }
  const listening = (intake: Intake) =>
    until(() => {
      const { topics } = intake.status();
      return topics.length === 8 && topics.every(({ state }) => state === "listening");
    });
  const clearJobs = () => asSystem(bench.database, (tx) => tx.raw("DELETE FROM pgboss.job"));
  const approve = () => bench.crmControl("POST", "/approve-order", { order: "00000007" });
  const awake = () => bench.crmControl("POST", "/shape", { keepaliveMs: 30 });

  test("hears an approval from the flow's event", async () => {
    await awake();
    const intake = start({ healthyMs: 1e9, unhealthyMs: 1e9 });
    await listening(intake);
    await clearJobs();
    await approve();
    await until(async () => (await jobs()).length > 0);
    expect(await jobs()).toEqual([{ orderId }]);
    expect(await place()).not.toBeNull();
  });

  test("goes on after a stop from where it stood: what happened meanwhile is not lost", async () => {
    await awake();
    const first = start({ healthyMs: 1e9, unhealthyMs: 1e9 });
    await listening(first);
    await first.stop();
    await clearJobs();
    await approve();
    await asSystem(bench.database, (tx) => tx.raw("DELETE FROM change_cursors"));
    await asSystem(bench.database, (tx) =>
      tx.raw(
        "INSERT INTO change_cursors (record, changed_at, saved_at) VALUES ('order', now() + interval '9 years', now())",
      ),
    );
    start({ healthyMs: 1e9, unhealthyMs: 1e9 });
    await until(async () => (await jobs()).length > 0);
    expect(await jobs()).toEqual([{ orderId }]);
  });

  test("finds by looking what the bus has swallowed", async () => {
    await awake();
    const intake = start({ healthyMs: 50, unhealthyMs: 50 });
    await listening(intake);
    await clearJobs();
    for (let times = 0; times < 4; times += 1)
      await bench.crmControl("POST", "/faults", { action: "Event", kind: "event_lost" });
    bench.wait(1_000);
    await approve();
    await until(async () => {
      bench.wait(100);
      return (await jobs()).length > 0;
    });
    expect(await inbox("processed_at")).toEqual([]);
  });

  test("a place that is no longer kept is looked over first", async () => {
    await awake();
    const first = start({ healthyMs: 1e9, unhealthyMs: 1e9 });
    await listening(first);
    await first.stop();
    await clearJobs();
    await approve();
    await bench.crmControl("POST", "/forget-events");
    const again = start({ healthyMs: 1e9, unhealthyMs: 1e9 });
    await listening(again);
    expect(await jobs()).toEqual([{ orderId }]);
  });

  test("does without the bus", async () => {
    const intake = start({ unhealthyMs: 50 }, { isPolling: true });
    await until(() => intake.status().lookedAt.order !== undefined);
    await clearJobs();
    bench.wait(1_000);
    await approve();
    await until(async () => {
      bench.wait(100);
      return (await jobs()).length > 0;
    });
    expect(intake.status()).toMatchObject({ mode: "poll", isListening: true, topics: [] });
  });

  test("of two instances one listens, and the other takes over when it stops", async () => {
    const one = start({}, { isPolling: true });
    await until(() => one.status().isListening);
    const two = start({}, { isPolling: true });
    await sleep(250);
    expect(two.status().isListening).toBe(false);
    await one.stop();
    await until(() => two.status().isListening);
    expect(one.status().isListening).toBe(false);
  });

  test("looks less often when the day's calls run low, and not at all on the last ones", async () => {
    const looks = async () =>
      (await bench.crmControl<{ byAction: Record<string, number> }>("GET", "/calls")).byAction["query"] ?? 0;
    const intake = start({ unhealthyMs: 20, catalogueMs: 20, savingMs: 60_000 }, { isPolling: true });
    await until(() => intake.status().lookedAt.price !== undefined);
    await bench.crmControl("POST", "/shape", { dailyCalls: 1_000, usedCalls: 850 });
    await deps.salesforce.limits();
    const before = await looks();
    bench.wait(30_000);
    await sleep(100);
    expect(await looks()).toBe(before);
    bench.wait(31_000);
    await until(async () => (await looks()) > before);
    await bench.crmControl("POST", "/shape", { usedCalls: 980 });
    await deps.salesforce.limits();
    const saved = await looks();
    bench.wait(70_000);
    await sleep(100);
    expect(await looks()).toBe(saved);
  });
});
