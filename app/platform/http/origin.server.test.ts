import { describe, expect, test } from "vitest";
import { refuseForeignOrigin } from "./origin.server.ts";

const ours = "https://portal.example.jp";

const ORIGINS = [
  null,
  ours,
  "null",
  "",
  "http://portal.example.jp",
  "https://portal.example.jp:8443",
  "https://portal.example.jp.evil.example",
  "https://evil.example",
  `${ours}/`,
  `${ours}, https://evil.example`,
];
const SITES = [null, "same-origin", "same-site", "cross-site", "none", "SAME-ORIGIN", "rubbish"];

/** The only combinations in which an unsafe request may go on. */
const ALLOWED = new Set([`${ours} null`, `${ours} same-origin`, `${ours} none`, "null-header same-origin"]);

function ask(method: string, origin: string | null, site: string | null) {
  const headers = new Headers();
  if (origin !== null) headers.set("origin", origin);
  if (site !== null) headers.set("sec-fetch-site", site);
  return refuseForeignOrigin({ method, headers }, ours);
}

const pairs = ORIGINS.flatMap((origin) => SITES.map((site) => [origin, site] as const));

describe.each(["POST", "PUT", "PATCH", "DELETE", "post", "REPORT"])("%s", (method) => {
  test.each(pairs)("Origin %s, Sec-Fetch-Site %s", (origin, site) => {
    const refusal = ask(method, origin, site);
    const isAllowed = ALLOWED.has(`${origin ?? "null-header"} ${site}`);
    if (isAllowed) expect(refusal).toBeNull();
    else
      expect(refusal).toMatchObject({
        code: "forbidden",
        status: 403,
        reason: "CSRF_INVALID",
        facts: { origin: origin === null ? "missing" : "foreign", site: site ?? "missing" },
      });
  });
});

describe.each(["GET", "HEAD", "OPTIONS"])("%s", (method) => {
  test("may come from anywhere: it changes nothing", () => {
    for (const [origin, site] of pairs) expect(ask(method, origin, site)).toBeNull();
  });
});
