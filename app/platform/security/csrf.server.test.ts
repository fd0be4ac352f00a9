import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCsrf } from "./csrf.server.ts";
import { createKeys } from "./keys.server.ts";

const secrets = ["the first secret of 32 characters.", "the other secret of 32 characters."] as const;
const csrf = createCsrf(createKeys([secrets[0]]));

describe("the token of a form", () => {
  test("is good for the browser it was made for, and for no other", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (binding, other) => {
        const token = csrf.issue(binding);
        expect(csrf.verify(binding, token)).toBe(true);
        expect(csrf.verify(other, token)).toBe(other === binding);
      }),
    );
  });

  test("looks different in every answer, and is never made for nobody", () => {
    const tokens = Array.from({ length: 20 }, () => csrf.issue("family"));
    // Not one letter of it stays where it is: lengths of compressed pages tell nothing.
    for (let at = 0; at < 80; at += 1)
      expect(new Set(tokens.map((token) => token[at])).size).toBeGreaterThan(1);
    expect(tokens.every((token) => csrf.verify("family", token))).toBe(true);
    expect(() => csrf.issue("")).toThrow();
    expect(csrf.verify("", "")).toBe(false);
  });

  test("cannot be guessed or altered", () => {
    const token = csrf.issue("family");
    const flipped = (token.startsWith("A") ? "B" : "A") + token.slice(1);
    for (const wrong of [
      "",
      "family",
      flipped,
      token.slice(0, -1),
      `${token}=`,
      token.toLowerCase(),
      "😀".repeat(9),
    ])
      expect(csrf.verify("family", wrong)).toBe(false);
  });

  test("survives the replacement of the secret, and is refused once the secret is dropped", () => {
    const token = csrf.issue("family");
    expect(createCsrf(createKeys([secrets[1], secrets[0]])).verify("family", token)).toBe(true);
    expect(createCsrf(createKeys([secrets[1]])).verify("family", token)).toBe(false);
  });

  test("tells whose form it was where it is not this account's, which opens nothing", () => {
    const token = csrf.issue("family", "ann");
    expect(csrf.verify("family", token)).toBe(true);
    expect(csrf.isOfAnother("ann", token)).toBe(false);
    expect(csrf.isOfAnother("bob", token)).toBe(true);
    expect(csrf.isOfAnother("bob", csrf.issue("family"))).toBe(false);
    const [, owner = ""] = token.split(".");
    expect(csrf.verify("family", owner)).toBe(false);
    expect(csrf.verify("family", `${csrf.issue("other")}.${owner}`)).toBe(false);
  });
});
