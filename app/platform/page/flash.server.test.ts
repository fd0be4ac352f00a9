import { expect, test } from "vitest";
import { cookieNames } from "../security/cookies.server.ts";
import { leaveFlash, takeFlash } from "./flash.server.ts";
import { FLASHES } from "./flash.ts";
import type { RequestContext } from "../request/request-context.server.ts";

const contextOf = () =>
  ({ app: { cookieNames: cookieNames(true) }, cookies: [] as string[] }) as RequestContext;
const requestWith = (cookie?: string) =>
  new Request("https://portal.example.jp/account", cookie === undefined ? {} : { headers: { cookie } });

test.each(FLASHES)("%s is shown on the next page, once", (flash) => {
  const left = contextOf();
  leaveFlash(left, flash);
  const [line = ""] = left.cookies;
  expect(left.cookies).toHaveLength(1);
  expect(line).toContain("HttpOnly; Secure; Max-Age=60");

  const next = contextOf();
  expect(takeFlash(next, requestWith(line.split(";")[0]))).toBe(flash);
  expect(next.cookies).toEqual(["__Host-flash=; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=0"]);
});

test("without a notice nothing is shown and no cookie is set", () => {
  const context = contextOf();
  expect(takeFlash(context, requestWith())).toBeNull();
  expect(context.cookies).toEqual([]);
});

test.each(["<script>alert(1)</script>", "", "constructor", "SettingsSaved", "0"])(
  "a forged notice %j shows nothing and is taken away",
  (value) => {
    const context = contextOf();
    const taken = takeFlash(context, requestWith(`a=1; __Host-flash=${value}`));
    expect(taken).toBeNull();
    expect(context.cookies).toHaveLength(1);
  },
);

test("a cookie without the host's prefix is not ours", () => {
  expect(takeFlash(contextOf(), requestWith("flash=settingsSaved"))).toBeNull();
});
