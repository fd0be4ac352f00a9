import { describe, expect, test } from "vitest";
import { baseHeaders, contentSecurityPolicy } from "./security-headers.server.ts";

function policy({ development = false, externalHosts = [] as string[] } = {}): Record<string, string> {
  const text = contentSecurityPolicy({
    nonce: "n0nce",
    formTargets: ["https://billing.example.jp"],
    externalHosts,
    development,
  });
  return Object.fromEntries(
    text.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );
}

describe("the content security policy", () => {
  test("allows this origin, scripts by nonce, and forms to the billing site; nothing else", () => {
    expect(policy()).toEqual({
      "default-src": "'none'",
      "script-src": "'nonce-n0nce' 'strict-dynamic'",
      "style-src": "'self'",
      "img-src": "'self' data:",
      "font-src": "'self'",
      "connect-src": "'self'",
      "manifest-src": "'self'",
      "form-action": "'self' https://billing.example.jp",
      "frame-ancestors": "'none'",
      "base-uri": "'none'",
      "object-src": "'none'",
    });
  });

  test("lets a page that caches share run no script at all", () => {
    const shared = { nonce: null, formTargets: [], externalHosts: [], development: false };
    expect(contentSecurityPolicy(shared)).toContain("script-src 'none';");
    expect(contentSecurityPolicy(shared)).not.toContain("nonce-");
  });

  test("is loosened for styles and the reload socket only, and only while developing", () => {
    expect({ ...policy({ development: true }), "style-src": "'self'", "connect-src": "'self'" }).toEqual(
      policy(),
    );
    expect(policy({ development: true })["style-src"]).toContain("'unsafe-inline'");
    expect(Object.values(policy()).join()).not.toMatch(/unsafe|\*|https?:(?!\/\/billing)/);
  });

  test("lets pages reach the hosts of the published list and no others (JP-TB-26)", () => {
    expect(policy({ externalHosts: ["maps.example", "tiles.example"] })).toEqual({
      ...policy(),
      "img-src": "'self' data: https://maps.example https://tiles.example",
      "connect-src": "'self' https://maps.example https://tiles.example",
    });
  });
});

describe("the headers of every answer", () => {
  test.each([
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ["Referrer-Policy", "same-origin"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["X-Permitted-Cross-Domain-Policies", "none"],
  ])("%s: %s", (name, value) => {
    expect(baseHeaders({ https: true })[name]).toBe(value);
    expect(baseHeaders({ https: false })[name]).toBe(value);
  });

  test("devices and payment are off", () => {
    const off = baseHeaders({ https: true })["Permissions-Policy"];
    for (const feature of ["camera", "geolocation", "microphone", "payment", "usb"])
      expect(off).toContain(`${feature}=()`);
  });

  test("browsers are told to stay on https for two years, and only over https", () => {
    expect(baseHeaders({ https: true })["Strict-Transport-Security"]).toBe(
      "max-age=63072000; includeSubDomains",
    );
    expect(baseHeaders({ https: false })).not.toHaveProperty("Strict-Transport-Security");
  });
});
