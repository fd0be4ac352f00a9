import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInvoiceId, UserIdSchema } from "./ids.ts";

test.each([
  ["1", 1],
  ["10003", 10003],
  ["2147483647", 2_147_483_647],
])("%s is an invoice id", (text, id) => {
  expect(parseInvoiceId(text)).toBe(id);
});

test.each([
  undefined,
  "",
  "0",
  "01",
  "-1",
  "+1",
  "1.0",
  "1e3",
  "0x1",
  " 1",
  "1 ",
  "１",
  "2147483648",
  "99999999999",
  "1;drop",
  "__proto__",
])("%j is none", (text) => {
  expect(parseInvoiceId(text)).toBeNull();
});

test("there is one address for each invoice", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
      const id = parseInvoiceId(text);
      if (id !== null) expect(String(id)).toBe(text);
    }),
  );
});

test("user ids are UUIDs", () => {
  expect(UserIdSchema.safeParse("00000000-0000-4000-8000-000000001001").success).toBe(true);
  for (const text of ["1001", "", "00000000-0000-4000-8000-00000000100"])
    expect(UserIdSchema.safeParse(text).success).toBe(false);
});
