import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#domain/shared/errors.ts";
import { readAllPages, type Page } from "./paging.ts";

type Row = { id: number };
type Window = { limitstart: number; limitnum: number };

/** A list of `count` rows as a server with these habits answers it. */
function listOf(
  count: number,
  habits: {
    cap?: number;
    total?: (count: number, page: Row[]) => number | null;
    short?: (call: number) => boolean;
    onPage?: (call: number, rows: Row[]) => void;
  } = {},
) {
  const rows: Row[] = Array.from({ length: count }, (_, index) => ({ id: 100_000 - index }));
  const windows: Window[] = [];
  const readPage = (window: Window): Promise<Page<Row>> => {
    windows.push(window);
    const call = windows.length;
    let size = Math.min(window.limitnum, habits.cap ?? Infinity);
    if (habits.short?.(call) && size > 1) size = Math.ceil(size / 2);
    const page = rows.slice(window.limitstart, window.limitstart + size);
    const total = habits.total ? habits.total(rows.length, page) : rows.length;
    habits.onPage?.(call, rows);
    return Promise.resolve({ rows: page, total });
  };
  const read = (pageSize?: number) =>
    readAllPages({ action: "GetInvoices", readPage, idOf: (row: Row) => row.id, pageSize });
  return { read, rows, windows };
}

describe("readAllPages", () => {
  test("asks for 250 rows, and a short list once", async () => {
    const list = listOf(26);
    expect(await list.read()).toEqual(list.rows);
    expect(list.windows).toEqual([{ limitstart: 0, limitnum: 250 }]);
  });

  test("reads 5,000 rows in 20 calls, five at a time", async () => {
    let running = 0;
    let most = 0;
    const list = listOf(5000);
    const rows = await readAllPages({
      action: "GetInvoices",
      readPage: async (window) => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        return { rows: list.rows.slice(window.limitstart, window.limitstart + window.limitnum), total: 5000 };
      },
      idOf: (row) => row.id,
    });
    expect(rows).toEqual(list.rows);
    expect(most).toBe(5);
  });

  test("reads all, in order, whatever the server's habits", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 12 }),
        fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        fc.constantFrom<(count: number, page: Row[]) => number | null>(
          (count) => count,
          () => null,
          () => 0,
          (_count, page) => page.length - 1,
          (count) => count + 7,
        ),
        fc.integer({ min: 0, max: 3 }),
        async (count, pageSize, cap, total, shortEvery) => {
          const list = listOf(count, {
            cap,
            total,
            short: (call) => shortEvery > 0 && call % shortEvery === 0,
          });
          expect(await list.read(pageSize)).toEqual(list.rows);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a count of the page instead of the list is seen through when the page is full", async () => {
    const list = listOf(27, { total: (_count, page) => page.length });
    expect(await list.read(10)).toEqual(list.rows);
  });

  test("a row added between two pages comes once, and pushes none out", async () => {
    const list = listOf(30, { onPage: (call, rows) => (call === 1 ? rows.unshift({ id: 100_001 }) : null) });
    const ids = (await list.read(10)).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => 100_000 - index));
  });

  test.each([
    ["repeats its first page", 100],
    ["claims more than anybody has", 1_000_000_000],
  ])("a list that %s is a contract failure, not a short list", async (_what, total) => {
    const rows = Array.from({ length: 10 }, (_, id) => ({ id }));
    const read = readAllPages({
      action: "GetInvoices",
      readPage: () => Promise.resolve({ rows, total }),
      idOf: (row) => row.id,
      pageSize: 10,
    });
    await expect(read).rejects.toSatisfy((error) => isAppError(error) && error.code === "provider_contract");
  });

  test("a short page that keeps coming back is the list, whatever its total", async () => {
    const rows = [{ id: 2 }, { id: 1 }];
    const readPage = () => Promise.resolve({ rows, total: 27 });
    expect(await readAllPages({ action: "GetInvoices", readPage, idOf: (row: Row) => row.id })).toEqual(rows);
  });

  test("a list without end is a contract failure", async () => {
    let id = 0;
    const read = readAllPages({
      action: "GetInvoices",
      readPage: () => Promise.resolve({ rows: [{ id: (id += 1) }], total: null }),
      idOf: (row) => row.id,
    });
    await expect(read).rejects.toSatisfy((error) => isAppError(error) && error.code === "provider_contract");
  });

  test("stops asking after a failure", async () => {
    let calls = 0;
    const read = readAllPages({
      action: "GetInvoices",
      readPage: () => {
        calls += 1;
        return calls === 1
          ? Promise.resolve({ rows: [{ id: 1 }], total: 100 })
          : Promise.reject(new Error("down"));
      },
      idOf: (row) => row.id,
    });
    await expect(read).rejects.toThrow("down");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBeLessThanOrEqual(6);
  });
});
