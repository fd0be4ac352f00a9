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
const ALLOWED = new Set([
  `${ours} null`,
  `${ours} same-origin`,
  `${ours} none`,
  "null-header same-origin",
  "null same-origin",
]);

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
      // No page can set what the browser says of its own: that page is ours, under another address.
      const isOwnPage = origin !== null && origin !== "null" && site === "same-origin";
      const refusal = {
        code: "forbidden",
        status: 403,
        reason: isOwnPage ? "WRONG_ADDRESS" : "CSRF_INVALID",
        facts: expect.objectContaining({ site: site ?? "missing" }) as unknown,
      };
      expect(ask(method, origin, site), `Origin ${origin}, Sec-Fetch-Site ${site}`).toEqual(
        isAllowed ? null : expect.objectContaining(refusal),
      );
    }
  },
);

test.each([
  ["http://10.0.0.5:3000", { host: "10.0.0.5:3000" }, "WRONG_ADDRESS"],
  ["http://shop.example", { host: "portal:3000", "x-forwarded-host": "shop.example" }, "WRONG_ADDRESS"],
  ["http://evil.example", { host: "10.0.0.5:3000" }, "CSRF_INVALID"],
  ["rubbish", { host: "rubbish" }, "CSRF_INVALID"],
])("a form of %s sent to %j, by a browser that says nothing of the site, is %s", (origin, names, reason) => {
  const headers = new Headers({ origin, ...names });
  expect(refuseForeignOrigin({ method: "POST", headers }, ours)).toMatchObject({ reason });
});

test("a proxy may change the host that the portal sees", () => {
  const headers = new Headers({ origin: ours, host: "portal:3000", "x-forwarded-host": "other.example" });
  expect(refuseForeignOrigin({ method: "POST", headers }, ours)).toBeNull();
});

test.each(["GET", "HEAD", "OPTIONS"])("%s may come from anywhere: it changes nothing", (method) => {
  for (const [origin, site] of pairs) expect(ask(method, origin, site)).toBeNull();
});
