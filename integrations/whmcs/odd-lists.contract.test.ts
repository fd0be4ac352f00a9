import { describe, expect, test } from "vitest";
import type { BillingOrderId, WhmcsClientId } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { failureOf, useBench } from "./testing/bench.ts";

const bench = useBench();
const clientId = 1042 as WhmcsClientId;
const orderId = "8015h0000000042AAA" as OrderId;
const owned = { clientId, currency: JPY };

const order = (change: object = {}) => ({
  id: 120,
  userid: 1042,
  date: "2026-11-20 10:00:00",
  status: "Pending",
  notes: `sfOrderId=${orderId}`,
  ...change,
});
const ordersOf = (...rows: object[]) => ({
  result: "success",
  totalresults: rows.length,
  startnumber: 0,
  numreturned: rows.length,
  orders: { order: rows },
});
const find = () => bench.whmcs.findOrderByReference({ clientId, orderId });

/** Every reading of a list, with the key of its rows. */
const READINGS = [
  ["GetInvoices", { key: "invoices", row: "invoice", run: () => bench.whmcs.listInvoices(owned) }],
  ["GetOrders", { key: "orders", row: "order", run: () => bench.whmcs.listOrders({ clientId }) }],
  ["GetClientsProducts", { key: "products", row: "product", run: () => bench.whmcs.listServices(owned) }],
  [
    "GetTransactions",
    { key: "transactions", row: "transaction", run: () => bench.whmcs.listTransactions(owned) },
  ],
  ["GetCredits", { key: "credits", row: "credit", run: () => bench.whmcs.listCredits(owned) }],
  ["GetPayMethods", { key: "paymethods", row: null, run: () => bench.whmcs.listPayMethods({ clientId }) }],
] as const;

describe.each(READINGS)("%s", (_action, { key, run }) => {
  test.each<[string, object]>([
    ["counts rows and holds none", { totalresults: 3, startnumber: 0, numreturned: 3, [key]: {} }],
    ["counts rows and holds an empty text", { totalresults: "3", numreturned: "3", [key]: "" }],
    ["counts rows and lacks the list", { totalresults: 3 }],
    ["returns rows by its own count and holds none", { numreturned: 1, [key]: [] }],
    ["is a number", { totalresults: 0, [key]: 7 }],
  ])("an answer that %s is not an empty list", async (_what, answer) => {
    bench.answer({ result: "success", ...answer });
    expect((await failureOf(run())).code).toBe("provider_contract");
  });

  test.each([
    "No database server found",
    "No API role matches this credential",
    "No access to these records",
    "Nothing matches",
  ])("the refusal %j is not an empty list", async (message) => {
    bench.answer({ result: "error", message });
    expect((await failureOf(run())).code).not.toBe("provider_contract");
  });

  test("an empty list is one", async () => {
    bench.answer({ result: "success", totalresults: 0, startnumber: 0, numreturned: 0, [key]: "" });
    const read = await run();
    expect(Array.isArray(read) ? read : [...read.rows, ...read.unreadable]).toEqual([]);
  });
});

/** Pay methods come without a key of their own. */
test.each(READINGS.filter(([, { row }]) => row !== null))(
  "%s: rows under another key are not an empty list",
  async (_action, { key, run }) => {
    bench.answer({ result: "success", totalresults: 0, [key]: { thing: [{ id: 1 }] } });
    expect((await failureOf(run())).code).toBe("provider_contract");
  },
);

test.each([
  ["GetTransactions", () => bench.whmcs.listTransactions(owned), "transactions", "transaction"],
  ["GetCredits", () => bench.whmcs.listCredits(owned), "credits", "credit"],
])("%s of which only a part comes is not the ledger", async (_action, run, key, row) => {
  bench.answer({ result: "success", totalresults: 412, numreturned: 2, [key]: { [row]: [{}, {}] } });
  expect((await failureOf(run())).code).toBe("provider_contract");
});

describe("the look for an order before it is added", () => {
  test.each<[string, object]>([
    ["counts an order and holds none", { ...ordersOf(order()), orders: {} }],
    ["is a refusal", { result: "error", message: "No database server found" }],
    ["holds another client's order", ordersOf(order({ userid: 1043, notes: "" }))],
    ["holds an order of nobody", ordersOf(order({ userid: "", notes: "" }))],
    ["holds an order without an id", ordersOf(order({ id: null, notes: "" }))],
    ["holds notes that cannot be read", ordersOf(order({ notes: ["sfOrderId"] }))],
  ])("that %s finds out nothing, rather than that there is none", async (_what, answer) => {
    bench.answer(answer);
    await failureOf(find());
    await failureOf(bench.whmcs.listOrders({ clientId }));
  });

  test.each<[string, object]>([
    ["plain", {}],
    ["with markup behind", { notes: `sfOrderId=${orderId}<br />\r\ncalled` }],
    ["behind the line end of an old Mac", { notes: `seen\rsfOrderId=${orderId}` }],
    ["encoded", { notes: `sfOrderId&#61;${orderId}` }],
    ["on a day that is none", { date: "0000-00-00 00:00:00" }],
    ["with a status of tomorrow", { status: "On Hold" }],
  ])("finds one %s", async (_what, change) => {
    bench.answer(ordersOf(order(change)));
    expect((await find())?.id).toBe(120);
  });

  test("finds it beside one that cannot be read, and says nothing of others", async () => {
    bench.answer(ordersOf(order({ id: 119, notes: ["odd"] }), order()));
    expect((await find())?.id).toBe(120);
    const other = "8015h0000000043AAA" as OrderId;
    expect(await failureOf(bench.whmcs.findOrderByReference({ clientId, orderId: other }))).toMatchObject({
      code: "provider_contract",
      facts: { call: "GetOrders", field: "notes" },
    });
  });

  test("the services of an order are not known while one of them cannot be read", async () => {
    const service = { id: 301, clientid: 1042, orderid: 120, pid: 21, status: "Active" };
    const list = (...rows: object[]) => ({
      result: "success",
      clientid: 1042,
      totalresults: rows.length,
      products: { product: rows },
    });
    const read = () => bench.whmcs.listOrderedServices({ clientId, billingOrderId: 120 as BillingOrderId });
    bench.answer(list(service));
    expect(await read()).toHaveLength(1);
    bench.answer(list(service, { ...service, id: 302, pid: "" }));
    expect((await failureOf(read())).code).toBe("provider_contract");
  });
});

describe("transactions", () => {
  const row = (change: object) => ({
    id: 1,
    userid: 1042,
    currency: 1,
    gateway: "stripe",
    date: "2026-11-01",
    description: "",
    amountin: "25.00",
    amountout: "0.00",
    transid: "pi_1",
    invoiceid: 5001,
    ...change,
  });
  const answer = (...rows: object[]) =>
    bench.answer({ result: "success", totalresults: rows.length, transactions: { transaction: rows } });

  test("in another currency than the client's are unreadable, and never counted as yen", async () => {
    answer(row({}), row({ id: 2, currency: 2 }), row({ id: 3, currency: 0 }), row({ id: 4, currency: null }));
    const { rows, unreadable } = await bench.whmcs.listTransactions({ ...owned, currencyId: 1 });
    expect(rows.map(({ id }) => id)).toEqual([1, 3, 4]);
    expect(unreadable).toEqual([{ id: 2, field: "currency" }]);
  });

  test("of another client spoil the list", async () => {
    answer(row({}), row({ id: 2, userid: 1043 }));
    expect((await failureOf(bench.whmcs.listTransactions(owned))).facts["field"]).toBe(
      "transactions.transaction.1.userid",
    );
  });
});

describe("services", () => {
  const service = {
    id: 301,
    clientid: 1042,
    pid: 21,
    name: "SIM",
    groupname: "",
    status: "Active",
    billingcycle: "Monthly",
    recurringamount: "980.00",
    regdate: "2026-01-01",
    nextduedate: "2026-12-01",
  };
  test("that cannot be read are told while they may be somebody's line, and not once they have ended", async () => {
    bench.answer({
      result: "success",
      clientid: 1042,
      totalresults: 4,
      products: {
        product: [
          service,
          { ...service, id: 302, recurringamount: "x" },
          { ...service, id: 303, recurringamount: "x", status: "Terminated" },
          { ...service, id: null, status: "Cancelled", clientid: 1042 },
        ],
      },
    });
    const { rows, unreadable } = await bench.whmcs.listServices(owned);
    expect(rows.map(({ id }) => id)).toEqual([301]);
    expect(unreadable.map(({ id }) => id)).toEqual([302, null]);
  });
});

test.each(["Corp 5555 5555 5555 4444", "5555-5555-5555-4444", "card 5555555555554444 of Ann"])(
  "a card number in the description %j goes no further",
  async (description) => {
    bench.answer({
      result: "success",
      clientid: 1042,
      paymethods: [
        {
          id: 1,
          type: "CreditCard",
          description,
          gateway_name: "stripe",
          card_last_four: "",
          expiry_date: "12/30",
          card_type: "Visa 4242 4242 4242 4242",
        },
      ],
    });
    const { rows } = await bench.whmcs.listPayMethods({ clientId });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, bench.logger.lines])).not.toMatch(/\d{4}[ -]?\d{4}[ -]?\d{4}/);
  },
);
