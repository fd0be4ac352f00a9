import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEach, readListPage, readRows, readWholeList } from "./whmcs-list.ts";
import { WireFault } from "./whmcs-wire.ts";

const path = { plural: "credits", singular: "credit" };
const flat = { plural: "users", singular: null };
const rows = [{ id: "1" }, { id: "2" }];

describe("nested lists", () => {
  test.each([
    ["a list", { credits: { credit: rows } }, rows],
    ["one row", { credits: { credit: { id: "1", amount: "2" } } }, [{ id: "1", amount: "2" }]],
    ["number keys", { credits: { credit: { "10": rows[1], "9": rows[0] } } }, rows],
    ["rows straight in the container", { credits: rows }, rows],
    ["number keys in the container", { credits: { "0": rows[0], "1": rows[1] } }, rows],
    [
      "bracketed keys",
      { "credits[credit][0][id]": "1", "credits[credit][1][id]": "2", "creditsx[credit][0][id]": "3" },
      rows,
    ],
    [
      "bracketed keys, ten and more",
      Object.fromEntries(
        Array.from({ length: 11 }, (_, index) => [`credits[credit][${10 - index}][id]`, 10 - index]),
      ),
      Array.from({ length: 11 }, (_, index) => ({ id: index })),
    ],
    ["empty text", { credits: "" }, []],
    ["missing", {}, []],
    ["null", { credits: null }, []],
    ["empty list", { credits: [] }, []],
    ["empty object", { credits: {} }, []],
    ["singular missing", { credits: { other: "" } }, []],
    ["singular empty text", { credits: { credit: "" } }, []],
    ["singular null", { credits: { credit: null } }, []],
    ["singular empty list", { credits: { credit: [] } }, []],
    ["singular empty object", { credits: { credit: {} } }, []],
  ])("%s", (_shape, answer, expected) => expect(readRows(answer, path)).toEqual(expected));

  test.each([
    { credits: 5 },
    { credits: "No rows" },
    { credits: { credit: 5 } },
    { credits: { credit: "x" } },
    { credits: { credit: [5] } },
    { credits: { credit: { "0": "x" } } },
    { credits: false },
    { credits: { other: "x" } },
    { credits: { credits: [{ id: 1 }] } },
  ])("%j is a fault", (answer) => expect(() => readRows(answer, path)).toThrow(WireFault));

  test("a hostile bracketed key changes nothing but its own list", () => {
    const hostile = {
      "credits[__proto__][polluted]": "yes",
      "credits[constructor][prototype][polluted]": "yes",
    };
    expect(() => readRows(hostile, path)).toThrow(WireFault);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});

describe("flat lists", () => {
  test.each([
    ["a list", { users: rows }, rows],
    ["one row", { users: { id: "1" } }, [{ id: "1" }]],
    ["nested all the same", { users: { user: rows } }, rows],
    ["nested and empty", { users: { user: "" } }, []],
    ["number keys", { users: { "0": rows[0], "1": rows[1] } }, rows],
    ["bracketed keys", { "users[0][id]": "1", "users[1][id]": "2" }, rows],
    ["empty text", { users: "" }, []],
    ["missing", {}, []],
  ])("%s", (_shape, answer, expected) => expect(readRows(answer, flat)).toEqual(expected));
});

test("every shape of the same rows reads the same", () => {
  const cell = fc.oneof(fc.string(), fc.integer());
  const row = fc.record({ id: fc.integer(), name: cell });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 15 }), (list) => {
      const bracketed = list.flatMap((each, index) =>
        Object.entries(each).map(([key, value]) => [`credits[credit][${index}][${key}]`, value]),
      );
      const keyed = Object.fromEntries(list.map((each, index) => [String(index), each]));
      expect(readRows({ credits: { credit: list } }, path)).toEqual(list);
      expect(readRows({ credits: { credit: keyed } }, path)).toEqual(list);
      expect(readRows(Object.fromEntries(bracketed) as Record<string, unknown>, path)).toEqual(list);
      if (list.length === 1) expect(readRows({ credits: { credit: list[0] } }, path)).toEqual(list);
    }),
  );
});

describe("a page is believed only when its counters agree with its rows", () => {
  const page = (holder: Record<string, unknown>, start = 0) => readListPage(holder, path, start);
  test.each([
    [{ totalresults: 3, startnumber: 0, numreturned: 3, credits: {} }],
    [{ totalresults: "3", credits: "" }],
    [{ totalresults: 3, numreturned: 3, credits: { other: rows } }],
    [{ totalresults: 2, numreturned: 1, credits: { credit: rows } }],
    [{ totalresults: 1, credits: { credit: rows } }],
    [{ totalresults: 2, startnumber: 25, credits: { credit: rows } }],
    [{ totalresults: "many", credits: { credit: rows } }],
    [{}],
  ])("%j is a fault", (holder) => expect(() => page(holder)).toThrow(WireFault));

  test.each([
    [{ totalresults: "2", startnumber: "0", numreturned: 2, credits: { credit: rows } }, 2, 2],
    [{ credits: { credit: rows } }, 2, null],
    [{ totalresults: 0 }, 0, 0],
    [{ credits: "" }, 0, null],
  ])("%j is a page", (holder, count, total) => {
    expect(page(holder).entries).toHaveLength(count);
    expect(page(holder).total).toBe(total);
  });

  test("a list that comes whole has as many rows as it counts", () => {
    expect(() => readWholeList({ totalresults: 412, credits: { credit: rows } }, path)).toThrow(WireFault);
    expect(readWholeList({ totalresults: 2, credits: { credit: rows } }, path)).toEqual(rows);
  });
});

test("an odd row takes none of the others away, and is told by its id", () => {
  const read = (row: Record<string, unknown>) => {
    if (row["amount"] !== "1") throw new WireFault("amount", "odd");
    return row["id"];
  };
  const entries = [{ id: 1, amount: "1" }, { id: "2", amount: [] }, [], null, { id: 3, amount: "1" }];
  expect(readEach(entries, "credits.credit", read)).toEqual({
    rows: [1, 3],
    unreadable: [
      { id: 2, field: "amount" },
      { id: null, field: "credits.credit.2" },
      { id: null, field: "credits.credit.3" },
    ],
  });
});
