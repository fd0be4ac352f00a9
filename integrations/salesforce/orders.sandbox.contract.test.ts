import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NetPrice } from "#domain/catalog/price.ts";
import type { NewOpportunity } from "#domain/orders/opportunity.ts";
import type { NewOrder } from "#domain/orders/schema.ts";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { ServiceId } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import {
  AccountIdSchema,
  CaseIdSchema,
  OpportunityIdSchema,
  OrderIdSchema,
  OrderItemIdSchema,
  PortalKeySchema,
  PricebookEntryIdSchema,
  PricebookIdSchema,
  SimCardIdSchema,
} from "#domain/shared/salesforce-ids.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startSalesforceSandbox, type SalesforceSandbox } from "#tests/sandbox/salesforce/server.ts";
import { createSalesforce, type Salesforce } from "./salesforce.ts";

let sandbox: SalesforceSandbox;
let logger = createMemoryLogger();
let salesforce: Salesforce;

beforeAll(async () => {
  sandbox = await startSalesforceSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  await control("POST", "/clock", { now: "2026-11-23T00:00:00Z" });
  logger = createMemoryLogger();
  salesforce = createSalesforce({
    loginUrl: sandbox.url,
    clientId: sandbox.clientId,
    username: sandbox.username,
    privateKey: sandbox.privateKey ?? "",
    pricebookId: PricebookIdSchema.parse(sandbox.pricebookId),
    now: () => new Date("2026-11-23T00:00:00Z"),
    logger,
    limits: { backOffMs: 1, readTimeoutMs: 4_000, commandTimeoutMs: 4_000 },
  });
});

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}
const fault = (action: string, kind: string) => control("POST", "/faults", { action, kind, times: 1 });
const counts = async () => (await control<{ byAction: Record<string, number> }>("GET", "/calls")).byAction;

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

const idOf = (prefix: string, number: number) => `${prefix}5h${String(number).padStart(10, "0")}AAA`;
const accountOf = (number: number) => AccountIdSchema.parse(idOf("001", number));
const orderOf = (number: number) => OrderIdSchema.parse(idOf("801", number));
const opportunityOf = (number: number) => OpportunityIdSchema.parse(idOf("006", number));
const cardOf = (number: number) => SimCardIdSchema.parse(idOf("a00", number));
const keyOf = (kind: string, number: number) =>
  PortalKeySchema.parse(`${kind}-10000000-0000-4000-8000-${String(number).padStart(12, "0")}`);
const yen = (minor: number) => ({ currency: JPY, minor }) as NetPrice;
const line = (pid: number, price: number, cycle: "monthly" | "onetime"): NewOrder["lines"][number] => ({
  priceEntryId: PricebookEntryIdSchema.parse(idOf("01u", pid)),
  quantity: 1,
  price: yen(price),
  cycle,
});

const wren = accountOf(7);
const newOrder: NewOrder = {
  accountId: wren,
  opportunityId: null,
  effectiveOn: "2026-11-23" as CalendarDate,
  choices: { kind: "vpn", region: "usa_sf" },
  scheduledAt: null,
  address: {
    postcode: "150-0002",
    prefecture: "東京都",
    city: "渋谷区",
    street: "渋谷2-21-1",
    building: "ヒカリハイツ",
    room: "1204",
  },
  isAddressChanged: false,
  lines: [line(33, 2_500, "monthly"), line(37, 3_000, "onetime")],
};
const place = (order: Partial<NewOrder> = {}, number = 1) =>
  salesforce.placeOrder({ orderKey: keyOf("ord", number), order: { ...newOrder, ...order } });
/** As staff's tools see a record. */
const stored = (id: string) =>
  control<Record<string, unknown>[]>("GET", "/orders").then((orders) =>
    orders.find((order) => order["Id"] === id),
  );

describe("orders of the world", () => {
  it("lists a customer's own, newest first, with their lines", async () => {
    const { orders } = await salesforce.listOrders({ accountId: wren });
    expect(orders).toMatchObject([
      {
        id: orderOf(7),
        number: "00000007",
        kind: "internet",
        status: "pending_review",
        activation: { type: "immediate", status: null, errorCode: null },
        items: [
          { sku: "INTERNET-GOLD-APT-1G", price: yen(5_800), cycle: "monthly", quantity: 1 },
          { sku: "INTERNET-INSTALL-SINGLE", price: yen(22_800), cycle: "onetime" },
        ],
      },
      { id: orderOf(8), kind: "sim", status: "approved", activation: { status: "activating" } },
    ]);
    expect(await salesforce.listOrders({ accountId: accountOf(4) })).toEqual({ orders: [], unreadable: [] });
    const { orders: amelia } = await salesforce.listOrders({ accountId: accountOf(1) });
    expect(amelia.map(({ id }) => id)).toEqual([orderOf(3), orderOf(1)]);
    expect(amelia[1]).toMatchObject({ billingOrderId: "4001", items: [{ serviceId: 30_011 }] });
    expect(logger.lines.filter(({ message }) => message === "unknown value")).toEqual([]);
  });

  it("tells what a line needs, and nobody else's", async () => {
    const esim = await salesforce.getOrder({ accountId: wren, orderId: orderOf(8) });
    expect(esim.sim).toMatchObject({
      simType: "esim",
      eid: "89049032000000000000000000100752",
      isPorting: false,
      phoneNumber: null,
    });
    const card = await salesforce.getOrder({ accountId: accountOf(8), orderId: orderOf(9) });
    expect(card.sim).toMatchObject({
      simType: "physical",
      simCardId: null,
      isPorting: true,
      porting: { phoneNumber: "09000007008", reservationNumber: "1112345678", lastNameKana: "ヨシダ" },
    });
    const foreign = salesforce.getOrder({ accountId: accountOf(1), orderId: orderOf(8) });
    expect((await failureOf(foreign)).code).toBe("not_found");
  });
});

describe("placing an order", () => {
  it("makes it with its lines, to be reviewed", async () => {
    const order = await place();
    expect(order).toMatchObject({
      accountId: wren,
      status: "pending_review",
      kind: "vpn",
      items: [
        { sku: "VPN-REMOTE-ACCESS-USA-SF", price: yen(2_500), cycle: "monthly" },
        { sku: "VPN-ACTIVATION-FEE", price: yen(3_000), cycle: "onetime" },
      ],
    });
    expect(await stored(order.id)).toMatchObject({
      TotalAmount: 5_500,
      BillingStreet: "渋谷2-21-1 ヒカリハイツ 1204",
      VPN_Region__c: "USA-SF",
      Activation_Type__c: "Immediate",
    });
    expect((await salesforce.listOrders({ accountId: wren })).orders[0]?.id).toBe(order.id);
  });

  it("writes what a line needs", async () => {
    const { id } = await place({
      choices: {
        kind: "sim",
        eid: "89049032000000000000000000100752" as never,
        hasVoiceMail: true,
        hasCallWaiting: false,
        porting: {
          reservationNumber: "1112345678" as never,
          expiresOn: "2026-12-04" as CalendarDate,
          phoneNumber: "09000007008" as never,
          lastName: "Waits",
          firstName: "Wren",
          lastNameKana: "ウェイツ",
          firstNameKana: "レン",
          gender: "female",
          birthDate: "1996-02-29" as CalendarDate,
        },
      },
      scheduledAt: new Date("2026-12-01T00:00:00+09:00"),
      lines: [line(202, 1_980, "monthly"), line(210, 1_500, "onetime")],
    });
    expect(await salesforce.getOrder({ accountId: wren, orderId: id })).toMatchObject({
      activation: { type: "scheduled", scheduledAt: new Date("2026-11-30T15:00:00Z") },
      sim: {
        simType: "esim",
        hasVoiceMail: true,
        hasCallWaiting: false,
        isPorting: true,
        porting: { gender: "female", birthDate: "1996-02-29", expiresOn: "2026-12-04" },
      },
    });
  });

  it("finds what a lost answer has made", async () => {
    await fault("composite", "lost_answer");
    expect((await failureOf(place())).code).toBe("provider_unavailable");
    const order = await place();
    expect(order.items).toHaveLength(2);
    expect((await counts())["composite"]).toBe(1);
    expect((await salesforce.listOrders({ accountId: wren })).orders).toHaveLength(3);
  });

  it("does not send an order back to review that staff has approved meanwhile", async () => {
    const order = await place();
    await control("POST", "/approve-order", { order: order.number });
    expect(await place()).toMatchObject({ id: order.id, status: "approved" });
  });

  it("leaves nothing of one that is refused", async () => {
    const error = await failureOf(place({ lines: [line(33, 2_500, "monthly"), line(214, 1, "onetime")] }));
    expect(error).toMatchObject({ code: "provider_rejected", reason: "CRM_REFUSED" });
    expect((await salesforce.listOrders({ accountId: wren })).orders).toHaveLength(2);
  });

  it("refuses what there is no room for before anything is sent", async () => {
    const address = { ...newOrder.address, city: "区".repeat(41) };
    expect(await failureOf(place({ address }))).toMatchObject({ code: "invalid_input" });
    expect((await counts())["composite"]).toBeUndefined();
  });

  it("keeps more lines than one call takes out of sight until they are all there", async () => {
    const lines = Array.from({ length: 30 }, () => line(33, 2_500, "monthly"));
    await fault("collections", "lost_answer");
    await failureOf(place({ lines }));
    expect((await salesforce.listOrders({ accountId: wren })).orders).toHaveLength(2);
    const order = await place({ lines });
    expect(order).toMatchObject({ status: "pending_review" });
    expect(order.items).toHaveLength(30);
  });
});

describe("carrying an order out", () => {
  const owned = { accountId: wren, orderId: orderOf(8) };

  it("writes how far it has come, and that it failed", async () => {
    await salesforce.updateOrderActivation({
      ...owned,
      change: {
        activation: "failed",
        error: { code: "SIM_ACTIVATION_FAILED", message: "x".repeat(300) },
        attemptedAt: new Date("2026-11-23T01:00:00Z"),
      },
    });
    expect((await salesforce.getOrder(owned)).activation).toMatchObject({
      status: "failed",
      errorCode: "SIM_ACTIVATION_FAILED",
      attemptedAt: new Date("2026-11-23T01:00:00Z"),
    });
    await salesforce.updateOrderActivation({ ...owned, change: { activation: "activating", error: null } });
    expect((await salesforce.getOrder(owned)).activation).toMatchObject({
      status: "activating",
      errorCode: null,
    });
  });

  it("writes that it is done, with its bill, its services and its number", async () => {
    const items = [
      { itemId: OrderItemIdSchema.parse(idOf("802", 81)), serviceId: 33_001 as ServiceId },
      { itemId: OrderItemIdSchema.parse(idOf("802", 82)), serviceId: 33_002 as ServiceId },
    ];
    await salesforce.linkOrderServices({ ...owned, services: items });
    await salesforce.updateOrderActivation({
      ...owned,
      change: {
        status: "processed",
        activation: "activated",
        billingOrderId: "4101",
        phoneNumber: "09000008003",
      },
    });
    expect(await salesforce.getOrder(owned)).toMatchObject({
      status: "processed",
      activation: { status: "activated" },
      billingOrderId: "4101",
      items: [{ serviceId: 33_001 }, { serviceId: 33_002 }],
      sim: { phoneNumber: "09000008003" },
    });
  });

  it.each([
    [7, { activation: "activating" }],
    [7, { status: "processed" }],
    [8, { status: "processed" }],
    [8, { activation: "not_started" }],
  ] as const)("refuses for order %d what does not go together: %j", async (number, change) => {
    const update = salesforce.updateOrderActivation({ accountId: wren, orderId: orderOf(number), change });
    expect(await failureOf(update)).toMatchObject({ code: "conflict", reason: "CRM_CONFLICT" });
    expect((await counts())["update Order"]).toBeUndefined();
    expect(logger.lines).toContainEqual(expect.objectContaining({ level: "error" }));
  });

  it("touches nothing of somebody else's", async () => {
    const foreign = { accountId: accountOf(1), orderId: orderOf(8) };
    const change = { activation: "failed" } as const;
    expect((await failureOf(salesforce.updateOrderActivation({ ...foreign, change }))).code).toBe(
      "not_found",
    );
    const services = [{ itemId: OrderItemIdSchema.parse(idOf("802", 11)), serviceId: 1 as ServiceId }];
    expect((await failureOf(salesforce.linkOrderServices({ ...owned, services }))).code).toBe("not_found");
    expect((await failureOf(salesforce.assignSimCard({ ...foreign, simCardId: cardOf(101) }))).code).toBe(
      "not_found",
    );
  });

  it("takes a card out of the stock once", async () => {
    const card = await salesforce.assignSimCard({ ...owned, simCardId: cardOf(101) });
    expect(card).toMatchObject({
      phoneNumber: "09000006101",
      cardNumber: "AX0000000000101",
      iccid: "8981100000000061012",
      orderId: owned.orderId,
    });
    expect(await salesforce.assignSimCard({ ...owned, simCardId: cardOf(101) })).toEqual(card);
    expect((await counts())["update SIM_Inventory__c"]).toBe(1);
    const other = { accountId: accountOf(8), orderId: orderOf(9), simCardId: cardOf(101) };
    expect((await failureOf(salesforce.assignSimCard(other))).code).toBe("conflict");
    expect((await failureOf(salesforce.getSimCard({ simCardId: cardOf(999) }))).code).toBe("not_found");
  });
});

describe("opportunities", () => {
  const lead = accountOf(22);
  const inquiry: NewOpportunity = {
    accountId: accountOf(1),
    accountName: "Amelia Carter",
    kind: "internet",
    isCorporate: false,
    stage: "introduction",
    source: "eligibility_request",
    closesOn: "2027-01-01" as CalendarDate,
  };

  it("finds an open one of the same kind, and no other", async () => {
    const stages = ["introduction", "ready"] as const;
    const find = (accountId = lead, kind: "internet" | "sim" = "internet") =>
      salesforce.findOpenOpportunity({ accountId, kind, stages });
    expect(await find()).toMatchObject({ id: opportunityOf(22), stage: "introduction", serviceId: null });
    expect(await find(lead, "sim")).toBeNull();
    expect(await find(wren)).toBeNull();
  });

  it("makes one once, whatever becomes of the answer", async () => {
    const opportunityKey = keyOf("opp", 1);
    const create = () => salesforce.createOpportunity({ opportunityKey, opportunity: inquiry });
    await fault("upsert Opportunity", "lost_answer");
    await failureOf(create());
    const { accountId } = inquiry;
    const byKey = await salesforce.findOpportunityByKey({ accountId, opportunityKey });
    const { opportunityId, created } = await create();
    expect([created, byKey]).toEqual([false, opportunityId]);
    expect(await salesforce.findOpportunityByKey({ accountId: lead, opportunityKey })).toBeNull();
    const found = await salesforce.findOpenOpportunity({
      accountId: inquiry.accountId,
      kind: "internet",
      stages: ["introduction"],
    });
    expect(found?.id).toBe(opportunityId);
  });

  it("finds a company's inquiry as one for internet", async () => {
    const opportunity = { ...inquiry, accountId: accountOf(3), isCorporate: true };
    await salesforce.createOpportunity({ opportunityKey: keyOf("opp", 2), opportunity });
    const find = { accountId: accountOf(3), kind: "internet", stages: ["introduction"] } as const;
    expect(await salesforce.findOpenOpportunity(find)).not.toBeNull();
  });

  it("moves one on, and links what it became", async () => {
    const owned = { accountId: lead, opportunityId: opportunityOf(22) };
    await salesforce.moveOpportunity({ ...owned, to: "post_processing" });
    await salesforce.moveOpportunity({ ...owned, to: "post_processing" });
    expect((await counts())["update Opportunity"]).toBe(1);
    const service = { serviceId: 33_001 as ServiceId, billingLink: "https://billing.example/33001" };
    await salesforce.moveOpportunity({ ...owned, to: "active", service });
    await salesforce.moveOpportunity({ ...owned, to: "active", service });
    expect(await salesforce.getOpportunity(owned)).toMatchObject({ stage: "active", serviceId: 33_001 });
    await salesforce.moveOpportunity({ ...owned, to: "cancelling" });
    expect((await salesforce.getOpportunity(owned)).stage).toBe("cancelling");
  });

  it("refuses a move of staff's, one back, and somebody else's", async () => {
    const owned = { accountId: lead, opportunityId: opportunityOf(22) };
    for (const to of ["ready", "void", "active", "cancelled"] as const)
      expect((await failureOf(salesforce.moveOpportunity({ ...owned, to }))).code).toBe("conflict");
    const done = { accountId: accountOf(5), opportunityId: opportunityOf(5) };
    const back = salesforce.moveOpportunity({ ...done, to: "introduction" });
    expect((await failureOf(back)).code).toBe("conflict");
    const foreign = { ...owned, accountId: wren, to: "post_processing" as const };
    expect((await failureOf(salesforce.moveOpportunity(foreign))).code).toBe("not_found");
    expect((await counts())["update Opportunity"]).toBeUndefined();
  });

  it("a case can belong to one", async () => {
    const { caseId } = await salesforce.createCase({
      caseKey: keyOf("case", 1),
      newCase: {
        accountId: lead,
        contactId: null,
        opportunityId: opportunityOf(22),
        origin: "portal",
        subject: "Internet availability check request",
        description: "〒650-0021",
        type: "Internet availability check request",
        priority: "medium",
      },
    });
    expect(CaseIdSchema.safeParse(caseId).success).toBe(true);
    const cases = await control<Record<string, unknown>[]>("GET", "/cases");
    expect(cases.find(({ Id }) => Id === caseId)).toMatchObject({ OpportunityId: opportunityOf(22) });
  });
});

describe("staff's part", () => {
  const approve = (order: string) => control("POST", "/approve-order", { order });

  it("approves an order: the flow asks the portal to go to work", async () => {
    await approve("7");
    expect(await salesforce.getOrder({ accountId: wren, orderId: orderOf(7) })).toMatchObject({
      status: "approved",
      activation: { status: "activating" },
    });
  });

  it("rejects one, and its inquiry with it", async () => {
    await control("POST", "/reject-order", { order: "7" });
    const order = await salesforce.getOrder({ accountId: wren, orderId: orderOf(7) });
    expect(order).toMatchObject({ status: "rejected", activation: { status: null } });
    const owned = { accountId: wren, opportunityId: opportunityOf(7) };
    expect((await salesforce.getOpportunity(owned)).stage).toBe("void");
  });

  it("answers a request for a line", async () => {
    await control("POST", "/answer-eligibility", {
      account: "CN-100022",
      answer: "Apartment 100M/1G",
      notes: "",
    });
    const { eligibility } = await salesforce.getAccount({ accountId: accountOf(22) });
    expect(eligibility).toMatchObject({ status: "eligible", value: "Apartment 100M/1G", notes: null });
    expect(eligibility.checkedAt).not.toBeNull();
    const owned = { accountId: accountOf(22), opportunityId: opportunityOf(22) };
    expect((await salesforce.getOpportunity(owned)).stage).toBe("ready");

    await control("POST", "/answer-eligibility", { account: "CN-100022", answer: "", notes: "No fibre." });
    expect((await salesforce.getAccount({ accountId: accountOf(22) })).eligibility).toMatchObject({
      status: "ineligible",
      value: null,
      notes: "No fibre.",
    });
  });

  it("changes a case", async () => {
    await control("POST", "/set-case-status", { case: "8", status: "In Progress" });
    const cases = await control<Record<string, unknown>[]>("GET", "/cases");
    expect(cases.find(({ CaseNumber }) => CaseNumber === "00000008")).toMatchObject({
      Status: "In Progress",
    });
  });

  it.each([
    ["/approve-order", { order: "404" }],
    ["/approve-order", {}],
    ["/answer-eligibility", { account: "nobody", answer: "Home 1G", notes: "" }],
    ["/set-case-status", { case: "404", status: "New" }],
  ])("%s says what is wrong with %j", async (path, body) => {
    await expect(control("POST", path, body)).rejects.toThrow();
  });
});
