import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnTo } from "./return-to.ts";

describe("safeReturnTo", () => {
  it.each(["/account/billing/invoices?status=unpaid&page=2", "/account"])("keeps %s", (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  it.each([
    null,
    "",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example/..//x\\",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "/\tevil",
    "/auth/login?returnTo=/auth/login",
    `/${"x".repeat(3000)}`,
  ])("does not follow %j", (value) => {
    expect(safeReturnTo(value)).toBe("/account");
  });

  it("never leaves the site, whatever is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const target = new URL(safeReturnTo(text), "https://portal.example.jp");
        return target.origin === "https://portal.example.jp";
      }),
    );
  });
});
