import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CalendarDate, CalendarMonth } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import { JPY, type CurrencyCode, type Money } from "../shared/money.ts";
import { displayStatus, isPayable, sortForList, billedByMonth, taxSummary } from "./rules.ts";
import { InvoiceStatusSchema, type Invoice } from "./schema.ts";

const day = (text: string) => text as CalendarDate;
const month = (text: string) => text as CalendarMonth;
const yen = (minor: number): Money => ({ currency: JPY, minor });
const id = (value: number) => value as InvoiceId;

describe("displayStatus", () => {
  test("unpaid is overdue from the day after its due day", () => {
    const invoice = { status: "unpaid", dueOn: day("2026-11-22"), total: yen(1) } as const;
    expect(displayStatus(invoice, day("2026-11-22"))).toBe("unpaid");
    expect(displayStatus(invoice, day("2026-11-23"))).toBe("overdue");
  });

  test("nothing else is, and nothing without a due day", () => {
    for (const status of InvoiceStatusSchema.options) {
      const shown = displayStatus({ status, dueOn: day("2020-01-01"), total: yen(1) }, day("2026-11-23"));
      expect(shown).toBe(status === "unpaid" ? "overdue" : status);
      expect(displayStatus({ status, dueOn: null, total: yen(1) }, day("2026-11-23"))).toBe(status);
    }
  });
});

test.each([0, -770])("an open invoice of %i is neither late nor to be paid", (minor) => {
  const invoice = { status: "unpaid", dueOn: day("2020-01-01"), total: yen(minor) } as const;
  expect(displayStatus(invoice, day("2026-11-23"))).toBe("nothing_due");
  expect(displayStatus({ ...invoice, total: yen(3300), balance: yen(minor) }, day("2026-11-23"))).toBe(
    "nothing_due",
  );
  expect(isPayable(invoice)).toBe(false);
});

describe("isPayable", () => {
  test("unpaid ones with something left to pay; collections by policy", () => {
    const payable = InvoiceStatusSchema.options.filter((status) => isPayable({ status, total: yen(1) }));
    expect(payable).toEqual(["unpaid"]);
    expect(isPayable({ status: "collections", total: yen(1) }, { collections: true })).toBe(true);
    expect(isPayable({ status: "unpaid", total: yen(1), balance: yen(1) })).toBe(true);
    expect(isPayable({ status: "unpaid", total: yen(1), balance: yen(0) })).toBe(false);
  });
});

test("sortForList puts the newest first, then the higher id, and keeps the input", () => {
  const rows = [
    { id: id(1), issuedOn: day("2026-10-01") },
    { id: id(2), issuedOn: null },
    { id: id(3), issuedOn: day("2026-11-01") },
    { id: id(4), issuedOn: day("2026-10-01") },
  ];
  expect(sortForList(rows).map((row) => row.id)).toEqual([3, 4, 1, 2]);
  expect(rows.map((row) => row.id)).toEqual([1, 2, 3, 4]);
});

describe("billedByMonth", () => {
  const paid = (issuedOn: string, minor: number) =>
    ({ status: "paid", issuedOn: day(issuedOn), total: yen(minor) }) as const;

  test("counts what was billed in its month of issue, and nothing cancelled or negative, over the turn of the year", () => {
    const invoices = [
      paid("2025-12-31", 100),
      paid("2026-02-01", 20),
      paid("2026-02-28", 3),
      paid("2025-11-30", 9999),
      paid("2026-03-01", 9999),
      { status: "cancelled", issuedOn: day("2026-02-02"), total: yen(9999) } as const,
      { status: "unpaid", issuedOn: day("2026-02-02"), total: yen(-770) } as const,
      { status: "paid", issuedOn: null, total: yen(9999) } as const,
    ];
    expect(billedByMonth(invoices, { until: month("2026-02"), months: 3, currency: JPY })).toEqual([
      { month: "2025-12", total: yen(100) },
      { month: "2026-01", total: yen(0) },
      { month: "2026-02", total: yen(23) },
    ]);
  });

  test("never adds two currencies", () => {
    const dollars = { ...paid("2026-02-01", 1), total: { currency: "USD" as CurrencyCode, minor: 1 } };
    expect(billedByMonth([dollars], { until: month("2026-02"), months: 1, currency: JPY })).toEqual([
      { month: "2026-02", total: yen(0) },
    ]);
  });
});

type Taxed = Pick<Invoice, "lines" | "subtotal" | "tax" | "tax2" | "taxRate" | "taxRate2">;

function invoiceOf(
  lines: readonly [amount: number, taxed: boolean][],
  { tax, taxRate = "10", subtotal }: { tax: number; taxRate?: string; subtotal?: number },
): Taxed {
  return {
    lines: lines.map(([minor, taxed]) => ({ description: "", amount: yen(minor), taxed, serviceId: null })),
    subtotal: yen(subtotal ?? lines.reduce((total, [minor]) => total + minor, 0)),
    tax: yen(tax),
    tax2: yen(0),
    taxRate,
    taxRate2: "0",
  };
}

describe("taxSummary", () => {
  test("JP-MO-7, JP-MO-8: rounds once per rate, shows the billing system's figure and tells the difference", () => {
    const lines: [number, boolean][] = [
      [105, true],
      [105, true],
      [105, true],
      [3000, false],
    ];
    expect(taxSummary(invoiceOf(lines, { tax: 30 }))).toEqual({
      rows: [{ ratePercent: "10", taxableBase: yen(315), tax: yen(30), computedTax: yen(31) }],
      nonTaxable: yen(3000),
      pricesIncludeTax: false,
      matches: false,
    });
    expect(taxSummary(invoiceOf(lines, { tax: 31 })).matches).toBe(true);
  });

  test("discounts lower the base", () => {
    const summary = taxSummary(invoiceOf([[2800, true], [-2800, true]], { tax: 0 })); // prettier-ignore
    expect(summary).toMatchObject({ rows: [{ taxableBase: yen(0), computedTax: yen(0) }], matches: true });
  });

  test("an invoice without taxed lines has no row", () => {
    const summary = taxSummary(invoiceOf([[1599, false]], { tax: 0, taxRate: "0" }));
    expect(summary).toEqual({ rows: [], nonTaxable: yen(1599), pricesIncludeTax: false, matches: true });
  });

  test("tax on an invoice without taxed lines does not match", () => {
    expect(taxSummary(invoiceOf([[1000, false]], { tax: 100 })).matches).toBe(false);
  });

  test("lines with the tax in them are told by their sum", () => {
    const summary = taxSummary(invoiceOf([[1100, true], [330, true]], { tax: 130, subtotal: 1300 })); // prettier-ignore
    expect(summary).toMatchObject({ pricesIncludeTax: true, matches: true });
    expect(summary.rows[0]?.computedTax).toEqual(yen(130));
  });

  test("a second level is a row of its own", () => {
    const summary = taxSummary({
      ...invoiceOf([[1000, true]], { tax: 100 }),
      taxRate2: "8.25",
      tax2: yen(82),
    });
    expect(summary.rows.map((row) => [row.ratePercent, row.computedTax.minor])).toEqual([
      ["10", 100],
      ["8.25", 82],
    ]);
  });

  test("is within a yen below the exact tax, for any lines and rate", () => {
    const line = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.integer({ min: 0, max: 30_000 }), (lines, millis) => {
        const summary = taxSummary(invoiceOf(lines, { tax: 0, taxRate: String(millis / 1000) }));
        const base = lines.reduce((total, [minor, taxed]) => total + (taxed ? minor : 0), 0);
        for (const row of summary.rows) {
          const rest = BigInt(base) * BigInt(millis) - BigInt(row.computedTax.minor) * 100_000n;
          expect(rest >= 0n && rest < 100_000n).toBe(true);
        }
      }),
    );
  });
});
