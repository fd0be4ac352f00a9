import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type CalendarDate } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import { JPY, type CurrencyCode, type Money } from "../shared/money.ts";
import { InvoiceStatusSchema, type CreditEntry, type InvoiceSummary, type Transaction } from "./schema.ts";
import { statement, type StatementInput } from "./statement.ts";

const day = (text: string) => text as CalendarDate;
const yen = (minor: number): Money => ({ currency: JPY, minor });

function invoice(id: number, date: string | null, total: number, status: InvoiceSummary["status"] = "paid") {
  const issuedOn = date === null ? null : day(date);
  return {
    id: id as InvoiceId,
    number: `A${id}`,
    status,
    issuedOn,
    dueOn: null,
    paidOn: null,
    total: yen(total),
    hasTax: true,
  } satisfies InvoiceSummary;
}

function money(id: number, date: string | null, amount: number, invoiceId: number | null): Transaction {
  return {
    id,
    invoiceId: invoiceId as InvoiceId | null,
    date: date === null ? null : day(date),
    gateway: "stripe",
    description: "",
    reference: `pi_${id}`,
    direction: amount < 0 ? "out" : "in",
    amount: yen(Math.abs(amount)),
  };
}

function entry(id: number, date: string, amount: number): CreditEntry {
  return { id, date: day(date), description: "internal words", amount: yen(amount), invoiceId: null };
}

function read(parts: Partial<StatementInput>) {
  const result = statement({
    invoices: [],
    transactions: [],
    credits: [],
    from: day("2026-01-01"),
    to: day("2026-12-31"),
    currency: JPY,
    ...parts,
  });
  return {
    ...result,
    brief: result.rows.map((row) => [row.kind, row.debit.minor - row.credit.minor, row.balance.minor]),
  };
}

describe("statement", () => {
  test("what is older opens the period, what is later is left out, both end days belong to it", () => {
    const result = read({
      invoices: [invoice(1, "2026-02-28", 500), invoice(2, "2026-03-01", 300), invoice(3, "2026-04-01", 900)],
      transactions: [money(1, "2026-03-31", 500, 1)],
      from: day("2026-03-01"),
      to: day("2026-03-31"),
    });
    expect(result).toMatchObject({ opening: yen(500), closing: yen(300) });
    expect(result.rows).toEqual([
      {
        date: "2026-03-01",
        kind: "invoice",
        descriptionKey: "statement.invoice",
        reference: "A2",
        invoiceId: 2,
        debit: yen(300),
        credit: yen(0),
        balance: yen(800),
      },
      {
        date: "2026-03-31",
        kind: "payment",
        descriptionKey: "statement.payment",
        reference: "A1",
        invoiceId: 1,
        debit: yen(0),
        credit: yen(500),
        balance: yen(300),
      },
    ]);
  });

  test("what has no date opens every period", () => {
    const result = read({ invoices: [invoice(1, null, 500)], transactions: [money(1, null, 200, 1)] });
    expect(result).toMatchObject({ opening: yen(300), rows: [], closing: yen(300) });
  });

  test("a cancelled invoice does not count; money paid on one does", () => {
    const result = read({
      invoices: [invoice(1, "2026-01-01", 500, "cancelled")],
      transactions: [money(1, "2026-01-02", 200, 1)],
    });
    expect(result.brief).toEqual([["payment", -200, -200]]);
  });

  test("money on a cancelled invoice that went to the ledger the same day counts once", () => {
    const result = read({
      invoices: [invoice(1, "2026-01-01", 500, "cancelled")],
      transactions: [money(1, "2026-01-02", 200, 1)],
      credits: [entry(1, "2026-01-02", 200)],
    });
    expect(result.closing).toEqual(yen(-200));
  });

  test("credit used on an invoice is counted once: the total lacks it, the ledger brings it back", () => {
    const result = read({
      invoices: [invoice(1, "2026-02-01", 2800)],
      credits: [entry(1, "2026-01-01", 2000), entry(2, "2026-02-01", -500)],
      transactions: [money(1, "2026-02-03", 2800, 1)],
    });
    expect(result.brief).toEqual([
      ["credit_added", -2000, -2000],
      ["invoice", 2800, 800],
      ["credit_used", 500, 1300],
      ["payment", -2800, -1500],
    ]);
    expect(JSON.stringify(result.rows)).not.toContain("internal words");
  });

  test("an overpayment that went to the ledger is the payment's own money", () => {
    const result = read({
      invoices: [invoice(1, "2026-02-01", 3300)],
      transactions: [money(1, "2026-02-03", 4000, 1)],
      credits: [entry(1, "2026-02-03", 700), entry(2, "2026-02-04", 700)],
    });
    expect(result.brief).toEqual([
      ["invoice", 3300, 3300],
      ["payment", -4000, -700],
      ["credit_added", -700, -1400],
    ]);
  });

  test("bought funds are money of their own: the invoice is paid and the ledger holds the amount", () => {
    const result = read({
      invoices: [invoice(1, "2026-02-01", 1000)],
      transactions: [money(1, "2026-02-01", 1000, 1)],
      credits: [entry(1, "2026-02-01", 1000)],
    });
    expect(result.closing).toEqual(yen(-1000));
  });

  test.each(["refunded", "paid"] as const)("money back on a %s invoice is not owed again", (status) => {
    const result = read({
      invoices: [invoice(1, "2026-02-01", 990, status)],
      transactions: [money(1, "2026-02-03", 990, 1), money(2, "2026-03-01", -990, 1)],
    });
    expect(result.brief).toEqual([
      ["invoice", 990, 990],
      ["payment", -990, 0],
      ["refund", 990, 990],
      ["refund_settled", -990, 0],
    ]);
  });

  test("a payment that bounced is owed again", () => {
    const result = read({
      invoices: [invoice(1, "2026-02-01", 990, "unpaid")],
      transactions: [money(1, "2026-02-03", 990, 1), money(2, "2026-03-01", -990, 1)],
    });
    expect(result.closing).toEqual(yen(990));
  });

  test("never adds two currencies", () => {
    const dollars = { ...invoice(1, "2026-02-01", 1), total: { currency: "USD" as CurrencyCode, minor: 1 } };
    expect(read({ invoices: [dollars] })).toMatchObject({ rows: [], otherCurrencies: ["USD"] });
  });
});

describe("properties", () => {
  const start = day("2026-01-01");
  const date = fc.integer({ min: 0, max: 60 }).map((days) => addDays(start, days));
  const ledger = fc.record({
    invoices: fc.uniqueArray(
      fc
        .tuple(
          fc.integer({ min: 1, max: 9 }),
          date,
          fc.nat(9999),
          fc.constantFrom(...InvoiceStatusSchema.options),
        )
        .map(([id, on, total, status]) => invoice(id, on, total, status)),
      { selector: (each) => each.id },
    ),
    transactions: fc
      .array(fc.tuple(date, fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 12 })))
      .map((all) => all.map(([on, amount, on_invoice], id) => money(id, on, amount, on_invoice))),
    credits: fc
      .array(fc.tuple(date, fc.integer({ min: -9999, max: 9999 })))
      .map((all) => all.map(([on, amount], id) => entry(id, on, amount))),
  });

  test("each balance follows from the one before, and closing = opening + debits − credits", () => {
    fc.assert(
      fc.property(ledger, date, date, (parts, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const result = read({ ...parts, from, to });
        let balance = result.opening.minor;
        let last: string = from;
        for (const row of result.rows) {
          balance += row.debit.minor - row.credit.minor;
          expect(row.balance.minor).toBe(balance);
          expect(row.date >= last && row.date <= to).toBe(true);
          last = row.date;
        }
        expect(result.closing.minor).toBe(balance);
      }),
    );
  });

  test("the closing of one period opens the next, and two periods hold the rows of the whole", () => {
    fc.assert(
      fc.property(ledger, date, (parts, cut) => {
        const whole = read({ ...parts, from: start, to: addDays(start, 90) });
        const first = read({ ...parts, from: start, to: cut });
        const second = read({ ...parts, from: addDays(cut, 1), to: addDays(start, 90) });
        expect(second.opening).toEqual(first.closing);
        expect(second.closing).toEqual(whole.closing);
        expect([...first.rows, ...second.rows]).toEqual(whole.rows);
      }),
    );
  });

  test("the order in which the billing system lists things does not matter", () => {
    fc.assert(
      fc.property(ledger, (parts) => {
        const reversed = {
          invoices: parts.invoices.toReversed(),
          transactions: parts.transactions.toReversed(),
          credits: parts.credits.toReversed(),
        };
        expect(read(reversed).closing).toEqual(read(parts).closing);
        expect(read(reversed).brief).toEqual(read(parts).brief);
      }),
    );
  });

  test("invoices paid in full close at nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(date, fc.integer({ min: 1, max: 9999 }))), (all) => {
        const invoices = all.map(([on, total], index) => invoice(index + 1, on, total));
        const transactions = all.map(([on, total], index) => money(index, on, total, index + 1));
        expect(read({ invoices, transactions }).closing).toEqual(yen(0));
      }),
    );
  });
});
