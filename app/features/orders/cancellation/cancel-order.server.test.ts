import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { isUnderWay } from "#domain/orders/customer-order.ts";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import { ServiceIdSchema } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { ownerOf, press, screenOf, VPN, walkToConfirm } from "../checkout/checkout.testing.ts";
import { openContract } from "../contract/open-contract.server.ts";
import {
  placeContractDocument,
  reissueContractDocument,
} from "../contract/place-contract-document.server.ts";
import { journalOf, workOrder } from "~/features/fulfilment/fulfilment.testing.ts";
import { readOrder } from "../tracking/read-orders.server.ts";
import { cancelOrder } from "./cancel-order.server.ts";
import { extendCancellation, reissueContract } from "./operate-cancellation.server.ts";
import { readCancellation } from "./read-cancellation.server.ts";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
// Without bringing the sandbox's data back: receipts stay, so the ids of their orders must not come again.
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

const amelia = ownerOf(1001);
const hanako = ownerOf(1002);
const company = ownerOf(1003);
const AMELIA = "0015h0000000001AAA";
const HOUR = 60 * 60_000;
const tokyo = (text: string) => new Date(`${text}+09:00`);

async function ordered(owner = amelia): Promise<OrderId> {
  const walk = await walkToConfirm(deps, { owner, selection: VPN });
  const outcome = await press(deps, walk, await screenOf(deps, walk));
  if (outcome.state !== "placed") throw new Error(JSON.stringify(outcome));
  await asSystem(bench.database, async (tx) => {
    await tx.raw("DELETE FROM mail_outbox");
    await tx.raw("DELETE FROM pgboss.job");
  });
  return outcome.orderId;
}

/** Ordered, approved and received on 23 November 2026 in Tokyo: the eighth day is the 30th. */
async function received(owner = amelia): Promise<OrderId> {
  const orderId = await ordered(owner);
  await asSystem(bench.database, (tx) => placeContractDocument(deps, tx, { orderId }));
  await openContract(deps, owner, { orderId });
  await asSystem(bench.database, (tx) => tx.raw("DELETE FROM mail_outbox"));
  return orderId;
}

const requestId = randomUUID();
const cancel = (orderId: OrderId, sentAt = deps.now(), owner = amelia) =>
  cancelOrder(deps, { owner, orderId, sentAt, seen: { ip: "192.0.2.1", device: "Firefox", requestId } });
const viewOf = async (orderId: OrderId, owner = amelia) =>
  (await readCancellation(deps, owner, orderId))?.view;

type Row = Record<string, unknown>;
const stored = async (table: "mail_outbox" | "notifications" | "initial_cancellations") =>
  (await asSystem(bench.database, (tx) => tx.raw(`SELECT * FROM ${table}`))).rows;
const receiptOf = async (orderId: OrderId) =>
  (await stored("initial_cancellations")).find((row) => row["order_id"] === orderId);
const casesOf = async (orderId: OrderId) => {
  const key = (await receiptOf(orderId))?.["case_key"];
  return (await bench.crmControl<Row[]>("GET", "/cases")).filter((row) => row["Portal_Key__c"] === key);
};
const stageOf = async (id: unknown) =>
  (await bench.crmControl<Row[]>("GET", "/opportunities")).find(({ Id }) => Id === id)?.["StageName"];

/** How far staff has been told. */
const telling = (orderId: OrderId) =>
  asSystem(bench.database, (tx) => deps.processes.find(tx, "cancel-initial-contract", orderId));
const passOn = () => deps.processes.runDue();

describe("an initial cancellation (japan.md 2.3)", () => {
  test("is a receipt first: stored, mailed, told and written down, while no system answers", async () => {
    const orderId = await received();
    expect(await viewOf(orderId)).toEqual({
      state: "open",
      awaits: null,
      lastDay: "2026-11-30",
      daysLeft: 8,
    });
    for (const control of [bench.control, bench.crmControl, bench.networkControl])
      await control("POST", "/faults", { kind: "http_503" });
    const sentAt = tokyo("2026-11-30T23:59:59");
    bench.wait(sentAt.getTime() - deps.now().getTime() + HOUR);
    expect(await cancel(orderId, sentAt)).toBe("received");

    expect(await receiptOf(orderId)).toMatchObject({
      sent_at: sentAt,
      ends_at: tokyo("2026-12-01T00:00"),
      kind: "vpn",
      account_id: AMELIA,
    });
    expect(await telling(orderId)).toMatchObject({ state: "running", step: "open_case" });
    const [mail, ...others] = await stored("mail_outbox");
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ template: "initial-cancellation", to_address: "amelia@example.com" });
    expect(mail?.["text"]).toContain("Monday 30 November 2026, 23:59:59 JST");
    const notices = (await stored("notifications")).filter((row) => row["source_id"] === orderId);
    expect(notices.map((row) => row["type"]).sort()).toEqual(["cancellation_scheduled", "order_received"]);
    expect(await bench.auditEvents(requestId)).toMatchObject([
      { userId: amelia.userId, type: "cancellation.received", at: sentAt, detail: { orderId } },
    ]);
    expect(await viewOf(orderId)).toEqual({ state: "sent", sentAt: sentAt.toISOString() });
  });

  test("sent twice, also at once, has one receipt and one mail", async () => {
    const orderId = await received();
    const first = deps.now();
    const outcomes = await Promise.all([cancel(orderId, first), cancel(orderId, first)]);
    expect(outcomes.sort()).toEqual(["received", "there"]);
    bench.wait(HOUR);
    expect(await cancel(orderId)).toBe("there");
    expect((await receiptOf(orderId))?.["sent_at"]).toEqual(first);
    expect(await stored("mail_outbox")).toHaveLength(1);
  });

  test("is closed at midnight of the eighth day, and opened by another day of the operator's", async () => {
    const orderId = await received();
    const midnight = tokyo("2026-12-01T00:00");
    bench.wait(midnight.getTime() - deps.now().getTime());
    expect(await cancel(orderId)).toBe("closed");
    expect(await receiptOf(orderId)).toBeUndefined();
    expect(await viewOf(orderId)).toEqual({ state: "over", lastDay: "2026-11-30" });

    const extend = (day: string) =>
      extendCancellation(deps, { orderId, ticket: "T-1", lastDay: CalendarDateSchema.parse(day) });
    expect(await extend("2026-11-30")).toBe("not_later");
    expect(await extend("2026-12-02")).toBe("done");
    expect(await extend("2026-12-01")).toBe("not_later");
    expect(await viewOf(orderId)).toEqual({
      state: "open",
      awaits: null,
      lastDay: "2026-12-02",
      daysLeft: 2,
    });
    expect(await cancel(orderId)).toBe("received");
  });

  test("begins anew with a document that is issued anew, once (JP-TB-15)", async () => {
    const orderId = await received();
    bench.wait(9 * 24 * HOUR);
    expect(await viewOf(orderId)).toMatchObject({ state: "over" });
    expect(await reissueContract(deps, { orderId, ticket: "T-2" })).toBe(true);
    const [job] = await bench.waitingJobs("reissue-contract");
    expect(job).toEqual({ orderId, issue: 2, ticket: "T-2" });
    for (const _ of [1, 2]) await reissueContractDocument(deps, job as never);
    expect((await stored("mail_outbox")).map(({ template }) => template)).toEqual(["contract-document"]);
    expect(await viewOf(orderId)).toEqual({ state: "open", awaits: "document" });

    const opened = await openContract(deps, amelia, { orderId });
    expect(opened).toMatchObject({ issue: 2, receivedAt: deps.now(), earlier: [{ issue: 1 }] });
    expect(opened.content).toContain("Reissued");
    // When the contract was concluded stays as it was.
    expect(opened.content).toContain("Monday 23 November 2026");
    expect(await viewOf(orderId)).toMatchObject({ lastDay: "2026-12-09", daysLeft: 8 });
    const first = await openContract(deps, amelia, { orderId, issue: 1 });
    expect(first).toMatchObject({ issue: 1, earlier: [] });
    expect(first.content).not.toContain("Reissued");
    await expect(openContract(deps, amelia, { orderId, issue: 3 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("is not a company's", async () => {
    const orderId = await received(company);
    expect(await viewOf(orderId, company)).toEqual({ state: "excluded", why: "corporate" });
    expect(await cancel(orderId, deps.now(), company)).toBe("closed");
  });

  test("is its owner's alone, of an order that was placed here", async () => {
    const orderId = await received();
    expect(await viewOf(orderId, hanako)).toBeUndefined();
    await expect(cancel(orderId, deps.now(), hanako)).rejects.toMatchObject({ code: "not_found" });
    await expect(cancel("8015h0000000001AAA" as OrderId)).rejects.toMatchObject({ code: "not_found" });
    expect(await receiptOf(orderId)).toBeUndefined();
  });

  test("names what can be charged: the days that were used, and no work for a router", async () => {
    const orderId = await ordered();
    const usage = async () => (await readCancellation(deps, amelia, orderId))?.charges;
    expect(await usage()).toMatchObject([
      { charge: "usage", most: { minor: 0 } },
      { charge: "fee", most: { minor: 3_300 } },
    ]);
    const order = await deps.salesforce.findOrder({ orderId });
    await bench.crmControl("POST", "/approve-order", { order: order?.number });
    await workOrder(deps, orderId);
    await openContract(deps, amelia, { orderId });
    // Two of thirty days of 2,500 yen, with tax.
    bench.wait(24 * HOUR);
    expect(await usage()).toMatchObject([{ most: { minor: 182 } }, { most: { minor: 3_300 } }]);
  });
});

describe("staff is told of it", () => {
  test("by a case alone while the order is under review, and the order is not set up any more", async () => {
    const orderId = await ordered();
    expect(await viewOf(orderId)).toEqual({ state: "open", awaits: "contract" });
    await cancel(orderId);
    await passOn();
    const [told, ...others] = await casesOf(orderId);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ AccountId: AMELIA, Type: "Cancellation request", Priority: "High" });
    expect(told?.["Description"]).toContain("Please cancel the order and do not approve it.");
    expect(await stageOf(told?.["OpportunityId"])).toBe("Post Processing");
    expect(await telling(orderId)).toMatchObject({ state: "done", finishedAt: deps.now() });

    const order = await deps.salesforce.findOrder({ orderId });
    await bench.crmControl("POST", "/approve-order", { order: order?.number });
    await workOrder(deps, orderId);
    expect(await journalOf(bench.database, orderId)).toMatchObject({
      state: "parked",
      step: "check",
      errorCode: "UNKNOWN",
      detail: "the customer has cancelled it",
    });
  });

  const journal = (orderId: OrderId) => journalOf(bench.database, orderId);
  const templates = async () => (await stored("mail_outbox")).map(({ template }) => template).sort();
  type Fault = { control: "control" | "crmControl"; action: string; kind: string };

  /** Approved, held up by a fault, cancelled meanwhile, and taken up again. */
  async function cancelledAt(step: string, { control, ...fault }: Fault): Promise<OrderId> {
    const orderId = await ordered();
    const order = await deps.salesforce.findOrder({ orderId });
    await bench.crmControl("POST", "/approve-order", { order: order?.number });
    await bench[control]("POST", "/faults", fault);
    await workOrder(deps, orderId);
    expect(await journal(orderId)).toMatchObject({ state: "waiting", step });
    await cancel(orderId);
    await bench[control]("DELETE", "/faults");
    deps = bench.freshDeps();
    bench.wait(5 * 60_000);
    await workOrder(deps, orderId);
    return orderId;
  }

  test("before its contract is made, whatever step it was held up at: nothing more is sent or told", async () => {
    const fault = { control: "crmControl", action: "update Order", kind: "http_503" } as const;
    const orderId = await cancelledAt("mark_activating", fault);
    expect(await journal(orderId)).toMatchObject({
      state: "parked",
      step: "mark_activating",
      detail: "the customer has cancelled it",
    });
    expect(await bench.calls("AddOrder")).toEqual([]);
    expect(await templates()).toEqual(["initial-cancellation"]);
    expect((await readOrder(deps, amelia, orderId)).value).toMatchObject({ label: "cancelling", step: null });
    await passOn();
    expect((await casesOf(orderId))[0]?.["Description"]).toContain("undo what is there");
  });

  test("before its bill is made, and names what may have been made all the same", async () => {
    const fault = { control: "control", action: "AddOrder", kind: "lost_answer" } as const;
    const orderId = await cancelledAt("add_order", fault);
    expect(await journal(orderId)).toMatchObject({
      state: "parked",
      step: "add_order",
      detail: "the customer has cancelled it; AddOrder was sent, without an answer",
    });
    expect(await bench.calls("AddOrder")).toHaveLength(1);
    expect(await templates()).toEqual(["contract-document", "initial-cancellation"]);
  });

  test("before its bill is accepted", async () => {
    const fault = { control: "control", action: "AcceptOrder", kind: "http_503" } as const;
    const orderId = await cancelledAt("accept_order", fault);
    expect(await journal(orderId)).toMatchObject({ state: "parked", step: "accept_order" });
    expect(await templates()).not.toContain("order-failed");
  });

  test("after that it is written down to its end, and the customer is not told that it is ready", async () => {
    const fault = { control: "crmControl", action: "collections", kind: "http_503" } as const;
    const orderId = await cancelledAt("write_back", fault);
    expect(await journal(orderId)).toMatchObject({ state: "done", step: "tell_active" });
    expect(await templates()).toEqual(["contract-document", "initial-cancellation"]);
    const { value } = await readOrder(deps, amelia, orderId);
    expect([value.label, isUnderWay(value)]).toEqual(["cancelling", false]);
  });

  test("with the stage of a service that is active, once, whatever is lost on the way", async () => {
    const orderId = await received();
    const { opportunityId } = (await deps.salesforce.findOrder({ orderId })) ?? {};
    if (!opportunityId) throw new Error("an order without an opportunity");
    const service = { serviceId: ServiceIdSchema.parse(1), billingLink: "http://billing.test/1" };
    const accountId = AMELIA as never;
    await deps.salesforce.moveOpportunity({ accountId, opportunityId, to: "active", service });
    await cancel(orderId);
    for (const action of ["upsert Case", "update Opportunity"]) {
      await bench.crmControl("POST", "/faults", { action, kind: "lost_answer", times: 1 });
      await passOn();
      expect(await telling(orderId)).toMatchObject({ state: "waiting", errorCode: "CRM_UNAVAILABLE" });
      bench.wait(2 * 60_000);
    }
    await passOn();
    expect(await casesOf(orderId)).toHaveLength(1);
    expect(await stageOf(opportunityId)).toBe("△Cancelling");
    expect(await telling(orderId)).toMatchObject({ state: "done" });
    expect(await receiptOf(orderId)).toMatchObject({ opportunity_id: opportunityId });
    await passOn();
    expect(await casesOf(orderId)).toHaveLength(1);
  });
});
