import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PhoneSchema, readPhone } from "./phone.ts";

describe("numbers in Japan", () => {
  test.each([
    // JP-PH-1, 060 opened in July 2026.
    ["06012345678", "060-1234-5678", "+816012345678"],
    ["09012345678", "090-1234-5678", "+819012345678"],
    ["080-1234-5678", "080-1234-5678", "+818012345678"],
    // JP-PH-2
    ["03-1234-5678", "03-1234-5678", "+81312345678"],
    ["0312345678", "03-1234-5678", "+81312345678"],
    ["0123-45-6789", "0123-45-6789", "+81123456789"],
    ["0123456789", "0123456789", "+81123456789"],
    // The seeded world's.
    ["03-0000-1001", "03-0000-1001", "+81300001001"],
    ["05012345678", "050-1234-5678", "+815012345678"],
    ["0120123456", "0120-123-456", "+81120123456"],
    ["08001234567", "0800-123-4567", "+818001234567"],
    // JP-PH-3
    ["＋８１　９０ー１２３４ー５６７８", "090-1234-5678", "+819012345678"],
    ["+81 (0)90 1234 5678", "090-1234-5678", "+819012345678"],
    ["（03）1234-5678", "03-1234-5678", "+81312345678"],
    ["０９０－１２３４－５６７８", "090-1234-5678", "+819012345678"],
    ["090.1234.5678", "090-1234-5678", "+819012345678"],
  ])("%s is shown as %s", (typed, display, e164) => {
    expect(readPhone(typed)).toEqual({ display, e164 });
  });

  test.each([
    "",
    "090-0000-1001",
    "0901234567",
    "090123456789",
    "02012345678",
    "02000123456789",
    "110",
    "090--1234-5678",
    "03-1234-567x",
    "+81",
  ])("%j is no contact number", (typed) => {
    expect(readPhone(typed)).toBeNull();
  });
});

test.each([
  ["+1 (212) 555-0100", "+1 212 555 0100", "+12125550100"],
  ["+44 20 7946 0000", "+44 20 7946 0000", "+442079460000"],
])("%s, from abroad", (typed, display, e164) => {
  expect(readPhone(typed)).toEqual({ display, e164 });
});

test("what is shown is read as the same number again, and fits every system", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789０９-－() +") });
  fc.assert(
    fc.property(digits, (typed) => {
      const phone = readPhone(typed);
      if (phone === null) return;
      expect(readPhone(phone.display)).toEqual(phone);
      expect(phone.e164).toMatch(/^\+[1-9]\d{6,14}$/);
      // WHMCS takes these signs alone (whmcs.md 3, AddClient).
      expect(phone.display).toMatch(/^[0-9+().\- ]+$/);
    }),
    { numRuns: 2000 },
  );
});

test("the form says which fault it is", () => {
  const fault = (typed: unknown) => PhoneSchema.safeParse(typed).error?.issues[0]?.message;
  expect(fault("  ")).toBe("profile.fault.phoneMissing");
  expect(fault(undefined)).toBe("profile.fault.phoneMissing");
  expect(fault("12")).toBe("profile.fault.phone");
});
