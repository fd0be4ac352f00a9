import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cookieNames, expireCookie, parseCookies, serializeCookie } from "./cookies.server.ts";

/** Any UTF-16 text, control characters and halves of pairs among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe("parseCookies", () => {
  test.each<[string | null | undefined, Record<string, string>]>([
    [undefined, {}],
    [null, {}],
    ["", {}],
    ["a=1", { a: "1" }],
    ["a=1; b=2;c=3", { a: "1", b: "2", c: "3" }],
    ["  a = 1 ;; b=", { a: "1", b: "" }],
    ["a=1; a=2", { a: "1" }],
    ["a=b=c==", { a: "b=c==" }],
    ['a="quoted"', { a: '"quoted"' }],
    ["a=%31", { a: "%31" }],
    ["novalue; =nameless; ; =", {}],
    [" =nameless; a=1", { a: "1" }],
    ["__proto__=1; constructor=2", { ["__proto__"]: "1", constructor: "2" }],
  ])("%j", (header, cookies) => {
    expect(parseCookies(header)).toEqual(new Map(Object.entries(cookies)));
  });

  test("takes any header, and finds nothing that is not in it", () => {
    fc.assert(
      fc.property(anyText, (header) => {
        for (const [name, value] of parseCookies(header)) {
          expect(name).not.toBe("");
          expect(header).toContain(name);
          expect(header).toContain(value);
        }
      }),
    );
  });

  test("reads back what is written", () => {
    const word = fc.stringMatching(/^[\w-]{1,40}$/);
    fc.assert(
      fc.property(fc.dictionary(word, word, { noNullPrototype: true }), (cookies) => {
        const pairs = Object.entries(cookies).map(
          ([name, value]) => serializeCookie(name, value, { secure: true }).split(";")[0],
        );
        expect(parseCookies(pairs.join("; "))).toEqual(new Map(Object.entries(cookies)));
      }),
    );
  });
});

describe("serializeCookie", () => {
  test.each([
    [{ secure: true }, "n=v; Path=/; SameSite=Lax; HttpOnly; Secure"],
    [{ secure: false }, "n=v; Path=/; SameSite=Lax; HttpOnly"],
    [{ secure: true, httpOnly: false }, "n=v; Path=/; SameSite=Lax; Secure"],
    [{ secure: true, maxAgeSeconds: 90.9 }, "n=v; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=90"],
  ])("%j", (options, line) => {
    expect(serializeCookie("n", "v", options)).toBe(line);
  });

  test("expiring keeps the attributes, or the browser would keep the cookie", () => {
    expect(expireCookie("__Host-at", true)).toBe(
      "__Host-at=; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=0",
    );
  });
});

describe("cookieNames", () => {
  const guarded = ["access", "refresh", "visitor", "device", "flash"] as const;

  test("over https every cookie that means something is bound to this host", () => {
    const names = cookieNames(true);
    for (const name of guarded) expect(names[name]).toMatch(/^__Host-\w+$/);
  });

  test("over plain http none has a prefix, which browsers would refuse", () => {
    expect(Object.values(cookieNames(false)).filter((name) => String(name).startsWith("__"))).toEqual([]);
  });

  test("all are different", () => {
    const { secure: _, ...names } = cookieNames(true);
    expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length);
  });
});
