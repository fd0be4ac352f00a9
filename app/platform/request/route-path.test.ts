import { expect, test } from "vitest";
import { routePath } from "./route-path.ts";

test.each([
  ["/auth/login", "/auth/login"],
  ["/%61uth/login", "/auth/login"],
  ["/%61%75%74%68/%6Cogin", "/auth/login"],
  ["/AUTH/Login", "/auth/login"],
  ["/services/internet/check-availabilit%79", "/services/internet/check-availability"],
  ["/a%2Fb", "/a%2fb"],
  ["/%zz", "/%zz"],
])("%s is matched as %s", (pathname, matched) => {
  expect(routePath(pathname)).toBe(matched);
});
