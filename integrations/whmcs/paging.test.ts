import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRowId } from "#domain/shared/whmcs-list.ts";
import { WireFault } from "#domain/shared/whmcs-wire.ts";
import { readAllPages, type Window } from "./paging.ts";

type Row = { id: number };
type Answer = { entries: Row[]; total: number | null };

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: 100_000 - index }));

/** A server with `rows`, whose true answers `spoil` may change. */
function serve(
  rows: Row[],
  spoil: (answer: Answer, window: Window, call: number) => Answer = (answer) => answer,
) {
  const windows: Window[] = [];
  const read = (pageSize?: number) =>
    readAllPages({
      idOf: readRowId,
      pageSize,
      readPage: (window) => {
        windows.push(window);
        const entries = rows.slice(window.limitstart, window.limitstart + window.limitnum);
        return Promise.resolve(spoil({ entries, total: rows.length }, window, windows.length));
      },
    });
  return { read, windows };
}

describe("readAllPages", () => {
  test("asks for 250 rows, and a short list once", async () => {
    const { read, windows } = serve(rowsOf(26));
    expect(await read()).toEqual(rowsOf(26));
    expect(windows).toEqual([{ limitstart: 0, limitnum: 250 }]);
  });

  test("reads 5,000 rows in 20 calls and a look behind them, five at a time", async () => {
    const rows = rowsOf(5000);
    let [calls, running, most] = [0, 0, 0];
    const all = await readAllPages({
      idOf: readRowId,
      readPage: async ({ limitstart, limitnum }) => {
        calls += 1;
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        return { entries: rows.slice(limitstart, limitstart + limitnum), total: 5000 };
      },
    });
    expect([all, calls, most]).toEqual([rows, 21, 5]);
  });

  test("gives all rows in order or a fault, never fewer, whatever the server does to its pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom<(total: number) => number | null>(
          (n) => n,
          () => null,
          () => 0,
          (n) => n + 7,
          (n) => Math.floor(n / 2),
        ),
        fc.constantFrom("none", "hole", "repeat", "short", "first page again"),
        fc.integer({ min: 1, max: 4 }),
        async (count, pageSize, cap, total, spoilt, at) => {
          const rows = rowsOf(count);
          const { read, windows } = serve(rows, (answer, _window, call) => {
            // A page cut short and a count of that page alone cannot be told from a short list.
            let entries = answer.entries.slice(
              0,
              total(count) === count || total(count) === null ? cap : pageSize,
            );
            if (total(count) !== null && (total(count) ?? 0) < count) return { entries, total: total(count) };
            if (spoilt === "hole" && call === at) entries = [];
            if (spoilt === "repeat" && call > at) entries = rows.slice(0, entries.length);
            if (spoilt === "short" && call % at === 0)
              entries = entries.slice(0, Math.ceil(entries.length / 2));
            if (spoilt === "first page again") entries = rows.slice(0, Math.min(pageSize, cap));
            return { entries, total: total(count) };
          });
          const all = await read(pageSize).catch((error: unknown) => error);
          // An answer without counters and rows is refused before: see readListPage.
          const saysNone = windows.length === 1 && (total(count) ?? 0) === 0;
          if (!(all instanceof WireFault) && !(Array.isArray(all) && all.length === 0 && saysNone))
            expect(all).toEqual(rows);
          expect(windows.length).toBeLessThan(3 * (2 * count + 10));
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ["600 rows that are counted as 300", 600, (answer: Answer) => ({ ...answer, total: 300 })],
    [
      "a page in the middle without rows",
      750,
      (answer: Answer, { limitstart }: Window) => (limitstart === 250 ? { ...answer, entries: [] } : answer),
    ],
    ["one row of 190", 1, (answer: Answer) => ({ ...answer, total: 190 })],
    ["more than anybody has", 250, (answer: Answer) => ({ ...answer, total: 1_000_000_000 })],
    ["a first page that comes again and again", 250, () => ({ entries: rowsOf(250), total: 1000 })],
  ])("%s: a fault, after a few calls", async (_what, count, spoil) => {
    const { read, windows } = serve(rowsOf(count), spoil);
    await expect(read()).rejects.toThrow(WireFault);
    expect(windows.length).toBeLessThan(20);
  });

  test.each([
    ["added", (rows: Row[]) => rows.unshift({ id: 100_001 })],
    ["deleted", (rows: Row[]) => rows.shift()],
  ])("a row %s between two pages: the list is read again", async (_what, change) => {
    const rows = rowsOf(60);
    const { read } = serve(rows, (answer, _window, call) => {
      const seen = { ...answer };
      if (call === 1) change(rows);
      return seen;
    });
    expect(await read(25)).toEqual(rows);
  });
});
