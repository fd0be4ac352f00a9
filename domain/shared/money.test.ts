import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CurrencyCodeSchema,
  decimalsOf,
  formatMoney,
  JPY,
  MoneySchema,
  moneyToDecimal,
  parseMoney,
  plainNumber,
  sum,
  zero,
  type CurrencyCode,
  type Language,
} from "./money.ts";

const usd = "USD" as CurrencyCode;
const kwd = "KWD" as CurrencyCode;
const yen = (minor: number) => ({ currency: JPY, minor });

describe("parseMoney (JP-MO-1)", () => {
  test.each([
    ["1980.00", JPY, 1980],
    ["1980", JPY, 1980],
    [1980, JPY, 1980],
    ["0.00", JPY, 0],
    ["-550.00", JPY, -550],
    ["-0.00", JPY, 0],
    [" 3300.00 ", JPY, 3300],
    ["98489160.00", JPY, 98_489_160],
    ["19.99", usd, 1999],
    [19.99, usd, 1999],
    ["19.9", usd, 1990],
    ["19", usd, 1900],
    ["-0.05", usd, -5],
    ["21.9", usd, 2190],
    ["1.234", kwd, 1234],
  ])("%j in %s is %i", (value, currency, minor) => {
    expect(parseMoney(value, currency)).toStrictEqual({ currency, minor });
  });

  test.each([
    ["1980.50", JPY],
    ["1980.01", JPY],
    [0.1, JPY],
    ["19.999", usd],
    [0.1 + 0.2, usd],
    ["1,980", JPY],
    ["¥1980", JPY],
    ["1980 JPY", JPY],
    ["", JPY],
    [" ", JPY],
    ["1e3", JPY],
    [1e21, JPY],
    [NaN, JPY],
    [Infinity, JPY],
    ["--5", JPY],
    ["+5", JPY],
    [".5", usd],
    ["5.", usd],
    ["１９８０", JPY],
    ["99999999999999", JPY],
    ["9999999999999.99", kwd],
  ])("%j in %s is a fault to report, not to round", (value, currency) => {
    expect(parseMoney(value, currency)).toBeNull();
  });

  test("reads back every amount that is written", () => {
    const currency = fc.constantFrom(JPY, usd, kwd);
    fc.assert(
      fc.property(currency, fc.integer({ min: -1e12, max: 1e12 }), (code, minor) => {
        const money = { currency: code, minor };
        expect(parseMoney(moneyToDecimal(money), code)).toEqual(money);
        expect(MoneySchema.parse(money)).toEqual(money);
      }),
    );
  });

  test("what it takes is whole, and what has a fraction of a yen is never taken", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 99 }), (whole, fraction) => {
        expect(parseMoney(`${whole}.${String(fraction).padStart(2, "0")}`, JPY)).toBeNull();
      }),
    );
  });
});

describe("formatMoney (JP-MO-2)", () => {
  test.each<[number, CurrencyCode, Language, string]>([
    [1980, JPY, "en", "¥1,980"],
    [1980, JPY, "ja", "1,980円"],
    [0, JPY, "en", "¥0"],
    [0, JPY, "ja", "0円"],
    [-550, JPY, "en", "-¥550"],
    [-550, JPY, "ja", "-550円"],
    [98_489_160, JPY, "en", "¥98,489,160"],
    [98_489_160, JPY, "ja", "98,489,160円"],
    [1999, usd, "en", "$19.99"],
    [1999, usd, "ja", "$19.99"],
    [5, usd, "en", "$0.05"],
  ])("%i %s in %s is %s", (minor, currency, language, text) => {
    expect(formatMoney({ currency, minor }, language)).toBe(text);
  });

  test("yen never show decimals, in no language", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom<Language>("en", "ja"), (minor, language) => {
        expect(formatMoney(yen(minor), language)).toMatch(language === "ja" ? /^-?[\d,]+円$/ : /^-?¥[\d,]+$/);
      }),
    );
  });
});

describe("moneyToDecimal", () => {
  test.each([
    [1980, JPY, "1980"],
    [-550, JPY, "-550"],
    [1999, usd, "19.99"],
    [-5, usd, "-0.05"],
    [0, usd, "0.00"],
    [7, kwd, "0.007"],
  ])("%i %s is %s", (minor, currency, text) => {
    expect(moneyToDecimal({ currency, minor })).toBe(text);
  });
});

describe("sum", () => {
  test("of nothing is zero, in the currency", () => {
    expect(sum([], usd)).toEqual(zero(usd));
  });

  test("is exact and does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (amounts) => {
        const expected = Number(amounts.reduce((total, minor) => total + BigInt(minor), 0n));
        expect(sum(amounts.map(yen), JPY)).toEqual(yen(expected));
        expect(sum(amounts.toReversed().map(yen), JPY)).toEqual(yen(expected));
      }),
    );
  });

  test("never adds two currencies", () => {
    expect(() => sum([yen(1), { currency: usd, minor: 1 }], JPY)).toThrow(RangeError);
    expect(() => sum([yen(1)], usd)).toThrow(RangeError);
  });
});

test("decimals of a currency", () => {
  expect([JPY, usd, kwd, "EUR" as CurrencyCode].map(decimalsOf)).toEqual([0, 2, 3, 2]);
});

test("currency codes are three capital letters", () => {
  for (const code of ["JPY", "USD"]) expect(CurrencyCodeSchema.parse(code)).toBe(code);
  for (const code of ["jpy", "JP", "JPYY", "", "¥", "J1Y", "JPY "])
    expect(CurrencyCodeSchema.safeParse(code).success).toBe(false);
});

test("numbers are grouped in both languages", () => {
  expect([plainNumber(4994, "en"), plainNumber(4994, "ja"), plainNumber(-1, "en")]).toEqual([
    "4,994",
    "4,994",
    "-1",
  ]);
});
