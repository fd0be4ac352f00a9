import { describe, expect, test } from "vitest";
import { tokyoDate } from "#domain/shared/dates.ts";
import type {
  BillingOrderId,
  BillingProductId,
  InvoiceId,
  PayMethodId,
  ServiceId,
  WhmcsClientId,
  WhmcsUserId,
} from "#domain/shared/ids.ts";
import { JPY, type CurrencyCode } from "#domain/shared/money.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { readBillingHint } from "#domain/shared/whmcs-hooks.ts";
import { readAnswer } from "./answer.ts";
import { CALLS, type WhmcsAction } from "./calls.ts";
import { createClient } from "./client.ts";
import { failureOf, now, useBench } from "./testing/bench.ts";
import { fixtureFiles, fixtureIndex, fixtureWith, readFixture } from "./testing/fixtures.ts";
import { createWhmcsTransport, type Whmcs } from "./whmcs.ts";

const bench = useBench();

const clientId = 1042 as WhmcsClientId;
const usd = "USD" as CurrencyCode;
const yen = (minor: number) => ({ currency: JPY, minor });
const invoiceOf = (id: number, owner = 1042) => ({
  clientId: owner as WhmcsClientId,
  invoiceId: id as InvoiceId,
});
const payMethod = { clientId, payMethodId: 7 as PayMethodId };

type Case = { run: (whmcs: Whmcs) => Promise<unknown>; gives?: unknown; fails?: Record<string, unknown> };

const listInvoices = (whmcs: Whmcs) => whmcs.listInvoices({ clientId });
const getInvoice =
  (id: number, currency = JPY, owner = 1042) =>
  (whmcs: Whmcs) =>
    whmcs.getInvoice({ ...invoiceOf(id, owner), currency });
const getClient = (whmcs: Whmcs) => whmcs.getClient({ clientId });
const login = (whmcs: Whmcs) => whmcs.validateLogin({ email: "taro.yamada@example.jp", password: "right" });
const findUser = (whmcs: Whmcs) =>
  whmcs.findUser({ userId: 977 as WhmcsUserId, email: "taro.yamada@example.jp" });
const listCredits = (whmcs: Whmcs) => whmcs.listCredits({ clientId, currency: JPY });
const listTransactions = (whmcs: Whmcs) => whmcs.listTransactions({ clientId, currency: JPY });
const listPayMethods = (whmcs: Whmcs) => whmcs.listPayMethods({ clientId });
const createInvoice = (whmcs: Whmcs) =>
  whmcs.createInvoice({
    clientId,
    gateway: "stripe",
    issuedOn: tokyoDate(now()),
    dueOn: tokyoDate(now()),
    lines: [{ description: "Top-up", amount: yen(500), taxed: true }],
    operationId: "op-1",
    sendMail: false,
  });
const setGateway = (whmcs: Whmcs) => whmcs.setInvoiceGateway({ ...invoiceOf(5001), gateway: "stripe" });
const capture = (whmcs: Whmcs) => whmcs.capturePayment(invoiceOf(5001));
const applyCredit = (whmcs: Whmcs) => whmcs.applyCredit({ ...invoiceOf(5001), amount: yen(500) });
const addCredit = (whmcs: Whmcs) => whmcs.addCredit({ clientId, amount: yen(2000), description: "x" });
const addPayment = (whmcs: Whmcs) =>
  whmcs.addInvoicePayment({
    ...invoiceOf(5001),
    reference: "pi_new",
    gateway: "stripe",
    paidAt: now(),
    sendMail: false,
  });
const home = (whmcs: Whmcs) => whmcs.createSsoLink({ clientId, target: { kind: "home" } });

const addOrder = (whmcs: Whmcs) =>
  whmcs.addOrder({
    clientId,
    orderId: "8015h0000000001AAA" as OrderId,
    gateway: "stripe",
    items: [{ productId: 21 as BillingProductId, cycle: "monthly", quantity: 1 }],
  });
const orderOf = (id: number) => ({ clientId, billingOrderId: id as BillingOrderId });
const listOrders = (whmcs: Whmcs) => whmcs.listOrders({ clientId });
const setActive = (whmcs: Whmcs) =>
  whmcs.updateService({ clientId, serviceId: 301 as ServiceId, change: { status: "active" } });

const listServices = (whmcs: Whmcs) => whmcs.listServices({ clientId, currency: JPY });
const service = (change: Record<string, unknown> = {}) => ({
  id: 301,
  productId: 21,
  name: "SIM 10GB",
  groupName: "モバイル",
  status: "active",
  cycle: "monthly",
  amount: yen(2800),
  registeredOn: "2025-01-01",
  nextDueOn: "2025-10-01",
  ...change,
});

const client = {
  id: 1042,
  ownerUserId: 977,
  userIds: [977, 981],
  firstName: "太郎",
  lastName: "山田",
  companyName: "",
  email: "taro.yamada@example.jp",
  address1: "丸の内1-1-1",
  address2: "",
  city: "千代田区",
  state: "東京都",
  postcode: "100-0005",
  country: "JP",
  phone: "0312345678",
  status: "active",
  currency: "JPY",
  currencyId: 1,
  credit: yen(1500),
  defaultGateway: "stripe",
  taxExempt: false,
  singleSignOnAllowed: true,
  language: "japanese",
  marketing: true,
  customerNumber: null,
};
const summary = (id: number, change: Record<string, unknown> = {}) => ({
  id,
  number: String(id),
  status: "unpaid",
  issuedOn: "2025-09-01",
  dueOn: "2025-09-15",
  paidOn: null,
  hasTax: true,
  total: yen(3300),
  ...change,
});
const paid5000 = summary(5000, {
  number: "INV-2025-0817",
  status: "paid",
  issuedOn: "2025-08-01",
  dueOn: "2025-08-15",
  paidOn: "2025-08-03",
});
const lines = [
  {
    description: "SIM 10GB プラン (2025/09/01 - 2025/09/30)",
    amount: yen(2800),
    taxed: true,
    serviceId: 301,
  },
  { description: "留守番電話\nオプション", amount: yen(200), taxed: true, serviceId: null },
];
const detail = (change: Record<string, unknown> = {}) => ({
  subtotal: yen(3000),
  credit: yen(0),
  tax: yen(300),
  tax2: yen(0),
  taxRate: "10",
  taxRate2: "0",
  balance: yen(3300),
  gateway: "stripe",
  capturable: true,
  lines,
  transactions: [],
  ...change,
});
const payment = (change: Record<string, unknown> = {}) => ({
  id: 7001,
  invoiceId: 5000,
  date: "2025-08-03",
  gateway: "stripe",
  description: "Invoice Payment",
  reference: "pi_3PabcDEFghi",
  direction: "in",
  amount: yen(3300),
  ...change,
});
const card = (change: Record<string, unknown>) => ({
  kind: "card",
  brand: "Visa",
  lastFour: "4242",
  expires: "2027-02",
  description: "",
  gateway: "",
  ...change,
});
/** A list without unreadable rows. */
const listed = (rows: unknown[]) => ({ rows, unreadable: [] });
const refused = { code: "provider_rejected", reason: "BILLING_REFUSED" };
const missing = { code: "not_found", reason: "NOT_FOUND" };

/** Every sample of an action that the adapter has a method for: what the method makes of it. */
const CASES: Record<string, Case> = {
  "WhmcsDetails.success.json": { run: (whmcs) => whmcs.getDetails(), gives: { version: "8.13.1" } },
  "GetClientsDetails.success.json": { run: getClient, gives: client },
  "GetClientsDetails.with-legacy-top-level.json": { run: getClient, gives: client },
  "GetClientsDetails.with-stats.json": {
    run: (whmcs) => whmcs.getClientStats({ clientId }),
    gives: {
      due: 1,
      unpaid: 1,
      overdue: 0,
      paid: 12,
      cancelled: 0,
      refunded: 0,
      collections: 0,
      paymentPending: 0,
    },
  },
  "GetClientsDetails.error-not-found.json": { run: getClient, fails: missing },
  "GetClientsDetails.error-missing-key.json": { run: getClient, fails: refused },
  "ValidateLogin.success.json": { run: login, gives: { userId: 977, twoFactorEnabled: false } },
  "ValidateLogin.success-two-factor.json": { run: login, gives: { userId: 977, twoFactorEnabled: true } },
  "ValidateLogin.success-native-types.json": { run: login, gives: { userId: 977, twoFactorEnabled: false } },
  "ValidateLogin.error-invalid.json": { run: login, gives: null },
  "GetUsers.success.json": {
    run: findUser,
    gives: {
      id: 977,
      firstName: "太郎",
      lastName: "山田",
      email: "taro.yamada@example.jp",
      clients: [
        { id: 1042, isOwner: true },
        { id: 1108, isOwner: false },
      ],
    },
  },
  "GetUsers.no-clients.json": {
    run: (whmcs) => whmcs.findUser({ userId: 990 as WhmcsUserId, email: "orphan@example.jp" }),
    gives: { id: 990, firstName: "No", lastName: "Client", email: "orphan@example.jp", clients: [] },
  },
  "GetUsers.empty.json": { run: findUser, gives: null },

  "GetInvoices.success-jpy.json": {
    run: listInvoices,
    gives: listed([
      summary(5001),
      paid5000,
      summary(4990, { hasTax: false, status: "cancelled", total: yen(980) }),
      summary(4980, { hasTax: false, status: "payment_pending", total: yen(12000) }),
      summary(4970, { hasTax: false, status: "refunded", paidOn: "2025-05-02", total: yen(5500) }),
      summary(4960, { hasTax: false, status: "collections", dueOn: "2025-02-15", total: yen(5500) }),
    ]),
  },
  "GetInvoices.success-usd.json": {
    run: listInvoices,
    gives: listed([
      summary(1, {
        hasTax: false,
        issuedOn: "2016-01-01",
        dueOn: "2016-01-08",
        total: { currency: "USD", minor: 1595 },
      }),
    ]),
  },
  // Answered for every window here: a page that begins at row 25 is not the first, and its two rows are not the list.
  "GetInvoices.page2.json": { run: listInvoices, fails: { code: "provider_contract" } },
  "GetInvoices.empty-string.json": { run: listInvoices, gives: listed([]) },
  "GetInvoices.empty-list.json": { run: listInvoices, gives: listed([]) },

  "GetInvoice.unpaid-jpy.json": { run: getInvoice(5001), gives: { ...summary(5001), ...detail() } },
  "GetInvoice.paid-jpy.json": {
    run: getInvoice(5000),
    gives: { ...paid5000, ...detail({ balance: yen(0), transactions: [payment()] }) },
  },
  "GetInvoice.partially-paid-with-credit.json": {
    run: getInvoice(5001),
    gives: {
      ...summary(5001, { total: yen(2800) }),
      ...detail({
        credit: yen(500),
        balance: yen(1800),
        transactions: [
          payment({ id: 7002, invoiceId: 5001, gateway: "banktransfer", reference: "", amount: yen(1000) }),
        ],
      }),
    },
  },
  "GetInvoice.zero-total.json": {
    run: getInvoice(4951),
    gives: {
      ...summary(4951, { hasTax: false, status: "paid", total: yen(0) }),
      ...detail({
        subtotal: yen(0),
        tax: yen(0),
        balance: yen(0),
        lines: [
          {
            description: "Promotional Code: FREE1 - 100% Recurring Discount",
            amount: yen(-2800),
            taxed: true,
            serviceId: null,
          },
          { description: "SIM 10GB", amount: yen(2800), taxed: true, serviceId: 301 },
        ],
      }),
    },
  },
  "GetInvoice.usd-documented.json": {
    run: getInvoice(1, usd, 2361),
    gives: expect.objectContaining({
      total: { currency: "USD", minor: 1595 },
      taxRate: "0",
      gateway: "paypalcheckout",
      capturable: false,
      lines: [expect.objectContaining({ taxed: false, serviceId: 1 })],
      transactions: [],
    }),
  },
  "GetInvoice.error-not-found.json": { run: getInvoice(5001), fails: missing },

  "GetTransactions.success.json": {
    run: listTransactions,
    gives: listed([
      payment(),
      payment({ id: 7010, description: "Refund", reference: "re_3PabcDEFghi", direction: "out" }),
    ]),
  },
  "GetTransactions.empty-object.json": { run: listTransactions, gives: listed([]) },
  "GetCredits.success.json": {
    run: listCredits,
    gives: listed([
      { id: 1, date: "2025-06-01", description: "キャンペーン", amount: yen(2000), invoiceId: null },
      {
        id: 2,
        date: "2025-07-01",
        description: "Credit Applied to Invoice #4988",
        amount: yen(-500),
        invoiceId: null,
      },
    ]),
  },
  "GetCredits.documented-flat.json": {
    run: (whmcs) => whmcs.listCredits({ clientId: 1 as WhmcsClientId, currency: usd }),
    gives: listed([
      {
        id: 1,
        date: "2016-01-01",
        description: "This is a sample credit record",
        invoiceId: null,
        amount: { currency: "USD", minor: 1000 },
      },
      {
        id: 2,
        date: "2016-01-01",
        description: "Credit Applied to Invoice #1",
        invoiceId: null,
        amount: { currency: "USD", minor: -1000 },
      },
    ]),
  },
  "GetCredits.error-client.json": { run: listCredits, fails: missing },
  "GetPayMethods.success.json": {
    run: listPayMethods,
    gives: listed([
      card({ id: 7, description: "Default Card", gateway: "stripe" }),
      card({ id: 8, brand: "American Express", lastFour: "0005", expires: "2026-11" }),
      card({
        id: 9,
        kind: "bank",
        brand: "みずほ銀行",
        lastFour: null,
        expires: null,
        description: "口座振替",
      }),
      card({
        id: 10,
        kind: "bank",
        brand: "",
        lastFour: null,
        expires: null,
        description: "A Remote Bank Account",
        gateway: "gocardless",
      }),
    ]),
  },
  "GetPayMethods.empty.json": { run: listPayMethods, gives: listed([]) },
  "GetPayMethods.error-client.json": { run: listPayMethods, fails: missing },
  "GetPayMethods.error-type.json": { run: listPayMethods, fails: refused },
  "GetPaymentMethods.success.json": {
    run: (whmcs) => whmcs.listGateways(),
    gives: [
      { name: "stripe", displayName: "クレジットカード" },
      { name: "banktransfer", displayName: "銀行振込" },
    ],
  },
  "GetCurrencies.success.json": {
    run: (whmcs) => whmcs.listCurrencies(),
    gives: [
      { id: 1, code: "JPY", prefix: "¥", suffix: " JPY" },
      { id: 2, code: "USD", prefix: "$", suffix: " USD" },
    ],
  },
  "GetCurrencies.documented-flat.json": {
    run: (whmcs) => whmcs.listCurrencies(),
    gives: [{ id: 1, code: "USD", prefix: "$", suffix: " USD" }],
  },

  "GetClientsProducts.success-jpy.json": {
    run: listServices,
    gives: listed([
      service(),
      service({ id: 302, status: "suspended", cycle: "annually", amount: yen(28000) }),
      service({ id: 303, status: "pending", cycle: "one_time", amount: yen(0), nextDueOn: null }),
      service({ id: 304, status: "cancelled", cycle: "free", amount: yen(0), nextDueOn: null }),
    ]),
  },
  "GetClientsProducts.success-strings.json": { run: listServices, gives: listed([service()]) },
  "GetClientsProducts.single-object.json": { run: listServices, gives: listed([service()]) },
  "GetClientsProducts.keyed-object.json": { run: listServices, gives: listed([service()]) },
  "GetClientsProducts.empty-string.json": { run: listServices, gives: listed([]) },

  // Read back they are other orders than these, so that the note could not be checked.
  "AddOrder.success.json": {
    run: addOrder,
    gives: { outcome: "added", billingOrderId: 121, isNoteKept: null },
  },
  "AddOrder.success-no-invoice.json": {
    run: addOrder,
    gives: { outcome: "added", billingOrderId: 122, isNoteKept: null },
  },
  "AddOrder.success-legacy-productids.json": {
    run: addOrder,
    gives: { outcome: "added", billingOrderId: 205, isNoteKept: null },
  },
  "AddOrder.error-array.json": { run: addOrder, fails: refused },
  "AddOrder.error-closed.json": { run: addOrder, fails: refused },
  "AddOrder.error-empty-cart.json": { run: addOrder, fails: refused },
  "AddOrder.error-payment-method.json": { run: addOrder, fails: refused },
  "AcceptOrder.success.json": {
    run: (whmcs) => whmcs.acceptOrder(orderOf(120)),
    gives: { outcome: "accepted" },
  },
  "AcceptOrder.error-status.json": {
    run: (whmcs) => whmcs.acceptOrder(orderOf(120)),
    gives: { outcome: "not_acceptable" },
  },
  "CancelOrder.success.json": {
    run: (whmcs) => whmcs.cancelOrder(orderOf(120)),
    gives: { outcome: "cancelled" },
  },
  "CancelOrder.error-subscription.json": {
    run: (whmcs) => whmcs.cancelOrder(orderOf(120)),
    gives: { outcome: "not_cancellable" },
  },
  "GetOrders.success.json": {
    run: listOrders,
    gives: [{ id: 121, status: "active", orderedAt: new Date("2025-09-01T13:59:35+09:00"), orderId: null }],
  },
  "GetOrders.empty.json": { run: listOrders, gives: [] },
  "UpdateClientProduct.success.json": { run: setActive, gives: { outcome: "updated" } },
  "UpdateClientProduct.error-not-found.json": { run: setActive, fails: missing },

  "CreateInvoice.success.json": { run: createInvoice, gives: { outcome: "created", invoiceId: 5002 } },
  "CreateInvoice.error-client.json": { run: createInvoice, fails: missing },
  "CreateInvoice.error-draft-send.json": { run: createInvoice, fails: refused },
  "UpdateInvoice.success.json": { run: setGateway, gives: { outcome: "updated" } },
  "UpdateInvoice.error-missing-variables.json": { run: setGateway, gives: { outcome: "refused" } },
  "UpdateInvoice.error-not-draft.json": { run: setGateway, gives: { outcome: "refused" } },
  "UpdateInvoice.error-status.json": {
    run: (whmcs) => whmcs.cancelInvoice({ ...invoiceOf(5001), currency: JPY }),
    gives: { outcome: "not_cancellable" },
  },
  "CapturePayment.success.json": { run: capture, gives: { outcome: "accepted" } },
  "CapturePayment.error-declined.json": { run: capture, gives: { outcome: "declined" } },
  "CapturePayment.error-not-unpaid.json": { run: capture, gives: { outcome: "not_payable" } },
  "AddInvoicePayment.success.json": { run: addPayment, gives: { outcome: "recorded" } },
  "AddInvoicePayment.error-cancelled.json": { run: addPayment, gives: { outcome: "not_payable" } },
  "ApplyCredit.success.json": {
    run: applyCredit,
    gives: { outcome: "applied", amount: yen(500), invoicePaid: false },
  },
  "ApplyCredit.success-paid.json": {
    run: applyCredit,
    gives: { outcome: "applied", amount: yen(3300), invoicePaid: true },
  },
  "ApplyCredit.error-exceeds.json": { run: applyCredit, gives: { outcome: "exceeds_balance" } },
  "ApplyCredit.error-insufficient.json": { run: applyCredit, gives: { outcome: "insufficient_credit" } },
  "AddCredit.success.json": { run: addCredit, gives: { outcome: "added", balance: yen(3500) } },
  "AddCredit.error-format.json": { run: addCredit, fails: refused },
  "UpdatePayMethod.success.json": {
    run: (whmcs) => whmcs.updatePayMethod(payMethod),
    gives: { outcome: "done" },
  },
  "UpdatePayMethod.error-owner.json": { run: (whmcs) => whmcs.updatePayMethod(payMethod), fails: missing },
  "DeletePayMethod.success.json": {
    run: (whmcs) => whmcs.deletePayMethod(payMethod),
    gives: { outcome: "done" },
  },
  "DeletePayMethod.error-id.json": { run: (whmcs) => whmcs.deletePayMethod(payMethod), fails: missing },
  // Its address is another one than this server's.
  "CreateSsoToken.success.json": { run: home, fails: { code: "provider_contract" } },
  "CreateSsoToken.error-destination.json": { run: home, fails: refused },
  "CreateSsoToken.error-blocked.json": {
    run: home,
    fails: { code: "conflict", reason: "BILLING_LINK_BLOCKED" },
  },
  "CreateSsoToken.error-provision.json": { run: home, fails: refused },
  "CreateSsoToken.error-user-client.json": { run: home, fails: refused },
};

/** Answers the sample for its own action, and for the reads around it what is the client's own and still open. */
function serve(file: string, action: string, status: number) {
  const around: Record<string, unknown> = {
    GetInvoice: fixtureWith("GetInvoice.unpaid-jpy.json", (body) =>
      Object.assign(body, action === "CreateInvoice" && { invoiceid: 5002, notes: "portal-ref:op-1" }),
    ),
    GetOrders: fixtureWith("GetOrders.success.json", (body) =>
      Object.assign(body, {
        orders: { order: [{ id: 120, userid: 1042, date: "2025-09-01 13:59:35", status: "Pending" }] },
      }),
    ),
    GetClientsProducts: fixtureWith("GetClientsProducts.single-object.json", () => undefined),
    GetTransactions: fixtureWith("GetTransactions.empty-object.json", () => undefined),
  };
  bench.server.answer(({ params }, response) => {
    const called = params.get("action") ?? "";
    const body = called === action ? readFixture(file) : JSON.stringify(around[called] ?? null);
    response.writeHead(called === action ? status : 200).end(body);
  });
}

const http = fixtureIndex.filter(({ file }) => !file.startsWith("_"));
const known = new Set(http.filter(({ file }) => file in CASES).map(({ action }) => action));

describe("samples through the adapter", () => {
  test.each(http.filter(({ file }) => file in CASES))("$file", async ({ file, action, httpStatus }) => {
    serve(file, action, httpStatus ?? 200);
    const { run, gives, fails } = CASES[file] ?? { run: () => Promise.reject(new Error("no case")) };
    if (fails) expect(await failureOf(run(bench.whmcs))).toMatchObject(fails);
    else expect(await run(bench.whmcs)).toEqual(gives);
    expect(bench.server.received.some(({ params }) => params.get("action") === action)).toBe(true);
  });
});

function plainClient() {
  const { logger } = bench;
  const transport = createWhmcsTransport({ now, logger, limits: { backOffMs: 1 } });
  return createClient({ url: bench.server.url, identifier: "ID", secret: "SECRET", transport, logger });
}

describe("samples of calls without a method yet: success and refusal are told apart", () => {
  test.each(http.filter(({ file }) => !(file in CASES)))("$file", async ({ file, action, httpStatus }) => {
    expect(known).not.toContain(action);
    expect(Object.keys(CALLS)).toContain(action);
    bench.answer(readFixture(file), httpStatus ?? 200);
    const call = plainClient().call({ action: action as WhmcsAction, read: (body) => body });
    if (file.includes(".error-")) expect(await failureOf(call)).toMatchObject(refused);
    else expect(await call).toEqual(JSON.parse(readFixture(file)));
  });
});

describe("samples of the transport", () => {
  const access = (fault: string, facts: Record<string, unknown> = {}) => ({
    code: "provider_unavailable",
    facts: expect.objectContaining({ access: fault, action: "GetClientsDetails", ...facts }) as unknown,
  });
  const expected: Record<string, Record<string, unknown>> = {
    "_transport.authentication-failed.json": access("authentication_failed"),
    "_transport.invalid-credentials.json": access("invalid_credentials"),
    "_transport.invalid-ip-v4.json": access("invalid_ip", { addressToAllow: "203.0.113.7" }),
    "_transport.invalid-ip-v6.json": access("invalid_ip", { addressToAllow: "2001:db8:85a3::8a2e:370:7334" }),
    "_transport.permission-denied.json": access("invalid_permissions"),
    "_transport.status-key-error.json": missing,
    "_transport.warning-no-result.json": { code: "provider_contract", facts: { field: "result" } },
    "_transport.maintenance.html": { code: "provider_unavailable", reason: "BILLING_UNAVAILABLE" },
  };
  const samples = fixtureIndex.filter(({ action }) => action === "_transport");

  test.each(samples)("$file", async ({ file, httpStatus }) => {
    bench.answer(readFixture(file), httpStatus ?? 200);
    expect(expected).toHaveProperty([file]);
    expect(await failureOf(getClient(bench.whmcs))).toMatchObject(expected[file] ?? {});
    expect(bench.server.received).toHaveLength(1);
  });
});

describe("samples of hooks", () => {
  const none = { clientId: null, userId: null, invoiceId: null, serviceId: null };
  const expected: Record<string, unknown> = {
    "_hook.AddInvoicePayment.json": { ...none, invoiceId: 5001 },
    "_hook.AfterShoppingCartCheckout.json": { ...none, invoiceId: 5003 },
    "_hook.CancellationRequest.json": { ...none, clientId: 1042, serviceId: 301 },
    "_hook.ClientAdd.json": { ...none, clientId: 1042, userId: 977 },
    "_hook.ClientClose.json": { ...none, clientId: 1042 },
    "_hook.ClientEdit.json": { ...none, clientId: 1042 },
    "_hook.InvoiceCancelled.json": { ...none, invoiceId: 4990 },
    "_hook.InvoiceCreated.json": { ...none, invoiceId: 5002 },
    "_hook.InvoicePaid.json": { ...none, invoiceId: 5001 },
    "_hook.InvoiceRefunded.json": { ...none, invoiceId: 4970 },
    "_hook.InvoiceUnpaid.json": { ...none, invoiceId: 5001 },
    "_hook.OrderPaid.json": { ...none, clientId: 1042, invoiceId: 5003 },
    "_hook.ServiceEdit.json": { ...none, clientId: 1042, serviceId: 301 },
    "_hook.UserEdit.json": { ...none, userId: 977 },
  };

  test.each(fixtureIndex.filter(({ action }) => action === "_hook"))("$file", ({ file }) => {
    const data = fixtureWith(file, () => undefined);
    expect(readBillingHint(file.split(".")[1] ?? "", data)).toEqual(expected[file]);
  });

  test("a password change names the user under `userid`", () => {
    expect(readBillingHint("UserChangePassword", { userid: "977", password: "x" })).toEqual({
      ...none,
      userId: 977,
    });
  });
});

test("no file of the folder is left out", () => {
  const indexed = fixtureIndex.map(({ file }) => file);
  // The vectors of requests are read by the tests of the encoders.
  const others = [
    "_index.json",
    "_request.form-encoding-vectors.json",
    "_request.php-serialize-vectors.json",
  ];
  expect([...indexed, ...others].sort()).toEqual(fixtureFiles());
  expect(Object.keys(CASES).filter((file) => !indexed.includes(file))).toEqual([]);
  for (const file of indexed.filter((name) => !/^_(hook|transport)/.test(name))) {
    expect(readAnswer(readFixture(file)).kind).toBe(file.includes(".error-") ? "error" : "success");
  }
});
