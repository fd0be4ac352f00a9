import { expect, test } from "vitest";
import { cookieNames } from "../security/cookies.server.ts";
import { expiredSessionCookies, sessionCookies } from "./session-cookies.server.ts";

const tokens = { access: "a", refresh: "r", mark: "m" };

test("without being remembered the tokens end with the browser", () => {
  expect(sessionCookies(cookieNames(true), { ...tokens, maxAgeSeconds: null })).toEqual([
    "__Host-at=a; Path=/; SameSite=Lax; HttpOnly; Secure",
    "__Host-rt=r; Path=/; SameSite=Lax; HttpOnly; Secure",
    "__Host-signed-in=m; Path=/; SameSite=Lax; Secure",
  ]);
});

test("remembered they last as long as the session", () => {
  for (const line of sessionCookies(cookieNames(false), { ...tokens, maxAgeSeconds: 2_592_000 }))
    expect(line).toMatch(/^(at=a|rt=r|signed-in=m); Path=\/; SameSite=Lax;( HttpOnly;)? Max-Age=2592000$/);
});

test("signing out takes tokens and mark away, and leaves the device known", () => {
  const expired = expiredSessionCookies(cookieNames(true));
  expect(expired.map((line) => line.split("=")[0])).toEqual([
    "__Host-at",
    "__Host-rt",
    "__Host-signed-in",
    "__Host-visitor",
  ]);
  for (const line of expired) expect(line).toContain("Max-Age=0");
});
