import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedUserId } from "#db/seed-world.server.ts";
import { InvoiceListQuerySchema } from "#domain/invoices/list.ts";
import { statementPeriod } from "#domain/invoices/statement-query.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { JPY, type CurrencyCode } from "#domain/shared/money.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { readBillingSummary } from "./billing-summary.server.ts";
import { readInvoiceList } from "./list-page.server.ts";
import { readDue } from "./overview.server.ts";
import { readStatement } from "./statement-page.server.ts";

/** The figures of world.md 4. */
const ownerOf = (clientId: number): Owner => ({
  userId: seedUserId(clientId),
  clientId: WhmcsClientIdSchema.parse(clientId),
});
const usd = "USD" as CurrencyCode;
/** Nothing is said of no currency. */
const owed = (currency: CurrencyCode, minor: number) => (minor === 0 ? [] : [{ currency, minor }]);

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

describe("what is due", () => {
  test.each([
    [1001, JPY, 4928, 0],
    [1002, JPY, 0, 0],
    [1004, JPY, 0, 0],
    [1003, JPY, 571_120, 314_600],
    [1005, JPY, 5458, 1980],
    [1009, usd, 2199, 0],
  ])("customer %i owes %s %i, of that overdue %i", async (clientId, currency, toPay, overdue) => {
    expect((await readDue(deps, ownerOf(clientId))).value).toEqual({
      toPay: owed(currency, toPay),
      overdue: owed(currency, overdue),
      unpaidNotDue: owed(currency, toPay - overdue),
    });
  });

  test("is not known when one of the invoices cannot be read: a sum without it would be wrong", async () => {
    await bench.control("POST", "/faults", {
      action: "GetInvoice",
      kind: "auth_failed",
      match: { invoiceid: "10506" },
    });
    expect((await readDue(deps, ownerOf(1005))).value).toBeNull();
  });
});

describe("the list", () => {
  const listOf = async (clientId: number, query: Record<string, string> = {}) =>
    (await readInvoiceList(deps, ownerOf(clientId), InvoiceListQuerySchema.parse(query))).value;

  test("of six invoices in six states", async () => {
    const { counts, rows, paidTotal, nextDueOn, oldestOverdueOn } = await listOf(1005);
    expect(counts).toEqual({ all: 6, unpaid: 1, overdue: 2, paid: 0, cancelled: 1, collections: 1 });
    expect(rows.map(({ id, status }) => [id, status])).toEqual([
      [10506, "unpaid"],
      [10505, "overdue"],
      [10504, "overdue"],
      [10503, "collections"],
      [10502, "cancelled"],
      [10501, "refunded"],
    ]);
    expect(paidTotal).toEqual([]);
    expect([nextDueOn, oldestOverdueOn]).toEqual(["2026-11-30", "2026-09-15"]);
  });

  test("of five thousand is whole, in figures, pages and search", async () => {
    const { counts, paidTotal, page } = await listOf(1003, { page: "250", per: "20" });
    expect(counts).toEqual({ all: 5000, unpaid: 10, overdue: 10, paid: 4970, cancelled: 10, collections: 0 });
    expect(paidTotal).toEqual(owed(JPY, 98_489_160));
    expect(page).toEqual({ page: 250, pages: 250, total: 5000, from: 4981, to: 5000 });
    const found = await listOf(1003, { q: "20001" });
    expect(found.rows.map(({ id }) => id)).toContain(20_001);
    expect(found.searched).toEqual({ known: 0, all: 5000 });
  });

  test("of nothing has no figures to guess", async () => {
    expect(await listOf(1004)).toMatchObject({ rows: [], paidTotal: [], since: null, nextDueOn: null });
  });
});

test("in short: the twelve months that end with this one, and the five newest", async () => {
  const { value } = await readBillingSummary(deps, ownerOf(1002));
  expect(value.spending).toHaveLength(12);
  expect(value.spending.at(-1)).toEqual({ month: "2026-11", total: { currency: JPY, minor: 10_428 } });
  expect(value.recent).toHaveLength(5);
  expect(value.counts).toEqual({ all: 14, unpaid: 0, overdue: 0, paid: 14 });
});

test("what stands on the bills of open periods adds up to what is due", async () => {
  const period = statementPeriod(new URLSearchParams({ from: "2026-01" }), "2026-11-23" as CalendarDate);
  const { value } = await readStatement(deps, ownerOf(1001), { period, currency: JPY });
  const moved = value.rows.reduce(
    (sum, row) => sum + row.debit.minor - row.credit.minor,
    value.opening.minor,
  );
  expect(moved).toBe(value.closing.minor);
  // 4,928 to pay, 1,500 of credit that has not been used.
  expect(value.closing).toEqual({ currency: JPY, minor: 4928 - 1500 });
});

test("an old copy is told from when it is, in every reading that builds on it", async () => {
  await readBillingSummary(deps, ownerOf(1005));
  bench.wait(10 * 60_000);
  await bench.control("POST", "/faults", { kind: "auth_failed" });
  const { value, staleSince } = await readBillingSummary(deps, ownerOf(1005));
  expect(staleSince).toEqual(deps.now());
  expect(value.due?.toPay).toEqual(owed(JPY, 5458));
});
