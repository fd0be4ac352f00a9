import { expect, test } from "vitest";
import { gigabytes, sumKilobytes, toMegabytes, type Kilobytes } from "./data-size.ts";
import { EidSchema, hasEidCheckDigits, IccidSchema, MsisdnSchema, parseMsisdn } from "./ids.ts";

test.each([
  ["09000001234", "09000001234"],
  ["090-0000-1234", "09000001234"],
  [" 090 0000 1234 ", "09000001234"],
  ["02012345678901", "02012345678901"],
  ["9000001234", null],
  ["SBX0_00000000001", null],
  ["", null],
])("number %s", (text, msisdn) => expect(parseMsisdn(text)).toBe(msisdn));

test("ids keep all their digits, and are told apart", () => {
  expect(IccidSchema.parse("8981100012345678905")).toBe("8981100012345678905");
  expect(IccidSchema.safeParse("89811000123456789").success).toBe(false);
  expect(MsisdnSchema.safeParse("8981100012345678905").success).toBe(false);
});

test.each([
  ["89049032000000000000000000100170", true],
  ["89049032000001000000123456789068", true],
  ["89049032000000000000000000100171", false],
  ["98049032000000000000000000100170", false],
])("check digits of EID %s", (text, isValid) =>
  expect(hasEidCheckDigits(EidSchema.parse(text))).toBe(isValid),
);

test("a MB of usage is 1,024 KB, a GB that is sold 1,000 MB", () => {
  expect(toMegabytes(153_600 as Kilobytes)).toBe(150);
  expect(toMegabytes(512 as Kilobytes)).toBe(0.5);
  expect(gigabytes(5)).toBe(5_000);
  expect(sumKilobytes([1, 2, 3] as Kilobytes[])).toBe(6);
});
