import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VerifyFormSchema } from "./forms.ts";
import { maskEmail, waysOf } from "./second-step.ts";

describe("ways through the second step", () => {
  test.each([
    [{ passkeys: 0, authenticators: 0, recoveryCodes: 0 }, ["mailed_code"]],
    [{ passkeys: 0, authenticators: 0, recoveryCodes: 3 }, ["mailed_code", "recovery_code"]],
    [{ passkeys: 0, authenticators: 1, recoveryCodes: 0 }, ["authenticator"]],
    [{ passkeys: 2, authenticators: 1, recoveryCodes: 1 }, ["passkey", "authenticator", "recovery_code"]],
    [{ passkeys: 1, authenticators: 0, recoveryCodes: 10 }, ["passkey", "recovery_code"]],
    [{ passkeys: 1, authenticators: 0, recoveryCodes: 0 }, ["passkey"]],
  ])("%j: %j", (enrolled, ways) => {
    expect(waysOf(enrolled)).toEqual(ways);
  });
});

describe("a masked address", () => {
  test.each([
    ["taro@example.com", "t***@example.com"],
    ["a@example.jp", "a***@example.jp"],
    ['"odd@name"@example.jp', '"***@example.jp'],
    ["𠮷田@example.jp", "𠮷***@example.jp"],
  ])("%s is %s", (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  test("tells the first character and the house, whatever the address", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const [, house = ""] = /(@[^@]*)$/.exec(email) ?? [];
        expect(maskEmail(email)).toBe(`${email[0]}***${house}`);
      }),
    );
  });
});

describe("what is typed in", () => {
  const read = (method: string, code: string) => VerifyFormSchema.safeParse({ method, code });

  test.each([
    ["mailed_code", "123456", "123456"],
    ["mailed_code", " 123 456 ", "123456"],
    ["authenticator", "１２３－４５６", "123456"],
    ["recovery_code", "abcd-efgh-jkmn-pqrs", "ABCDEFGHJKMNPQRS"],
    ["recovery_code", "OIL1 0000 0000 0000", "0111000000000000"],
  ])("%s %j is read as %s", (method, typed, code) => {
    expect(read(method, typed)).toMatchObject({ success: true, data: { method, code, trust: false } });
  });

  test.each([
    ["mailed_code", "12345"],
    ["mailed_code", "1234567"],
    ["mailed_code", "abcdef"],
    ["authenticator", "ABCD-EFGH-JKMN-PQRS"],
    ["recovery_code", "123456"],
    ["recovery_code", "UUUU-UUUU-UUUU-UUUU"],
    ["passkey", "123456"],
  ])("%s %j is none", (method, typed) => {
    expect(read(method, typed).success).toBe(false);
  });
});
