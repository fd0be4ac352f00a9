import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EmailFormSchema, ForgotPasswordFormSchema, SignInFormSchema } from "../auth/forms.ts";
import { GetStartedFormSchema, GuestRequestFormSchema } from "../auth/get-started-forms.ts";
import { foldEmail, quoteEmail } from "./email.ts";

/** Every form that takes an address: each has to read the same text as the same address. */
const FORMS = {
  start: (email: string) => GetStartedFormSchema.safeParse({ email }).data?.email,
  change: (newEmail: string) => EmailFormSchema.safeParse({ newEmail }).data?.newEmail,
  signIn: (email: string) => SignInFormSchema.safeParse({ email, password: "x" }).data?.email,
  forgot: (email: string) => ForgotPasswordFormSchema.safeParse({ email }).data?.email,
  guest: (email: string) =>
    GuestRequestFormSchema.safeParse({
      email,
      firstName: "Ann",
      lastName: "Lee",
      idempotencyKey: "7b3c1f5e-6d0a-4c55-9a51-0a4f2d6c1b11",
    }).data?.email,
};

describe.each(Object.entries(FORMS))("the form of %s", (_, read) => {
  test.each([
    ["ann@example.com", "ann@example.com"],
    [" Ann@Example.COM ", "ann@example.com"],
    ["ann＠ｅｘａｍｐｌｅ．ｃｏｍ", "ann@example.com"],
    ["\uFEFFann@example.com\u200B", "ann@example.com"],
    ["a..b@docomo.ne.jp", "a..b@docomo.ne.jp"],
    ["ab.@docomo.ne.jp", "ab.@docomo.ne.jp"],
    [".ab@ezweb.ne.jp", ".ab@ezweb.ne.jp"],
    ["o&m@example.com", "o&m@example.com"],
    ["o'neil+net@example.com", "o'neil+net@example.com"],
    ["user@xn--wgv71a.xn--q9jyb4c", "user@xn--wgv71a.xn--q9jyb4c"],
    ["user@日本。jp", "user@xn--wgv71a.jp"],
    ["user@München.de", "user@xn--mnchen-3ya.de"],
  ])("reads %j as %s", (typed, email) => {
    expect(read(typed)).toBe(email);
  });

  test.each(["", "ann", "ann@", "@example.com", "ann lee@example.com", "a@b c.com"])(
    "refuses %j",
    (typed) => {
      // A sign-in with what is no address fails by comparison, as any unknown one does.
      if (read === FORMS.signIn && typed !== "") return;
      expect(read(typed)).toBeUndefined();
    },
  );
});

test.each([
  "ann@localhost",
  "ann@example.c",
  "ann@-example.com",
  `${"a".repeat(70)}@example.com`,
  "日本@example.com",
])("%s is nowhere to write to", (typed) => {
  expect(FORMS.start(typed)).toBeUndefined();
  expect(FORMS.change(typed)).toBeUndefined();
});

test("what one form takes, all take, and reading it again changes nothing", () => {
  const sign = fc.constantFrom(..."aZ9.．@＠_-+＋。é日\u200B ");
  const typed = fc.oneof(
    fc
      .tuple(fc.string({ unit: sign, minLength: 1 }), fc.string({ unit: sign }))
      .map(([a, b]) => `${a}@${b}.jp`),
    fc.emailAddress(),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const email = FORMS.start(text);
      expect(FORMS.change(text)).toBe(email);
      expect(FORMS.guest(text)).toBe(email);
      if (email === undefined) return;
      expect(FORMS.signIn(text)).toBe(email);
      expect(FORMS.forgot(text)).toBe(email);
      expect(foldEmail(email)).toBe(email);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a..b@docomo.ne.jp", '"a..b"@docomo.ne.jp'],
  ["ab.@docomo.ne.jp", '"ab."@docomo.ne.jp'],
  [".ab@docomo.ne.jp", '".ab"@docomo.ne.jp'],
  ["a.b@docomo.ne.jp", "a.b@docomo.ne.jp"],
])("%s is written as %s to mail servers", (email, quoted) => {
  expect(quoteEmail(email)).toBe(quoted);
});
