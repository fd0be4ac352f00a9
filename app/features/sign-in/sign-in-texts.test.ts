import { describe, expect, test } from "vitest";
import { messagesOf } from "~/messages/messages.server.ts";
import { createTranslator } from "~/platform/i18n/translator.tsx";
import { signInErrors } from "./sign-in-texts.ts";

const english = createTranslator("en", messagesOf("en"));
const refusal = { errors: {}, values: {}, minutes: 0 };

describe("why a sign-in was refused", () => {
  test("each field says what to do", () => {
    const errors = { email: "form.required", password: "form.tooLong" };
    expect(signInErrors(english, { ...refusal, errors, reason: "form" })).toEqual({
      email: "Enter your e-mail address.",
      password: "This password is too long.",
    });
  });

  test("a fault of a field that nobody can see is told for the form", () => {
    const shown = signInErrors(english, { ...refusal, errors: { returnTo: "form.tooLong" }, reason: "form" });
    expect(Object.keys(shown)).toEqual([""]);
  });

  test("one wording for a wrong address and a wrong password", () => {
    const shown = signInErrors(english, { ...refusal, reason: "wrong" });
    expect(shown).toEqual({
      "": "The e-mail address or password is incorrect. Check both and try again.",
    });
  });

  test("says how long to wait", () => {
    expect(signInErrors(english, { ...refusal, minutes: 15, reason: "locked" })[""]).toContain(
      "Wait 15 minutes",
    );
  });

  test("a closed door is no fault of the form", () => {
    expect(signInErrors(english, { ...refusal, reason: "closed" })).toEqual({});
  });
});
