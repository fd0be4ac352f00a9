import { expect, test } from "vitest";
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

test.each(["POST", "PUT", "PATCH", "DELETE", "post", "REPORT"])(
  "%s comes from our own pages alone",
  (method) => {
    for (const [origin, site] of pairs) {
      const isAllowed = ALLOWED.has(`${origin ?? "null-header"} ${site}`);
      const refusal = {
        code: "forbidden",
        status: 403,
        reason: "CSRF_INVALID",
        facts: { origin: origin === null ? "missing" : "foreign", site: site ?? "missing" },
      };
      const asked = ask(method, origin, site);
      expect(asked, `Origin ${origin}, Sec-Fetch-Site ${site}`).toEqual(
        isAllowed ? null : expect.objectContaining(refusal),
      );
    }
  },
);

test.each(["GET", "HEAD", "OPTIONS"])("%s may come from anywhere: it changes nothing", (method) => {
  for (const [origin, site] of pairs) expect(ask(method, origin, site)).toBeNull();
});
