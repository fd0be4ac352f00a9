import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import { CurrencyCodeSchema } from "#domain/shared/money.ts";
import { toCsv } from "~/platform/json/csv.ts";
import { invoicesCsv } from "./invoices-csv.ts";
import { statementCsv } from "./statement-csv.ts";

const yen = (minor: number) => ({ currency: CurrencyCodeSchema.parse("JPY"), minor });
const usd = (minor: number) => ({ currency: CurrencyCodeSchema.parse("USD"), minor });
const date = (text: string) => CalendarDateSchema.parse(text);

/** RFC 4180, read strictly. */
function parse(csv: string): string[][] {
  expect(csv.startsWith("\uFEFF")).toBe(true);
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  field.lastIndex = 1;
  while (field.lastIndex < csv.length) {
    const match = field.exec(csv);
    if (!match) throw new Error("not a CSV field");
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\r\n" && field.lastIndex < csv.length) rows.push([]);
  }
  return rows;
}

describe("toCsv", () => {
  it.each([
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ["+1-800", "'+1-800"],
    ["-x", "'-x"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ["＝1+1", "'＝1+1"],
    ["\u202E=1", "'=1"],
    ["\u0000=1", "'=1"],
    ["-5", "-5"],
    ["-5.25", "-5.25"],
    ["0", "0"],
    ["0.5", "0.5"],
    ["10428", "10428"],
    ["2026-11-01", "2026-11-01"],
    ["045-123-4567", "045-123-4567"],
    ["0451234567", "'0451234567"],
    [" 0451234567", "' 0451234567"],
    ["０４５１２３４５６７", "'０４５１２３４５６７"],
    ["+815012345678", "'+815012345678"],
    ["89033023426100000000001234567890", "'89033023426100000000001234567890"],
    ["1E5", "'1E5"],
    ["2-4-9", "'2-4-9"],
    ["１－２－３", "'１－２－３"],
    ["2-4", "'2-4"],
    ["1/2", "'1/2"],
    ["12-1990", "'12-1990"],
    ["2026/1/2", "'2026/1/2"],
    ["03-1234-5678", "03-1234-5678"],
    ["梅田2-4-9", "梅田2-4-9"],
    ["150-0001", "150-0001"],
    ["-5-3", "'-5-3"],
    ["", ""],
    [null, ""],
    [yen(-500), "-500"],
    [yen(98489160), "98489160"],
    [usd(1999), "19.99"],
    [usd(-5), "-0.05"],
  ])("writes %j as %j", (cell, expected) => {
    expect(toCsv(["h"], [[cell]])).toBe(`\uFEFFh\r\n${expected}\r\n`);
  });

  it("reads back as the same table, and no cell runs as a formula", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/\p{C}/gu, "_"));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const [, ...read] = parse(toCsv(["a", "b"], rows));
        const bare = (table: readonly (readonly string[])[]) =>
          table.map((row) => row.map((text) => text.replace(/^'/, "")));
        expect(bare(read)).toEqual(bare(rows));
        for (const text of read.flat()) expect(text).not.toMatch(/^[=+\-@](?!\d+(\.\d+)?$)/);
      }),
    );
  });
});

it("the statement has its columns in order", () => {
  const labels = {
    date: "日付",
    kind: "区分",
    reference: "番号",
    description: "内容",
    debit: "ご請求",
    credit: "ご入金",
    balance: "残高",
  };
  const csv = statementCsv({
    labels,
    rows: [
      {
        date: date("2026-11-01"),
        kind: "請求",
        reference: "A510101",
        description: "=cmd",
        debit: yen(10428),
        credit: null,
        balance: yen(10428),
      },
      {
        date: null,
        kind: "入金",
        reference: "",
        description: "",
        debit: null,
        credit: yen(10428),
        balance: null,
      },
    ],
  });
  expect(parse(csv)).toEqual([
    ["日付", "区分", "番号", "内容", "ご請求", "ご入金", "残高"],
    ["2026-11-01", "請求", "A510101", "'=cmd", "10428", "", "10428"],
    ["", "入金", "", "", "", "10428", ""],
  ]);
});

it("the invoice list has its columns in order, with the currency apart from the amount", () => {
  const labels = {
    number: "Number",
    issuedOn: "Issued",
    dueOn: "Due",
    paidOn: "Paid",
    status: "Status",
    description: "Description",
    total: "Total",
    currency: "Currency",
  };
  const row = {
    number: "10902",
    issuedOn: date("2026-11-01"),
    dueOn: null,
    paidOn: null,
    status: "Unpaid",
    description: "=cmd",
    total: usd(2199),
  };
  expect(parse(invoicesCsv({ labels, rows: [row] }))).toEqual([
    ["Number", "Issued", "Due", "Paid", "Status", "Description", "Total", "Currency"],
    ["10902", "2026-11-01", "", "", "Unpaid", "'=cmd", "21.99", "USD"],
  ]);
  expect(parse(invoicesCsv({ labels, rows: [] }))).toHaveLength(1);
});
