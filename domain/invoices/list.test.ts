import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import { JPY } from "../shared/money.ts";
import {
  INVOICE_FILTERS,
  InvoiceListQuerySchema,
  overviewOf,
  pageOf,
  searchInvoices,
  taxShare,
} from "./list.ts";
import { displayStatus } from "./rules.ts";
import { InvoiceStatusSchema, type InvoiceSummary } from "./schema.ts";

const today = "2026-11-23" as CalendarDate;

const yen = (minor: number) => ({ currency: JPY, minor });

function invoice(id: number, change: Partial<InvoiceSummary> = {}): InvoiceSummary {
  return {
    id: id as InvoiceId,
    number: String(id),
    status: "paid",
    issuedOn: "2026-11-01" as CalendarDate,
    dueOn: "2026-11-15" as CalendarDate,
    paidOn: null,
    total: { currency: JPY, minor: 1000 },
    hasTax: true,
    ...change,
  };
}

const anyDay = fc
  .integer({ min: 0, max: 600 })
  .map((days) => new Date(Date.UTC(2025, 6, 1 + days)).toISOString().slice(0, 10) as CalendarDate);
const anyInvoice = fc
  .record({
    status: fc.constantFrom(...InvoiceStatusSchema.options),
    issuedOn: fc.option(anyDay),
    dueOn: fc.option(anyDay),
    minor: fc.nat({ max: 100_000 }),
  })
  .map(({ minor, ...change }) => ({ ...change, total: { currency: JPY, minor } }));
const anyInvoices = fc
  .array(anyInvoice, { maxLength: 40 })
  .map((changes) => changes.map((change, index) => invoice(index + 1, change)));

describe("what the address asks for", () => {
  const defaults = { status: "all", q: "", page: 1, per: 10 };

  test.each<[Record<string, unknown>, object]>([
    [{}, defaults],
    [
      { status: "overdue", q: " VPN ", page: "3", per: "50" },
      { status: "overdue", q: "VPN", page: 3, per: 50 },
    ],
    [{ status: "draft", page: "0", per: "11" }, defaults],
    [{ status: "", q: 7, page: "-1", per: "0" }, defaults],
    [
      { page: "1.5", per: "1e1" },
      { ...defaults, per: 10 },
    ],
    [{ page: "99999999999999999999" }, defaults],
    [{ page: "x", per: "x", status: ["paid"], q: ["a"] }, defaults],
    [{ q: "ＶＰＮ　１０ＧＢ" }, { ...defaults, q: "VPN 10GB" }],
    [{ q: "x".repeat(300) }, { ...defaults, q: "x".repeat(100) }],
  ])("%j", (query, read) => {
    expect(InvoiceListQuerySchema.parse(query)).toEqual(read);
  });

  test("rubbish is never an error", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("status", "q", "page", "per"), fc.anything()), (query) => {
        const read = InvoiceListQuerySchema.parse(query);
        expect(INVOICE_FILTERS).toContain(read.status);
        expect([10, 20, 50]).toContain(read.per);
        expect(Number.isSafeInteger(read.page) && read.page >= 1).toBe(true);
      }),
    );
  });
});

describe("taxShare", () => {
  const taxed = invoice(1);
  const untaxed = invoice(2, { hasTax: false });
  const free = invoice(3, { hasTax: false, total: { currency: JPY, minor: 0 } });

  test.each([
    ["all", [taxed, taxed]],
    ["all", [taxed, free]],
    ["some", [taxed, untaxed]],
    ["none", [untaxed, free]],
    ["none", []],
  ])("%s", (share, invoices) => {
    expect(taxShare(invoices)).toBe(share);
  });
});

describe("overviewOf", () => {
  test("sorts into tabs by what the customer is told, newest first", () => {
    const { byFilter, paidTotal, since, currency } = overviewOf(
      [
        invoice(1, { issuedOn: "2026-09-01" as CalendarDate }),
        invoice(2, { status: "unpaid", dueOn: "2026-11-23" as CalendarDate }),
        invoice(3, { status: "unpaid", dueOn: "2026-11-22" as CalendarDate }),
        invoice(4, { status: "cancelled" }),
        invoice(5, { status: "collections" }),
        invoice(6, { status: "refunded" }),
        invoice(7, { issuedOn: null }),
      ],
      today,
    );
    const ids = Object.fromEntries(
      Object.entries(byFilter).map(([name, rows]) => [name, rows.map(({ id }) => id)]),
    );
    expect(ids).toEqual({
      all: [6, 5, 4, 3, 2, 1, 7],
      unpaid: [2],
      overdue: [3],
      paid: [1, 7],
      cancelled: [4],
      collections: [5],
    });
    expect(paidTotal).toEqual([{ currency: JPY, minor: 2000 }]);
    expect(since).toBe("2026-09-01");
    expect(currency).toBe(JPY);
  });

  test("of nothing knows nothing: no currency is guessed", () => {
    expect(overviewOf([], today)).toEqual({
      currency: null,
      byFilter: { all: [], unpaid: [], overdue: [], paid: [], cancelled: [], collections: [] },
      paidTotal: [],
      tax: "none",
      since: null,
    });
  });

  test("every invoice is in `all` once, and in the one tab of its status", () => {
    fc.assert(
      fc.property(anyInvoices, (invoices) => {
        const { byFilter, paidTotal } = overviewOf(invoices, today);
        expect(byFilter.all.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
          invoices.map(({ id }) => id),
        );
        for (const filter of INVOICE_FILTERS.filter((name) => name !== "all")) {
          const expected = byFilter.all.filter((each) => displayStatus(each, today) === filter);
          expect(byFilter[filter]).toEqual(expected);
        }
        const paid = invoices.reduce((sum, each) => sum + (each.status === "paid" ? each.total.minor : 0), 0);
        expect(paidTotal[0]?.minor ?? 0).toBe(paid);
      }),
    );
  });
});

describe("searchInvoices", () => {
  const invoices = [
    invoice(10001, { number: "A510001" }),
    invoice(10002, { number: "A510002" }),
    invoice(10003, { number: "10003" }),
  ];
  const descriptions = {
    10001: "SIM 10GB (2026/09/01 - 2026/09/30)",
    10002: "ＳｏｎｉｘＮｅｔ VPN\nＳＩＭ 25GB 料金",
  };
  const find = (text: string) => {
    const { q } = InvoiceListQuerySchema.parse({ q: text });
    return searchInvoices(invoices, q, descriptions).map(({ id }) => id);
  };

  test.each<[string, number[]]>([
    ["", [10001, 10002, 10003]],
    ["A510001", [10001]],
    ["a5100", [10001, 10002]],
    ["10003", [10003]],
    ["1000", [10001, 10002, 10003]],
    ["vpn", [10002]],
    ["sonixnet", [10002]],
    ["ｓｉｍ", [10001, 10002]],
    ["料金 25gb", [10002]],
    ["25gb 10gb", []],
    ["sim A510001", [10001]],
    [".*", []],
    ["undefined", []],
  ])("%j", (text, ids) => {
    expect(find(text)).toEqual(ids);
  });

  test.each<[string, number[]]>([
    ["10428", [1]],
    ["¥10,428", [1]],
    ["10,428円", [1]],
    ["428", []],
    ["2026-09", [1]],
    ["2026/9", [1]],
    ["2026年9月", [1]],
    ["2026年", [1, 2]],
    ["2026", [1, 2]],
    ["2021", [3]],
    ["12月", [2, 3]],
    ["１２月", [2, 3]],
    ["december 2021", [3]],
    ["sept", [1]],
    ["2026-13", []],
  ])("%j means an amount, a month or a year", (text, ids) => {
    const { q } = InvoiceListQuerySchema.parse({ q: text });
    const rows = [
      { ...invoice(1, { number: "A520211", issuedOn: "2026-09-01" as CalendarDate }), total: yen(10_428) },
      { ...invoice(2, { number: "A520212", issuedOn: "2026-12-01" as CalendarDate }), total: yen(5_478) },
      { ...invoice(3, { number: "A530001", issuedOn: "2021-12-01" as CalendarDate }), total: yen(990) },
    ];
    expect(searchInvoices(rows, q, {}).map(({ id }) => id)).toEqual(ids);
  });

  test("finds every invoice by its number, and only hits that contain the word", () => {
    fc.assert(
      fc.property(fc.constantFrom(...invoices), (wanted) => {
        expect(find(wanted.number)).toContain(wanted.id);
        expect(find(String(wanted.id))).toContain(wanted.id);
      }),
    );
  });
});

describe("pageOf", () => {
  test.each([
    [0, 1, 10, { page: 1, pages: 1, total: 0, from: 0, to: 0 }],
    [10, 1, 10, { page: 1, pages: 1, total: 10, from: 1, to: 10 }],
    [11, 2, 10, { page: 2, pages: 2, total: 11, from: 11, to: 11 }],
    [5000, 250, 20, { page: 250, pages: 250, total: 5000, from: 4981, to: 5000 }],
    [11, 99, 10, { page: 2, pages: 2, total: 11, from: 11, to: 11 }],
  ])("%i rows, page %i of %i each", (count, page, per, expected) => {
    const { rows, ...rest } = pageOf(
      Array.from({ length: count }, (_, index) => index + 1),
      { page, per },
    );
    expect(rest).toEqual(expected);
    expect(rows).toHaveLength(expected.to === 0 ? 0 : expected.to - expected.from + 1);
    if (expected.to > 0) expect([rows[0], rows.at(-1)]).toEqual([expected.from, expected.to]);
  });

  test("the pages hold every row once, in order", () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.constantFrom(10, 20, 50), (count, per) => {
        const all = Array.from({ length: count }, (_, index) => index);
        const { pages } = pageOf(all, { page: 1, per });
        const shown = Array.from({ length: pages }, (_, index) => pageOf(all, { page: index + 1, per }).rows);
        expect(shown.flat()).toEqual(all);
      }),
    );
  });
});
