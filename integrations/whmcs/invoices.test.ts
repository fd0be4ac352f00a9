import { describe, expect, test } from "vitest";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { InvoiceId, WhmcsClientId } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import { failureOf, useBench } from "./testing/bench.ts";
import { fixtureWith } from "./testing/fixtures.ts";

const bench = useBench();
const clientId = 1042 as WhmcsClientId;
const invoiceId = 5001 as InvoiceId;
const owned = { clientId, invoiceId };
const currency = JPY;

const row = (id: number, change: Record<string, unknown> = {}) => ({
  id,
  userid: "1042",
  invoicenum: "",
  date: "2026-11-01",
  duedate: "2026-11-15",
  datepaid: "0000-00-00 00:00:00",
  total: "968.00",
  status: "Paid",
  currencycode: "JPY",
  notes: "",
  ...change,
});

/** Answers GetInvoices from these rows, by the window that is asked for. */
function serveRows(rows: readonly object[]) {
  bench.server.answer(({ params }, response) => {
    const start = Number(params.get("limitstart"));
    const invoice = rows.slice(start, start + Number(params.get("limitnum")));
    response.end(JSON.stringify({ result: "success", totalresults: rows.length, invoices: { invoice } }));
  });
}

const invoice = (change: Record<string, unknown> = {}) =>
  fixtureWith("GetInvoice.unpaid-jpy.json", (body) => Object.assign(body, change));

describe("listInvoices", () => {
  test("reads thousands, newest id first, by a stable order and for one client", async () => {
    const rows = Array.from({ length: 1203 }, (_, index) => row(20_000 - index));
    serveRows(rows);
    const invoices = (await bench.whmcs.listInvoices({ clientId })).rows;
    expect(invoices.map((each) => each.id)).toEqual(rows.map((each) => each.id));
    expect(bench.server.received).toHaveLength(5);
    for (const { params } of bench.server.received) {
      expect(Object.fromEntries(params)).toMatchObject({
        userid: "1042",
        orderby: "id",
        order: "desc",
        limitnum: "250",
      });
    }
  });

  test("drafts take part in the paging and are then dropped", async () => {
    serveRows(
      Array.from({ length: 260 }, (_, index) =>
        row(9000 - index, { status: index < 250 ? "Draft" : "Paid" }),
      ),
    );
    expect((await bench.whmcs.listInvoices({ clientId })).rows).toHaveLength(10);
  });

  test("one foreign row spoils the list", async () => {
    serveRows([row(1), row(2, { userid: 1043 })]);
    expect(await failureOf(bench.whmcs.listInvoices({ clientId }))).toMatchObject({
      code: "provider_contract",
      reason: "BILLING_CONTRACT",
      facts: { provider: "whmcs", call: "GetInvoices", field: "invoices.invoice.1.userid" },
    });
  });

  test.each([0, NaN, undefined])("refuses to run for client %s, who would be everybody", async (nobody) => {
    serveRows([]);
    const call = bench.whmcs.listInvoices({ clientId: nobody as WhmcsClientId });
    expect((await failureOf(call)).code).toBe("internal");
    expect(bench.server.received).toHaveLength(0);
  });

  test("takes the client's currency where a row names none, and cannot read it without either", async () => {
    serveRows([row(1, { currencycode: undefined })]);
    const [only] = (await bench.whmcs.listInvoices({ clientId, currency })).rows;
    expect(only?.total).toEqual({ currency: "JPY", minor: 968 });
    expect(await bench.whmcs.listInvoices({ clientId })).toEqual({
      rows: [],
      unreadable: [{ id: 1, number: "1", isClosed: true }],
    });
  });

  test("an unknown status is shown as unknown and told to the operator", async () => {
    serveRows([row(1, { status: "Frozen" })]);
    const [only] = (await bench.whmcs.listInvoices({ clientId })).rows;
    expect(only?.status).toBe("unknown");
    expect(bench.logger.lines).toContainEqual(
      expect.objectContaining({
        level: "warn",
        fields: {
          event: "provider.unknown_value",
          provider: "whmcs",
          action: "GetInvoices",
          field: "status",
          value: "Frozen",
        },
      }),
    );
  });

  test("an error in place of an empty list is an empty list, other errors are errors", async () => {
    bench.answer({ result: "error", message: "No Invoices Found" });
    expect((await bench.whmcs.listInvoices({ clientId })).rows).toEqual([]);
    bench.answer({ result: "error", message: "Client ID Not Found" });
    expect((await failureOf(bench.whmcs.listInvoices({ clientId }))).code).toBe("provider_rejected");
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["without an id", { id: undefined }, "id"],
    ["without an owner", { userid: undefined }, "userid"],
    ["without a total", { total: undefined }, "total"],
    ["without a status", { status: undefined }, "status"],
    ["of yen with a fraction", { total: "968.50" }, "total"],
    ["issued on no day", { date: "2026-02-30" }, "date"],
  ])("a row %s is told as unreadable beside the others", async (_what, change, field) => {
    serveRows([row(2), row(1, change)]);
    const { rows, unreadable } = await bench.whmcs.listInvoices({ clientId });
    expect(rows.map(({ id }) => id)).toEqual([2]);
    expect(unreadable).toHaveLength(1);
    expect(bench.logger.lines).toContainEqual(
      expect.objectContaining({ level: "error", fields: expect.objectContaining({ field }) as object }),
    );
  });

  test.each(["date", "duedate", "datepaid"])("a row without %s is shown without it", async (field) => {
    serveRows([row(1, { [field]: undefined })]);
    expect(await bench.whmcs.listInvoices({ clientId })).toMatchObject({ rows: [{ id: 1 }], unreadable: [] });
  });
});

describe("getInvoice", () => {
  test.each([
    ["somebody else's", invoice({ userid: 1043 })],
    ["a draft", invoice({ status: "Draft" })],
    ["an unknown one", { result: "error", message: "Invoice ID not found" }],
  ])("%s is not found, and all the same way", async (_what, answer) => {
    bench.answer(answer);
    const error = await failureOf(bench.whmcs.getInvoice({ ...owned, currency }));
    expect(error).toMatchObject({ code: "not_found", reason: "NOT_FOUND", message: "no such invoice" });
  });

  test("another invoice than the asked one is a contract failure", async () => {
    bench.answer(invoice({ invoiceid: 5002 }));
    expect((await failureOf(bench.whmcs.getInvoice({ ...owned, currency }))).facts["field"]).toBe(
      "invoiceid",
    );
  });

  test.each(["userid", "subtotal", "credit", "tax", "total", "balance", "taxrate", "status"])(
    "an invoice without %s is a contract failure that names it",
    async (field) => {
      bench.answer(invoice({ [field]: undefined }));
      const error = await failureOf(bench.whmcs.getInvoice({ ...owned, currency }));
      expect(error).toMatchObject({ code: "provider_contract", facts: { call: "GetInvoice", field } });
    },
  );

  test("texts and numbers may change places, items may be one object or nothing", async () => {
    const item = {
      id: 1,
      type: "Hosting",
      relid: "301",
      description: "A &amp;amp; B<br />\r\nC",
      amount: 3000,
      taxed: "1",
    };
    bench.answer(
      invoice({ invoiceid: "5001", userid: "1042", total: 3300, ccgateway: "0", items: { item } }),
    );
    const read = await bench.whmcs.getInvoice({ ...owned, currency });
    expect(read).toMatchObject({ id: 5001, total: { minor: 3300 }, capturable: false });
    expect(read.lines).toEqual([
      { description: "A &amp; B\nC", amount: { currency: "JPY", minor: 3000 }, taxed: true, serviceId: 301 },
    ]);
    bench.answer(invoice({ items: "", transactions: {} }));
    expect(await bench.whmcs.getInvoice({ ...owned, currency })).toMatchObject({
      lines: [],
      transactions: [],
    });
  });

  test("a line of a megabyte is read", async () => {
    const description = "x".repeat(1024 * 1024);
    bench.answer(
      invoice({ items: { item: [{ type: "", relid: 0, description, amount: "1.00", taxed: 0 }] } }),
    );
    const read = await bench.whmcs.getInvoice({ ...owned, currency });
    expect(read.lines[0]?.description).toHaveLength(1024 * 1024);
  });

  test("admin notes and fees stay behind", async () => {
    bench.answer(
      fixtureWith("GetInvoice.paid-jpy.json", (body) => Object.assign(body, { notes: "admin-note" })),
    );
    const read = await bench.whmcs.getInvoice({ clientId, invoiceId: 5000 as InvoiceId, currency });
    expect(JSON.stringify(read)).not.toMatch(/admin-note|119/);
  });
});

test("transactions of another client are a contract failure", async () => {
  bench.answer(
    fixtureWith("GetTransactions.success.json", (body) => {
      const [first] = (body["transactions"] as { transaction: Record<string, unknown>[] }).transaction;
      Object.assign(first ?? {}, { userid: "1" });
    }),
  );
  expect((await failureOf(bench.whmcs.listTransactions({ clientId, currency }))).code).toBe(
    "provider_contract",
  );
});

describe("createInvoice", () => {
  const wanted = {
    clientId,
    gateway: "stripe",
    issuedOn: "2026-11-23" as CalendarDate,
    dueOn: "2026-11-23" as CalendarDate,
    lines: [
      { description: "SIM Data Top-up: 2GB", amount: { currency, minor: 1000 }, taxed: true },
      { description: "値引き", amount: { currency, minor: -100 }, taxed: false },
    ],
    operationId: "op-1",
    sendMail: false,
  };

  test("numbers its lines, leaves our reference, and reads it back", async () => {
    bench.answerByAction({
      CreateInvoice: { result: "success", invoiceid: "5001", status: "Unpaid" },
      GetInvoice: invoice({ notes: "made by hand\r\nportal-ref:op-1" }),
    });
    expect(await bench.whmcs.createInvoice(wanted)).toEqual({ outcome: "created", invoiceId: 5001 });
    const [sent] = bench.server.received;
    expect(Object.fromEntries(sent?.params ?? [])).toMatchObject({
      userid: "1042",
      sendinvoice: "0",
      paymentmethod: "stripe",
      date: "2026-11-23",
      notes: "portal-ref:op-1",
      itemdescription1: "SIM Data Top-up: 2GB",
      itemamount1: "1000.00",
      itemtaxed1: "1",
      itemdescription2: "値引き",
      itemamount2: "-100.00",
      itemtaxed2: "0",
    });
    expect(bench.logger.lines.filter((line) => line.level === "error")).toEqual([]);
  });

  test("lost notes raise an alarm", async () => {
    bench.answerByAction({
      CreateInvoice: { result: "success", invoiceid: 5001 },
      GetInvoice: invoice({ notes: "portal-ref:op-11" }),
    });
    expect(await bench.whmcs.createInvoice(wanted)).toEqual({ outcome: "created", invoiceId: 5001 });
    expect(bench.logger.lines).toContainEqual(expect.objectContaining({ level: "error" }));
  });

  test("a lost answer is unknown and is not repeated; afterwards the invoice is found by its reference", async () => {
    bench.server.answer((_request, response) => response.destroy());
    expect(await bench.whmcs.createInvoice(wanted)).toEqual({ outcome: "unknown" });
    expect(bench.actions()).toEqual(["CreateInvoice"]);

    serveRows([row(3, { notes: "portal-ref:op-11" }), row(2, { notes: "x\nportal-ref:op-1 \n" }), row(1)]);
    expect(await bench.whmcs.findInvoiceByOperation({ clientId, operationId: "op-1" })).toBe(2);
    expect(await bench.whmcs.findInvoiceByOperation({ clientId, operationId: "op-2" })).toBeNull();
  });
});

describe("cancelInvoice", () => {
  const cancel = (
    change: Record<string, unknown>,
    update: unknown = { result: "success", invoiceid: "5001" },
  ) => {
    bench.answerByAction({ GetInvoice: invoice(change), UpdateInvoice: update });
    return bench.whmcs.cancelInvoice({ ...owned, currency });
  };
  const payment = {
    id: 1,
    userid: 1042,
    gateway: "stripe",
    date: "2026-11-01",
    description: "",
    transid: "t",
    invoiceid: 5001,
  };

  test("cancels an untouched unpaid invoice", async () => {
    expect(await cancel({})).toEqual({ outcome: "cancelled" });
    expect(bench.server.received[1]?.params.get("status")).toBe("Cancelled");
  });

  test.each([
    ["pending", { status: "Payment Pending" }],
    ["paid", { status: "Paid" }],
    ["partly paid", { transactions: { transaction: { ...payment, amountin: "1.00", amountout: "0.00" } } }],
    ["holding credit", { credit: "500.00" }],
  ])("leaves a %s one alone", async (_what, change) => {
    expect(await cancel(change)).toEqual({ outcome: "not_cancellable" });
    expect(bench.actions()).toEqual(["GetInvoice"]);
  });

  test("does not do it twice, and takes any refusal as one", async () => {
    expect(await cancel({ status: "Cancelled" })).toEqual({ outcome: "cancelled" });
    expect(bench.actions()).toEqual(["GetInvoice"]);
    expect(await cancel({}, { result: "error", message: "Invoices are immutable" })).toEqual({
      outcome: "not_cancellable",
    });
    expect(await cancel({}, "<html>")).toEqual({ outcome: "unknown" });
  });
});
