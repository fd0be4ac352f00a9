import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRows, readTotal, saysNothingFound } from "./whmcs-list.ts";
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
    ["singular missing", { credits: { other: "x" } }, []],
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
  ])("%j is a fault", (answer) => expect(() => readRows(answer, path)).toThrow(WireFault));

  test("a hostile bracketed key changes nothing but its own list", () => {
    readRows(
      { "credits[__proto__][polluted]": "yes", "credits[constructor][prototype][polluted]": "yes" },
      path,
    );
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});

describe("flat lists", () => {
  test.each([
    ["a list", { users: rows }, rows],
    ["one row", { users: { id: "1" } }, [{ id: "1" }]],
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

test("only messages that say that nothing was found are an empty list", () => {
  for (const said of [
    "no invoices found",
    "no results found",
    "nothing found",
    "no matching records",
    "no orders found for client",
  ])
    expect(saysNothingFound(said)).toBe(true);
  for (const said of [
    "client id not found",
    "no details provided for update",
    "no amount provided",
    "invalid ip 1.2.3.4",
    "",
  ])
    expect(saysNothingFound(said)).toBe(false);
});

test("the count may be text, and may be missing", () => {
  expect([readTotal({ totalresults: "27" }), readTotal({ totalresults: 0 })]).toEqual([27, 0]);
  expect([readTotal({}), readTotal({ totalresults: "many" }), readTotal({ totalresults: -1 })]).toEqual([
    null,
    null,
    null,
  ]);
});
