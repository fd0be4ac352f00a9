import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PortingSchema, type NewOrder } from "#domain/orders/schema.ts";
import { listProcesses } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { EidSchema } from "#domain/sim/ids.ts";
import { reconcileOrder } from "./reconcile-order.server.ts";
import { reconcileOrders } from "./reconcile-orders.server.ts";
import { orderOf, startFulfilmentBench, type FulfilmentBench } from "./fulfilment.testing.ts";

let bench: FulfilmentBench;
beforeAll(async () => {
  bench = await startFulfilmentBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.begin());

describe("an approved order is carried out to its end (portal.md 7)", () => {
  test("internet: one bill, both systems know, and the customer hears of it twice", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    expect(await bench.work(orderId)).toBe(1);

    expect(await bench.journal(orderId)).toMatchObject({
      state: "done",
      step: "tell_active",
      run: 1,
      errorCode: null,
      isLeased: false,
      leasedUntil: null,
    });
    const { orders, services, acts } = await bench.ledger(orderId);
    expect(orders).toMatchObject([{ status: "active" }]);
    expect(services).toMatchObject([
      { productId: 185, status: "active", fields: { opportunityId: { value: "0065h0000000007AAA" } } },
      { productId: 242, status: "active" },
    ]);
    expect(acts).toEqual({});
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Processed",
      Activation_Status__c: "Activated",
      WHMCS_Order_ID__c: String(orders[0]?.id),
      Activation_Error_Code__c: null,
    });
    const lines = await bench.crm<Record<string, unknown>[]>("GET", "/order-items");
    const own = lines.filter((line) => line["OrderId"] === orderId);
    expect(own.map((line) => line["WHMCS_Service_ID__c"])).toEqual(services.map(({ id }) => String(id)));
    const opportunities = await bench.crm<Record<string, unknown>[]>("GET", "/opportunities");
    expect(opportunities.find(({ Id }) => Id === "0065h0000000007AAA")).toMatchObject({
      StageName: "Active",
      WHMCS_Service_ID__c: services[0]?.id,
      WH_Registeration__c: expect.stringContaining(
        `/admin/clientsservices.php?userid=1007&id=${services[0]?.id}`,
      ) as string,
    });
    expect(await bench.told()).toEqual(["order_activated", "order_approved"]);
    expect(await bench.mails()).toEqual(["order-activated", "order-approved"]);
    expect(await bench.waitingJobs("reconcile-order")).toEqual([]);
  });

  test("an internet line is neither active nor charged for before staff says that it was installed", async () => {
    const orderId = orderOf(7);
    bench.installAtOnce(false);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Approved",
      Activation_Status__c: "Scheduled",
    });
    expect((await bench.ledger(orderId)).orders).toEqual([]);
    expect(await bench.told()).toEqual(["order_approved"]);

    // The day that was planned comes, and the technician does not.
    await bench.staff("plan-installation", orderId, { day: "2026-12-10" });
    await bench.run(orderId);
    await bench.moveTo(new Date("2026-12-11T09:00:00Z"));
    await bench.run(orderId);
    expect((await bench.ledger(orderId)).orders).toEqual([]);
    expect(await bench.stored(orderId)).toMatchObject({ Activation_Status__c: "Scheduled" });

    await bench.staff("confirm-installation", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Processed",
      Activation_Status__c: "Activated",
    });
    expect((await bench.ledger(orderId)).orders).toMatchObject([{ status: "active" }]);
    expect(await bench.told()).toEqual(["order_approved", "order_activated"]);
  });

  test("a line that is installed before its day does not wait for it", async () => {
    const orderId = orderOf(7);
    bench.installAtOnce(false);
    await bench.staff("plan-installation", orderId, { day: "2026-12-10" });
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    await bench.staff("confirm-installation", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
  });

  test("VPN, without an opportunity", async () => {
    const orderId = await bench.place({ choices: { kind: "vpn", region: "usa_sf" } }, [33, 37]);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).services).toMatchObject([{ productId: 33 }, { productId: 37 }]);
  });
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
const eid = EidSchema.parse("89049032000000000000000000999942");
const card = "a005h0000000101AAA";
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

describe("a line is activated before it is billed (freebit.md 4.17)", () => {
  const CASES = [
    {
      name: "a card with a new number, and voice mail",
      order: sim({ hasVoiceMail: true }),
      pids: [202, 211, 210] as const,
      number: "09000006101",
      acts: ["PA02-01", "PA05-05"],
      fields: { simNumber: "8981100000000061012", serialNumber: "AX0000000000101" },
    },
    {
      name: "a card for a number that comes along",
      order: sim({ porting }),
      pids: [202, 210] as const,
      number: "09000007107",
      acts: ["PA05-18", "PA05-19", "PA05-05"],
      fields: { serialNumber: "AX0000000000101" },
    },
    {
      name: "an eSIM with a new number",
      order: sim({ eid }),
      pids: [202, 210] as const,
      number: "09000008003",
      acts: ["PA05-41", "PA05-05"],
      fields: { eid },
    },
    {
      name: "an eSIM for a number that comes along",
      order: sim({ eid, porting }),
      pids: [202, 210] as const,
      number: "09000007107",
      acts: ["PA05-41", "PA05-05"],
      fields: { eid },
    },
    {
      name: "a line without calls gets no voice registration",
      order: sim({ eid }),
      pids: [206, 210] as const,
      number: "09000008003",
      acts: ["PA05-41"],
      fields: { eid },
    },
  ];

  test.each(CASES)("$name", async ({ order, pids, number, acts, fields }) => {
    const orderId = await bench.place(order, pids);
    const isCard = order.choices.eid === null;
    if (isCard) await bench.staff("choose-card", orderId, { card });
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);

    const ledger = await bench.ledger(orderId);
    expect(ledger.acts).toEqual(Object.fromEntries(acts.map((name) => [`${name} ${number}`, 1])));
    expect(ledger.orders).toMatchObject([{ status: "active" }]);
    const plan = ledger.services.find(({ productId }) => productId === pids[0]);
    expect(plan?.status).toBe("active");
    const written = Object.entries(plan?.fields ?? {}).map(([name, field]) => [name, field.value]);
    expect(Object.fromEntries(written)).toMatchObject({ ...fields, phoneNumber: number });
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Processed",
      Activation_Status__c: "Activated",
      SIM_Phone_Number__c: number,
    });
    expect(await bench.journal(orderId)).toMatchObject({ state: "done", hasNumber: false });
    const cards = await bench.crm<Record<string, unknown>[]>("GET", "/sim-cards");
    expect(cards.find(({ Id }) => Id === card)).toMatchObject({
      Assigned_Order__c: isCard ? orderId : null,
      Status__c: isCard ? "Assigned" : "Available",
    });
  });

  test("while it is being opened nobody sleeps: each look is a job of its own", async () => {
    const orderId = await bench.place(sim({ eid }), [202, 210]);
    await bench.staff("approve-order", orderId);
    await bench.run(orderId);
    expect(await bench.journal(orderId)).toMatchObject({ state: "waiting", step: "await_line" });
    // Not billed yet, and the number is where staff finds it.
    expect((await bench.ledger(orderId)).orders).toEqual([]);
    expect(await bench.stored(orderId)).toMatchObject({
      Status: "Approved",
      Activation_Status__c: "Activating",
      SIM_Phone_Number__c: "09000008003",
    });
    const next = await bench.nextJob(orderId);
    expect(next?.getTime()).toBe(bench.deps.now().getTime() + 60_000);
    expect(await bench.work(orderId)).toBeGreaterThan(8);
    expect(
      (await bench.attempts(orderId)).filter(({ outcome }) => outcome === "waiting").length,
    ).toBeGreaterThan(8);
  });

  test("a line that does not open within half an hour is left to a person", async () => {
    await bench.networkControl("POST", "/shape", { queueSeconds: 7_200 });
    const orderId = await bench.place(sim({ eid }), [206, 210]);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({
      Activation_Status__c: "Failed",
      Activation_Error_Code__c: "SIM_ACTIVATION_FAILED",
      Activation_Error_Message__c: expect.stringContaining("not open after half an hour") as string,
    });
    expect((await bench.ledger(orderId)).orders).toEqual([]);

    await bench.later(2 * 60 * 60_000);
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).acts).toEqual({ "PA05-41 09000008003": 1 });
    expect(await bench.journal(orderId)).toMatchObject({ state: "done", run: 2 });
  });

  test("an order for a later day waits for it, is checked again, and then starts", async () => {
    const orderId = await bench.place(
      { ...sim({ eid }), scheduledAt: new Date("2026-12-01T03:00:00Z") },
      [206, 210],
    );
    await bench.staff("approve-order", orderId);
    expect(await bench.work(orderId)).toBe(1);
    expect(await bench.journal(orderId)).toMatchObject({
      state: "waiting",
      step: "await_start",
      scheduledFor: new Date("2026-11-30T15:00:00Z"),
    });
    expect(await bench.stored(orderId)).toMatchObject({ Activation_Status__c: "Scheduled" });
    expect((await bench.ledger(orderId)).acts).toEqual({});
    expect(await bench.told()).toEqual(["order_approved"]);

    await bench.moveTo(new Date("2026-11-30T14:59:59Z"));
    expect(await bench.nextJob(orderId)).toBeNull();
    // Somebody's event comes too early.
    await bench.work(orderId);
    expect((await bench.ledger(orderId)).acts).toEqual({});

    await bench.moveTo(new Date("2026-11-30T15:00:00Z"));
    expect(await bench.nextJob(orderId)).not.toBeNull();
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect((await bench.ledger(orderId)).acts).toEqual({ "PA05-41 09000008003": 1 });
  });
});

describe("exactly once", () => {
  test("jobs that come twice, at once or afterwards, make nothing twice", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await Promise.all([bench.run(orderId), bench.run(orderId), bench.run(orderId)]);
    await bench.later(10 * 60_000);
    await bench.work(orderId);
    expect((await bench.ledger(orderId)).orders).toHaveLength(1);
    expect(await bench.mails()).toEqual(["order-activated", "order-approved"]);
    expect(await bench.calls("AddOrder")).toHaveLength(1);
    expect(await bench.calls("AcceptOrder")).toHaveLength(1);
  });

  test("an order that is finished and set going again has no second line and no second bill", async () => {
    const orderId = await bench.place(sim({ eid }), [202, 210]);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    const before = await bench.ledger(orderId);
    await bench.staff("reactivate-order", orderId);
    await bench.work(orderId);
    expect(await bench.ledger(orderId)).toEqual(before);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect(await bench.journal(orderId)).toMatchObject({ state: "done", run: 2 });
    expect(await bench.mails()).toHaveLength(2);
  });

  test("an order that nobody approved is left alone, and no trace is kept", async () => {
    await bench.work(orderOf(7));
    await bench.work(orderOf(1));
    expect(await bench.journal(orderOf(7))).toBeNull();
    expect(await bench.journal(orderOf(1))).toBeNull();
    expect(await bench.stored(orderOf(7))).toMatchObject({ Status: "Pending Review" });
  });

  test.each(["lost_answer", "half_answer", "broken_json", "http_500", "slow"])(
    "AddOrder whose answer is spoilt (%s) is looked for, and there is one order",
    async (kind) => {
      const orderId = orderOf(7);
      await bench.staff("approve-order", orderId);
      await bench.control("POST", "/faults", { action: "AddOrder", kind, times: 1, delayMs: 100 });
      await bench.work(orderId);
      expect((await bench.ledger(orderId)).orders).toMatchObject([{ status: "active" }]);
      expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    },
  );

  test("AddOrder that may have happened is neither looked for nor repeated while it may still be under way", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await bench.control("POST", "/faults", { action: "AddOrder", kind: "reset", times: 1 });
    await bench.run(orderId);
    await bench.control("DELETE", "/calls");
    await bench.nextJob(orderId);
    await bench.run(orderId);
    expect(await bench.calls("GetOrders")).toEqual([]);
    expect(await bench.journal(orderId)).toMatchObject({ state: "waiting", step: "add_order" });
    expect((await bench.nextJob(orderId))?.getTime()).toBe(bench.deps.now().getTime() + 45_000);
  });

  test.each(["empty_with_counters", "foreign_owner", "unreadable_rows", "refused", "http_503"])(
    "AddOrder whose answer is lost is not repeated while the look for it is spoilt (%s)",
    async (kind) => {
      const orderId = orderOf(7);
      await bench.staff("approve-order", orderId);
      await bench.control("POST", "/faults", { action: "AddOrder", kind: "lost_answer", times: 1 });
      await bench.control("POST", "/faults", { action: "GetOrders", kind, skip: 1, times: 8 });
      await bench.work(orderId);
      expect(await bench.calls("AddOrder")).toHaveLength(1);

      await bench.control("DELETE", "/faults");
      bench.restart();
      if ((await bench.stored(orderId))["Status"] !== "Processed")
        await bench.staff("reactivate-order", orderId);
      await bench.work(orderId);
      expect(await bench.calls("AddOrder")).toHaveLength(1);
      expect((await bench.ledger(orderId)).orders).toMatchObject([{ status: "active" }]);
      expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    },
  );

  test("an order whose note was dropped, and whose answer was lost, is found by a person and not made twice", async () => {
    const orderId = orderOf(7);
    await bench.control("POST", "/shape", { dropOrderNotes: true });
    await bench.control("POST", "/faults", { action: "AddOrder", kind: "lost_answer", times: 1 });
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    expect(await bench.calls("AddOrder")).toHaveLength(1);
    expect(await bench.stored(orderId)).toMatchObject({
      Activation_Error_Code__c: "WHMCS_ADD_FAILED",
      Activation_Error_Message__c: expect.stringMatching(/order \d+ may be this one/) as string,
    });
  });

  test.each(["empty_with_counters", "foreign_owner", "unreadable_rows", "refused"])(
    "an order without its note is not made twice while its services cannot be read (%s)",
    async (kind) => {
      const orderId = orderOf(7);
      await bench.control("POST", "/shape", { dropOrderNotes: true });
      await bench.control("POST", "/faults", { action: "AddOrder", kind: "lost_answer", times: 1 });
      await bench.control("POST", "/faults", { action: "GetClientsProducts", kind });
      await bench.staff("approve-order", orderId);
      await bench.work(orderId);
      expect(await bench.calls("AddOrder")).toHaveLength(1);
      expect(await bench.stored(orderId)).not.toMatchObject({ Status: "Processed" });
    },
  );

  test("services that the billing system leaves pending become active", async () => {
    await bench.control("POST", "/shape", { acceptLeavesPending: true });
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await bench.work(orderId);
    const { services } = await bench.ledger(orderId);
    expect(services.map(({ status }) => status)).toEqual(["active", "active"]);
  });

  test("an opportunity that cannot be told holds nothing up, and is told later", async () => {
    const orderId = orderOf(7);
    await bench.staff("approve-order", orderId);
    await bench.crm("POST", "/faults", { action: "update Opportunity", kind: "http_503" });
    await bench.work(orderId);
    expect(await bench.stored(orderId)).toMatchObject({ Status: "Processed" });
    expect(await bench.waitingJobs("reconcile-order")).toEqual([{ orderId }]);
    await bench.crm("DELETE", "/faults");
    bench.restart();
    await reconcileOrder(bench.deps, { orderId });
    const opportunities = await bench.crm<Record<string, unknown>[]>("GET", "/opportunities");
    expect(opportunities.find(({ Id }) => Id === "0065h0000000007AAA")).toMatchObject({
      StageName: "Active",
    });
  });
});

describe("hourly", () => {
  test("orders whose event was lost are begun, and those that were cut off go on", async () => {
    const lost = orderOf(7);
    await bench.staff("approve-order", lost);
    const cutOff = await bench.place(sim({ eid }), [206, 210]);
    await bench.staff("approve-order", cutOff);
    await bench.run(cutOff);
    const known = async () =>
      (await asSystem(bench.database, (tx) => listProcesses(tx, { limit: 10 }))).map(({ key }) => key);

    await reconcileOrders(bench.deps);
    // Another customer's order of the seeded world has waited since yesterday.
    expect((await known()).toSorted()).toEqual([orderOf(8), cutOff].toSorted());
    await bench.later(31 * 60_000);
    await reconcileOrders(bench.deps);
    await reconcileOrders(bench.deps);
    expect((await known()).toSorted()).toEqual([lost, orderOf(8), cutOff].toSorted());
    await bench.work(lost);
    await bench.work(cutOff);
    expect(await bench.stored(cutOff)).toMatchObject({ Status: "Processed" });
  });
});
