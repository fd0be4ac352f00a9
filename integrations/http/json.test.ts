import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, parseJsonObject } from "./json.ts";

describe("parseJson", () => {
  test("a whole number of any length keeps its digits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (number) => {
        const [read] = parseJson(`[${number}]`) as [number | string];
        expect(BigInt(read)).toBe(number);
        expect(typeof read).toBe(Number.isSafeInteger(Number(number)) ? "number" : "string");
      }),
    );
  });

  test.each([
    ['{"transid":202612010000000123}', { transid: "202612010000000123" }],
    ['{"a":[{"b":20261201000000000042}]}', { a: [{ b: "20261201000000000042" }] }],
    ['{"rate":0.12345678901234567890}', { rate: "0.12345678901234567890" }],
    ['{"total":3300.00,"id":5}', { total: 3300, id: 5 }],
  ])("%s", (text, value) => expect(parseJson(text)).toEqual(value));

  test("everything else is as JSON.parse gives it", () => {
    fc.assert(
      fc.property(
        fc.json().filter((text) => !/\d{15}/.test(text)),
        (text) => {
          expect(parseJson(text)).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});

test.each(["", "[]", "null", '"text"', '{"a":', "<html>"])("%j is no object", (text) =>
  expect(parseJsonObject(text)).toBeNull(),
);
