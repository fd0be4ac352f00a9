import { parseQuery } from "@jetstreamapp/soql-parser-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unquote, toLike } from "#tests/sandbox/salesforce/soql/literals.ts";
import { MAX_LIST, name, names, soql, startsWith } from "./soql.ts";

/** The one condition of a query, as an independent parser reads it. */
function conditionOf(query: { soql: string }): { value: unknown; literalType: unknown; operator: unknown } {
  const { where } = parseQuery(query.soql);
  if (!where || "right" in where || !where.left || !("value" in where.left))
    throw new Error("not one condition");
  const { value, literalType, operator } = where.left;
  return { value, literalType, operator };
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("'", "\\", '"', "%", "_", "\n", "\r", "\t", "\b", "\f", "a", "髙", "👩‍👩‍👧", ")", "("),
  }),
);

describe("values in a query (salesforce-wire.md 14)", () => {
  it("any text is one literal that stands for itself", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { value, literalType } = conditionOf(soql`SELECT Id FROM Contact WHERE Email = ${text}`);
        expect(literalType).toBe("STRING");
        expect(unquote(String(value))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("any list of texts stays a list of these texts", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (texts) => {
        const { value } = conditionOf(soql`SELECT Id FROM Contact WHERE Email IN ${texts}`);
        expect((value as string[]).map(unquote)).toEqual(texts);
      }),
    );
  });

  it("a pattern finds what begins with the text, and treats its wildcards as letters", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, rest) => {
        const { value } = conditionOf(soql`SELECT Id FROM Contact WHERE Email LIKE ${startsWith(text)}`);
        expect(toLike(String(value)).test(text + rest)).toBe(true);
      }),
    );
    const { value } = conditionOf(soql`SELECT Id FROM Contact WHERE Email LIKE ${startsWith("a_b%")}`);
    expect(toLike(String(value)).test("axbyc")).toBe(false);
  });

  it("numbers, booleans, nothing and moments have their own forms", () => {
    expect(soql`a = ${1.5} b = ${true} c = ${null} d = ${new Date("2026-11-23T00:00:00+09:00")}`.soql).toBe(
      "a = 1.5 b = true c = null d = 2026-11-22T15:00:00.000Z",
    );
  });

  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["NaN", NaN],
    ["Infinity", Infinity],
    ["an empty list", []],
    ["too long a list", Array.from({ length: MAX_LIST + 1 }, () => "a")],
    ["an object", { $ne: null }],
    ["a list in a list", [["a"]]],
    ["no date", new Date(NaN)],
  ])("refuses %s instead of leaving the condition out", (_, value) => {
    expect(() => soql`SELECT Id FROM Account WHERE Id = ${value as string}`).toThrow(RangeError);
  });

  it.each(["Id, Name", "Id FROM Account--", "", "1a", "a..b", "a.", "名前", "Id\n"])(
    "takes no name %j",
    (text) => {
      expect(() => name(text)).toThrow(RangeError);
    },
  );

  it("joins names and wants at least one", () => {
    expect(soql`SELECT ${names(["Id", "Account.Name"])} FROM ${name("Contact")}`.soql).toBe(
      "SELECT Id, Account.Name FROM Contact",
    );
    expect(() => names([])).toThrow(RangeError);
  });
});
