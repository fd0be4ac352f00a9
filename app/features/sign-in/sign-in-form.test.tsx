import { describe, expect, test } from "vitest";
import { renderAt } from "~/components/render.testing.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { SignInNotice, type SignInNoticeProps } from "./sign-in-notice.tsx";

const form = (errors: Record<string, string> = {}, values: Record<string, string> = {}) =>
  renderAt(
    "/auth/login",
    <SignInForm csrf="token" returnTo={'/account?"><b>'} errors={errors} values={values} />,
  );
const inputOf = (html: string, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? "";

describe("the sign-in form", () => {
  test("works without scripts: a post with the token, where to go, and fields that password managers know", () => {
    const html = form();
    expect(html).toContain('<form novalidate="" method="post">');
    expect(inputOf(html, "csrf")).toContain('type="hidden" name="csrf" value="token"');
    expect(inputOf(html, "returnTo")).toContain('value="/account?&quot;&gt;&lt;b&gt;"');
    expect(inputOf(html, "email")).toMatch(/type="email".*autoComplete="username"/);
    expect(inputOf(html, "password")).toMatch(/type="password".*autoComplete="current-password"/);
    expect(html).not.toContain("aria-invalid");
  });

  test("after a refusal keeps what was typed but the password, and ties each error to its field", () => {
    const html = form(
      { email: "Enter your e-mail address.", password: "Enter your password." },
      { email: "amelia@", remember: "on", password: "hunter2" },
    );
    const email = inputOf(html, "email");
    for (const attribute of ['value="amelia@"', 'aria-invalid="true"', 'aria-describedby="email-error"'])
      expect(email).toContain(attribute);
    expect(inputOf(html, "password")).toContain('aria-describedby="password-error"');
    expect(inputOf(html, "remember")).toContain("checked");
    expect(html).not.toContain("hunter2");
  });

  test("is not remembered unless asked", () => {
    expect(inputOf(form({}, { remember: "yes" }), "remember")).not.toContain("checked");
    expect(inputOf(form(), "remember")).not.toContain("checked");
  });
});

describe("why a person is here", () => {
  const nothing = {
    isClosed: false,
    wasEnded: false,
    hasSignedOut: false,
    hasNewPassword: false,
    isAgain: false,
    isAnswer: false,
  };
  test.each<[Partial<SignInNoticeProps>, string | null]>([
    [{}, null],
    [{ wasEnded: true }, "You have been signed out"],
    [{ hasSignedOut: true }, "You have signed out"],
    [{ wasEnded: true, hasSignedOut: true }, "You have signed out"],
    [{ hasNewPassword: true }, "Your new password is set"],
    [{ isAgain: true }, "Sign in again"],
    [{ isAgain: true, isAnswer: true }, null],
    [{ wasEnded: true, isAnswer: true }, null],
    [{ hasSignedOut: true, isAnswer: true }, null],
    [{ isClosed: true, isAnswer: true, wasEnded: true }, "Sign-in is closed for maintenance"],
  ])("%j", (change, title) => {
    const html = renderAt("/auth/login", <SignInNotice {...nothing} {...change} />);
    expect(/<h2>(.*?)<\/h2>/.exec(html)?.[1] ?? null).toBe(title);
  });
});
