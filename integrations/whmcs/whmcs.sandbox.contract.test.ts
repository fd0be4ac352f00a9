import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tokyoDate, type CalendarDate } from "#domain/shared/dates.ts";
import type {
  BillingOrderId,
  BillingProductId,
  InvoiceId,
  PayMethodId,
  ServiceId,
  WhmcsClientId,
  WhmcsUserId,
} from "#domain/shared/ids.ts";
import { JPY, sum, type CurrencyCode } from "#domain/shared/money.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { displayStatus, taxSummary } from "#domain/invoices/rules.ts";
import { statement } from "#domain/invoices/statement.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startWhmcsSandbox, type WhmcsSandbox } from "#tests/sandbox/whmcs/server.ts";
import { failureOf } from "./testing/bench.ts";
import { createWhmcs, createWhmcsTransport, type Whmcs } from "./whmcs.ts";

const now = () => new Date("2026-11-23T00:00:00Z");
const today = tokyoDate(now());
const usd = "USD" as CurrencyCode;
const yen = (minor: number) => ({ currency: JPY, minor });
const clientOf = (id: number) => id as WhmcsClientId;
const invoiceOf = (clientId: number, invoiceId: number) => ({
  clientId: clientOf(clientId),
  invoiceId: invoiceId as InvoiceId,
});

let sandbox: WhmcsSandbox;
let logger: ReturnType<typeof createMemoryLogger>;
let whmcs: Whmcs;

beforeAll(async () => {
  sandbox = await startWhmcsSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  logger = createMemoryLogger();
  whmcs = createWhmcs({
    customerNumberField: 198,
    url: sandbox.url,
    identifier: sandbox.identifier,
    secret: sandbox.secret,
    logger,
    transport: createWhmcsTransport({ now, logger, limits: { backOffMs: 1 } }),
  });
});

async function control(method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`control answered ${response.status}: ${await response.text()}`);
}
const shape = (change: object) => control("POST", "/shape", change);
const fault = (rule: object) => control("POST", "/faults", rule);

const getInvoice = (clientId: number, invoiceId: number, currency = JPY) =>
  whmcs.getInvoice({ ...invoiceOf(clientId, invoiceId), currency });

describe("system, clients and logins", () => {
  test("a client is changed in parts, to the same again, and read back", async () => {
    const clientId = clientOf(1001);
    const before = await whmcs.getClient({ clientId });
    const address = {
      address1: "髙橋荘 2-A",
      address2: "Umeda 2-4-9",
      city: "Osaka-shi Kita-ku",
      state: "Osaka",
      postcode: "530-0001",
      country: "JP" as const,
    };
    for (const change of [{ address }, { phone: "+1 212 555 0100" }, { address }])
      await whmcs.updateClient({ clientId, change });
    expect(await whmcs.getClient({ clientId })).toEqual({ ...before, ...address, phone: "+1 212 555 0100" });
    const unknown = whmcs.updateClient({ clientId: clientOf(9), change: { phone: "03-0000-0009" } });
    expect((await failureOf(unknown)).code).toBe("not_found");
  });

  test("details and currencies", async () => {
    expect((await whmcs.getDetails()).version).toMatch(/^\d+\.\d+/);
    expect((await whmcs.listCurrencies()).map(({ id, code }) => [id, code])).toEqual([
      [1, "JPY"],
      [2, "USD"],
    ]);
    expect((await whmcs.listGateways()).map(({ name }) => name)).toEqual(["stripe", "banktransfer"]);
  });

  test("clients, with their customer number", async () => {
    expect(await whmcs.getClient({ clientId: clientOf(1001) })).toMatchObject({
      id: 1001,
      ownerUserId: 6001,
      firstName: "Amelia",
      lastName: "Carter",
      email: "amelia@example.com",
      status: "active",
      currency: "JPY",
      credit: yen(1500),
      defaultGateway: "stripe",
      customerNumber: "CN-100001",
    });
    expect((await whmcs.getClient({ clientId: clientOf(1002) })).lastName).toBe("髙橋");
    expect((await whmcs.getClient({ clientId: clientOf(1003) })).userIds).toContain(7003);
    expect(await whmcs.getClient({ clientId: clientOf(1009) })).toMatchObject({
      currency: "USD",
      taxExempt: true,
    });
    expect((await whmcs.getClient({ clientId: clientOf(2003) })).customerNumber).toBeNull();
    expect((await failureOf(whmcs.getClient({ clientId: clientOf(4040) }))).code).toBe("not_found");
  });

  test("entities are decoded once", async () => {
    expect((await whmcs.getClient({ clientId: clientOf(1005) })).lastName).toBe("O'Late");
    const hostile = await whmcs.getClient({ clientId: clientOf(1006) });
    expect(`${hostile.firstName} ${hostile.lastName}`).toContain("<b>Rob</b>");
  });

  test("a client by address", async () => {
    expect((await whmcs.findClientByEmail({ email: "AMELIA@example.com" }))?.id).toBe(1001);
    expect(await whmcs.findClientByEmail({ email: "amelia@example.co" })).toBeNull();
  });

  test("counts of invoices", async () => {
    expect(await whmcs.getClientStats({ clientId: clientOf(1003) })).toMatchObject({
      paid: 4970,
      cancelled: 10,
      unpaid: 20,
      overdue: 10,
    });
  });

  test("a login, and the way from it to the client", async () => {
    const login = await whmcs.validateLogin({ email: "legacy@example.com", password: "old-portal-pass" });
    expect(login).toEqual({ userId: 7001, twoFactorEnabled: false });
    const user = await whmcs.findUser({ userId: 7001 as WhmcsUserId, email: "legacy@example.com" });
    expect(user?.clients).toEqual([{ id: 2001, isOwner: true }]);
    expect(await whmcs.validateLogin({ email: "legacy@example.com", password: "wrong" })).toBeNull();
    await shape({ twoFactorEmails: ["legacy@example.com"] });
    expect(await whmcs.validateLogin({ email: "legacy@example.com", password: "old-portal-pass" })).toEqual({
      userId: 7001,
      twoFactorEnabled: true,
    });
    expect(JSON.stringify(logger.lines)).not.toContain("old-portal-pass");
  });

  test("a role that lacks a call is no wrong password", async () => {
    await shape({ deniedActions: ["ValidateLogin"] });
    const error = await failureOf(
      whmcs.validateLogin({ email: "legacy@example.com", password: "old-portal-pass" }),
    );
    expect(error).toMatchObject({ code: "provider_unavailable", facts: { access: "invalid_permissions" } });
  });
});

describe("invoices", () => {
  test("all 5,000 of them", async () => {
    const invoices = (await whmcs.listInvoices({ clientId: clientOf(1003) })).rows;
    expect(invoices).toHaveLength(5000);
    expect(invoices.map((invoice) => invoice.id)).toEqual(
      Array.from({ length: 5000 }, (_, index) => 25_000 - index),
    );
    const totalOf = (status: string) =>
      sum(
        invoices
          .filter((invoice) => displayStatus(invoice, today) === status)
          .map((invoice) => invoice.total),
        JPY,
      ).minor;
    expect([totalOf("paid"), totalOf("unpaid"), totalOf("overdue")]).toEqual([98_489_160, 256_520, 314_600]);
    expect(sum(invoices.map((invoice) => invoice.total), JPY).minor).toBe(99_220_000); // prettier-ignore
  });

  test("none, six states, and dollars", async () => {
    expect((await whmcs.listInvoices({ clientId: clientOf(1004) })).rows).toEqual([]);
    const late = (await whmcs.listInvoices({ clientId: clientOf(1005) })).rows;
    expect(late.map((invoice) => displayStatus(invoice, today))).toEqual([
      "unpaid",
      "overdue",
      "overdue",
      "collections",
      "cancelled",
      "refunded",
    ]);
    const dollars = (await whmcs.listInvoices({ clientId: clientOf(1009) })).rows;
    expect(dollars.map(({ total }) => total)).toEqual([
      { currency: "USD", minor: 2199 },
      { currency: "USD", minor: 1999 },
    ]);
    expect((await getInvoice(1009, 10901, usd)).taxRate).toBe("0");
  });

  test("one invoice, partly paid", async () => {
    const invoice = await getInvoice(1005, 10506);
    expect(invoice).toMatchObject({ status: "unpaid", total: yen(5478), balance: yen(3478), taxRate: "10" });
    expect(invoice.transactions.map(({ direction, amount }) => [direction, amount.minor])).toEqual([
      ["in", 2000],
    ]);
    const numbered = await getInvoice(1001, 10001);
    expect(numbered.number).toBe("A510001");
    expect(numbered.lines[0]?.serviceId).toBe(30011);
  });

  test("JP-MO-8: the tax that WHMCS counted by line is shown and found", async () => {
    const invoice = await getInvoice(1002, 10114);
    const summary = taxSummary(invoice);
    expect(invoice.total).toEqual(yen(3345));
    expect(summary).toMatchObject({ matches: false, nonTaxable: yen(3000) });
    expect(summary.rows).toEqual([
      { ratePercent: "10", taxableBase: yen(315), tax: yen(30), computedTax: yen(31) },
    ]);
    for (const id of [10001, 10002, 10003]) expect(taxSummary(await getInvoice(1001, id)).matches).toBe(true);
  });

  test("a line of a megabyte", async () => {
    const { lines } = await getInvoice(1006, 10602);
    expect(Math.max(...lines.map((line) => line.description.length))).toBeGreaterThan(900_000);
  });

  test("somebody else's is not found, like one that does not exist", async () => {
    const errors = [await failureOf(getInvoice(1002, 10001)), await failureOf(getInvoice(1002, 1))];
    for (const error of errors)
      expect(error).toMatchObject({ code: "not_found", message: "no such invoice" });
  });

  test("transactions and credit ledger make a statement that ends at what is due", async () => {
    const clientId = clientOf(1005);
    const [invoices, transactions, credits] = await Promise.all([
      whmcs.listInvoices({ clientId }),
      whmcs.listTransactions({ clientId, currency: JPY }),
      whmcs.listCredits({ clientId, currency: JPY }),
    ]);
    const period = { from: "2026-01-01" as CalendarDate, to: today };
    const result = statement({
      invoices: invoices.rows,
      transactions: transactions.rows,
      credits: credits.rows,
      ...period,
      currency: JPY,
    });
    // Two overdue ones, one in collections, and what is left of the last.
    expect(result.closing).toEqual(yen(990 + 990 + 990 + 3478));
  });
});

describe("services", () => {
  const list = async (id: number, currency = JPY) =>
    (await whmcs.listServices({ clientId: clientOf(id), currency })).rows;

  test("what a client has, with its price and dates", async () => {
    expect(await list(1002)).toEqual([
      {
        id: 30021,
        productId: 182,
        name: expect.stringContaining("Home 1G") as string,
        groupName: "Internet",
        status: "active",
        cycle: "monthly",
        amount: yen(6_500),
        registeredOn: "2024-11-01",
        nextDueOn: expect.stringMatching(/^2026-/) as string,
      },
      expect.objectContaining({ id: 30022, productId: 203, groupName: "SIM", amount: yen(2_980) }),
    ]);
    expect(await list(1004)).toEqual([]);
    expect(await list(9999)).toEqual([]);
  });

  test("all forty of a company, two of them cancelled", async () => {
    const services = await list(1003);
    expect(services.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => 30_301 + index));
    expect(services.filter(({ status }) => status === "cancelled")).toHaveLength(2);
    expect((await list(1005))[0]).toMatchObject({ productId: 213, status: "suspended" });
  });
});

describe("every shape of answer gives the same", () => {
  const readAll = async () => ({
    client: await whmcs.getClient({ clientId: clientOf(1001) }),
    invoices: (await whmcs.listInvoices({ clientId: clientOf(1005) })).rows,
    none: (await whmcs.listInvoices({ clientId: clientOf(1004) })).rows,
    invoice: await getInvoice(1005, 10506),
    unpaid: await getInvoice(1001, 10003),
    transactions: (await whmcs.listTransactions({ clientId: clientOf(1005), currency: JPY })).rows,
    credits: (await whmcs.listCredits({ clientId: clientOf(1001), currency: JPY })).rows,
    noCredits: (await whmcs.listCredits({ clientId: clientOf(1004), currency: JPY })).rows,
    methods: (await whmcs.listPayMethods({ clientId: clientOf(1002) })).rows,
    services: (await whmcs.listServices({ clientId: clientOf(1002), currency: JPY })).rows,
    noServices: (await whmcs.listServices({ clientId: clientOf(1004), currency: JPY })).rows,
    noMethods: (await whmcs.listPayMethods({ clientId: clientOf(1004) })).rows,
    gateways: await whmcs.listGateways(),
    currencies: await whmcs.listCurrencies(),
    user: await whmcs.findUser({ userId: 6001 as WhmcsUserId, email: "amelia@example.com" }),
    nobody: await whmcs.findUser({ userId: 6001 as WhmcsUserId, email: "nobody@example.com" }),
  });

  test.each([
    { emptyList: "empty_string" },
    { emptyList: "empty_array" },
    { emptyList: "missing_key" },
    { emptyList: "error" },
    { singleRow: "object" },
    { singleRow: "keyed_object" },
    { numbers: "text" },
    { numbers: "native" },
    { flattenLists: true },
    { entities: "plain" },
    { legacyTopLevel: true },
  ])("%j", async (change) => {
    const usual = await readAll();
    await shape(change);
    expect(await readAll()).toEqual(usual);
  });
});

describe("writes", () => {
  const topUp = {
    clientId: clientOf(1001),
    gateway: "stripe",
    issuedOn: today,
    dueOn: today,
    lines: [{ description: "SIM Data Top-up: 1GB & more", amount: yen(500), taxed: true }],
    operationId: "op-1",
    sendMail: false,
  };

  test("an invoice is made, found by its operation, captured and paid", async () => {
    const created = await whmcs.createInvoice(topUp);
    if (created.outcome !== "created") throw new Error(created.outcome);
    const owned = { clientId: topUp.clientId, invoiceId: created.invoiceId };
    expect(await whmcs.getInvoice({ ...owned, currency: JPY })).toMatchObject({
      status: "unpaid",
      total: yen(550),
      gateway: "stripe",
      lines: [{ description: "SIM Data Top-up: 1GB & more" }],
    });
    expect(await whmcs.findInvoiceByOperation({ clientId: topUp.clientId, operationId: "op-1" })).toBe(
      owned.invoiceId,
    );
    expect(await whmcs.capturePayment(owned)).toEqual({ outcome: "accepted" });
    expect((await whmcs.getInvoice({ ...owned, currency: JPY })).status).toBe("paid");
    expect(await whmcs.capturePayment(owned)).toEqual({ outcome: "not_payable" });
    expect(logger.lines.filter((line) => line.level === "error")).toEqual([]);
  });

  test("a lost answer to a capture is unknown, and the invoice tells", async () => {
    await fault({ action: "CapturePayment", kind: "lost_answer" });
    expect(await whmcs.capturePayment(invoiceOf(1001, 10003))).toEqual({ outcome: "unknown" });
    expect((await getInvoice(1001, 10003)).status).toBe("paid");
    await control("POST", "/reset");
    await fault({ action: "CapturePayment", kind: "warning_only" });
    expect(await whmcs.capturePayment(invoiceOf(1001, 10003))).toEqual({ outcome: "unknown" });
    expect((await getInvoice(1001, 10003)).status).toBe("unpaid");
  });

  test("an expired card is declined, another's invoice not touched", async () => {
    expect(await whmcs.capturePayment(invoiceOf(1005, 10506))).toEqual({ outcome: "declined" });
    expect((await failureOf(whmcs.capturePayment(invoiceOf(1005, 10003)))).code).toBe("not_found");
    expect((await getInvoice(1001, 10003)).status).toBe("unpaid");
  });

  test("credit is added, and applied as far as it goes", async () => {
    const owned = invoiceOf(1001, 10003);
    expect(await whmcs.applyCredit({ ...owned, amount: yen(1501) })).toEqual({
      outcome: "insufficient_credit",
    });
    const added = await whmcs.addCredit({
      clientId: owned.clientId,
      amount: yen(4000),
      description: "Goodwill",
    });
    expect(added).toEqual({ outcome: "added", balance: yen(5500) });
    expect(await whmcs.applyCredit({ ...owned, amount: yen(5000) })).toEqual({ outcome: "exceeds_balance" });
    expect(await whmcs.applyCredit({ ...owned, amount: yen(928) })).toEqual({
      outcome: "applied",
      amount: yen(928),
      invoicePaid: false,
    });
    expect(await getInvoice(1001, 10003)).toMatchObject({ credit: yen(928), balance: yen(4000) });
    expect(await whmcs.applyCredit({ ...owned, amount: yen(4000) })).toMatchObject({ invoicePaid: true });
    expect(
      (await whmcs.listCredits({ clientId: owned.clientId, currency: JPY })).rows.at(-1)?.amount.minor,
    ).toBe(-4000);
  });

  test("money taken elsewhere is recorded once", async () => {
    const payment = {
      reference: "bank-1",
      gateway: "banktransfer",
      paidAt: now(),
      amount: yen(1000),
      sendMail: false,
    };
    const record = () => whmcs.addInvoicePayment({ ...invoiceOf(1001, 10003), ...payment });
    expect(await record()).toEqual({ outcome: "recorded" });
    expect(await record()).toEqual({ outcome: "already_recorded" });
    expect((await getInvoice(1001, 10003)).balance).toEqual(yen(3928));
    expect(
      await whmcs.addInvoicePayment({ ...invoiceOf(1005, 10502), ...payment, reference: "bank-2" }),
    ).toEqual({
      outcome: "not_payable",
    });
  });

  test("the way to pay is changed; only untouched invoices are cancelled", async () => {
    const owned = invoiceOf(1001, 10003);
    expect(await whmcs.setInvoiceGateway({ ...owned, gateway: "banktransfer" })).toEqual({
      outcome: "updated",
    });
    expect((await getInvoice(1001, 10003)).gateway).toBe("banktransfer");
    expect(await whmcs.cancelInvoice({ ...owned, currency: JPY })).toEqual({ outcome: "cancelled" });
    expect((await getInvoice(1001, 10003)).status).toBe("cancelled");
    for (const [clientId, invoiceId] of [[1005, 10506], [1006, 10603], [1001, 10001]] as const) {
      const outcome = await whmcs.cancelInvoice({ ...invoiceOf(clientId, invoiceId), currency: JPY });
      expect(outcome).toEqual({ outcome: "not_cancellable" });
    } // prettier-ignore
  });

  test("stored pay methods", async () => {
    const clientId = clientOf(1001);
    const methods = (await whmcs.listPayMethods({ clientId })).rows;
    expect(methods.map(({ id, brand, lastFour }) => [id, brand.toLowerCase(), lastFour])).toEqual([
      [10011, "visa", "4242"],
      [10012, "mastercard", "4444"],
    ]);
    const second = { clientId, payMethodId: 10012 as PayMethodId };
    expect(await whmcs.updatePayMethod(second)).toEqual({ outcome: "done" });
    await shape({ setDefaultAlone: "refused" });
    expect(await whmcs.updatePayMethod(second)).toEqual({ outcome: "refused" });
    const foreign = { clientId: clientOf(1002), payMethodId: second.payMethodId };
    expect((await failureOf(whmcs.deletePayMethod(foreign))).code).toBe("not_found");
    expect(await whmcs.deletePayMethod(second)).toEqual({ outcome: "done" });
    expect((await whmcs.listPayMethods({ clientId })).rows).toHaveLength(1);
  });
});

describe("orders", () => {
  const clientId = clientOf(1007);
  const orderId = "8015h0000000008AAA" as OrderId;
  const order = {
    clientId,
    orderId,
    gateway: "stripe",
    items: [
      { productId: 202 as BillingProductId, cycle: "monthly", quantity: 1 },
      { productId: 210 as BillingProductId, cycle: "onetime", quantity: 1 },
    ],
  } as const;
  const find = () => whmcs.findOrderByReference({ clientId, orderId });
  const errors = () => logger.lines.filter(({ level }) => level === "error");
  async function added() {
    const outcome = await whmcs.addOrder(order);
    if (outcome.outcome !== "added") throw new Error(outcome.outcome);
    return { clientId, billingOrderId: outcome.billingOrderId };
  }

  test("those of the world, with the orders they were made for", async () => {
    const orders = await whmcs.listOrders({ clientId: clientOf(1001) });
    expect(orders).toMatchObject([
      { id: 4003, status: "active", orderId: "8015h0000000003AAA" },
      { id: 4001, status: "active", orderId: "8015h0000000001AAA" },
    ]);
    expect(await find()).toBeNull();
  });

  test("one is added, found, accepted, and its services carry what they stand for", async () => {
    expect(await whmcs.addOrder(order)).toMatchObject({ outcome: "added", isNoteKept: true });
    const made = await find();
    expect(made).toMatchObject({ status: "pending", orderId });
    const owned = { clientId, billingOrderId: made?.id ?? (0 as BillingOrderId) };
    expect(await whmcs.acceptOrder(owned)).toEqual({ outcome: "accepted" });
    expect((await find())?.status).toBe("active");

    const services = await whmcs.listOrderedServices(owned);
    expect(services).toMatchObject([
      { productId: 202, status: "active" },
      { productId: 210, status: "active" },
    ]);
    const fields = { opportunityId: "0065h0000000008AAA", phoneNumber: "09000008003", eid: "東京" };
    const serviceId = services[0]?.id ?? (0 as ServiceId);
    expect(await whmcs.updateService({ clientId, serviceId, change: { fields } })).toEqual({
      outcome: "updated",
    });
    const [plan] = await whmcs.listOrderedServices(owned);
    expect(plan?.fields).toMatchObject({
      opportunityId: { id: 2021, value: "0065h0000000008AAA" },
      phoneNumber: { value: "09000008003" },
      eid: { value: "東京" },
      simNumber: { value: "" },
    });
    expect(errors()).toEqual([]);
    // Nothing is billed before the regular run.
    expect((await whmcs.listInvoices({ clientId })).rows).toEqual([]);
  });

  test("a dropped note is reported: the order could not be found again", async () => {
    await shape({ dropOrderNotes: true });
    expect(await whmcs.addOrder(order)).toMatchObject({ outcome: "added", isNoteKept: false });
    expect(await find()).toBeNull();
    expect(errors()).toMatchObject([{ message: "billing system dropped the note of a new order" }]);
  });

  test("a lost answer is unknown, sent once, and the order is found", async () => {
    await fault({ action: "AddOrder", kind: "lost_answer" });
    expect(await whmcs.addOrder(order)).toEqual({ outcome: "unknown" });
    expect(await whmcs.listOrders({ clientId })).toHaveLength(1);
    expect(await find()).toMatchObject({ status: "pending" });
  });

  test("nothing is lost when nothing was done", async () => {
    await fault({ action: "AddOrder", kind: "warning_only" });
    expect(await whmcs.addOrder(order)).toEqual({ outcome: "unknown" });
    expect(await find()).toBeNull();
  });

  test("an accepted one is not accepted twice, a cancelled one not at all", async () => {
    const one = await added();
    await fault({ action: "AcceptOrder", kind: "lost_answer" });
    expect(await whmcs.acceptOrder(one)).toEqual({ outcome: "unknown" });
    expect(await whmcs.acceptOrder(one)).toEqual({ outcome: "accepted" });
    expect(await whmcs.cancelOrder(one)).toEqual({ outcome: "not_cancellable" });

    const other = await added();
    expect(await whmcs.cancelOrder(other)).toEqual({ outcome: "cancelled" });
    expect(await whmcs.cancelOrder(other)).toEqual({ outcome: "cancelled" });
    expect(await whmcs.acceptOrder(other)).toEqual({ outcome: "not_acceptable" });
  });

  test("a service left pending is made active", async () => {
    await shape({ acceptLeavesPending: true });
    const owned = await added();
    await whmcs.acceptOrder(owned);
    const [service] = await whmcs.listOrderedServices(owned);
    expect(service?.status).toBe("pending");
    const serviceId = service?.id ?? (0 as ServiceId);
    await whmcs.updateService({ clientId, serviceId, change: { status: "active" } });
    expect((await whmcs.listOrderedServices(owned))[0]?.status).toBe("active");
  });

  test("nothing of somebody else's is touched", async () => {
    const foreign = { clientId, billingOrderId: 4001 as BillingOrderId };
    expect((await failureOf(whmcs.acceptOrder(foreign))).code).toBe("not_found");
    expect((await failureOf(whmcs.cancelOrder(foreign))).code).toBe("not_found");
    expect(await whmcs.listOrderedServices(foreign)).toEqual([]);
    const change = { status: "cancelled" } as const;
    const update = whmcs.updateService({ clientId, serviceId: 30011 as ServiceId, change });
    expect((await failureOf(update)).code).toBe("not_found");
    const owner = { clientId: clientOf(1001), billingOrderId: 4001 as BillingOrderId };
    expect((await whmcs.listOrderedServices(owner))[0]?.status).toBe("active");
  });

  test("what is not for sale is refused", async () => {
    const items = [{ productId: 9_999 as BillingProductId, cycle: "monthly", quantity: 1 }] as const;
    expect(await failureOf(whmcs.addOrder({ ...order, items }))).toMatchObject({ code: "provider_rejected" });
    expect(await find()).toBeNull();
  });
});

describe("sign-in links", () => {
  const invoiceId = 10003 as InvoiceId;

  test.each([
    [{ kind: "invoice", invoiceId }, "/viewinvoice.php?id=10003"],
    [{ kind: "invoice_pdf", invoiceId }, "/dl.php?type=i&id=10003"],
    [{ kind: "pay_methods" }, "/index.php?rp=/account/paymentmethods"],
    [{ kind: "home" }, "/clientarea.php"],
  ] as const)("%j", async (target, page) => {
    const { url } = await whmcs.createSsoLink({ clientId: clientOf(1001), target });
    const landing = await fetch(url, { redirect: "manual" });
    expect(new URL(landing.headers.get("location") ?? "", url).href).toBe(sandbox.url + page);
    expect((await fetch(url, { redirect: "manual" })).headers.get("location")).not.toBe(
      landing.headers.get("location"),
    );
  });

  test("none to somebody else's invoice", async () => {
    const target = { kind: "invoice", invoiceId: 10003 as InvoiceId } as const;
    expect((await failureOf(whmcs.createSsoLink({ clientId: clientOf(1002), target }))).code).toBe(
      "not_found",
    );
  });
});

describe("faults", () => {
  test.each([
    "html",
    "empty_body",
    "broken_json",
    "php_warning",
    "half_answer",
    "http_500",
    "http_403",
    "reset",
  ])("%s is unavailable, never an empty list", async (kind) => {
    await fault({ action: "GetInvoices", kind });
    const error = await failureOf(whmcs.listInvoices({ clientId: clientOf(1001) }));
    expect(error).toMatchObject({ code: "provider_unavailable", reason: "BILLING_UNAVAILABLE" });
  });

  test.each(["http_502", "http_503", "reset"])("%s twice is got over by a read", async (kind) => {
    await fault({ action: "GetInvoices", kind, times: 2 });
    expect((await whmcs.listInvoices({ clientId: clientOf(1001) })).rows).toHaveLength(3);
  });

  test("the wait of a 429 is handed on", async () => {
    await fault({ kind: "http_429" });
    expect(await failureOf(whmcs.getDetails())).toMatchObject({
      code: "provider_unavailable",
      retryAfter: 1,
    });
  });
});
