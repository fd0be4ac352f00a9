import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectLanguage } from "./detect-language.ts";

describe("the language of a page", () => {
  test.each([
    [{ cookie: "ja", acceptLanguage: "en" }, "ja"],
    [{ cookie: "en", acceptLanguage: "ja" }, "en"],
    [{ cookie: "fr", acceptLanguage: "ja" }, "ja"],
    [{ cookie: "", acceptLanguage: null }, "en"],
    [{ cookie: "JA", acceptLanguage: "" }, "en"],
    [{ acceptLanguage: "ja" }, "ja"],
    [{ acceptLanguage: "ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7" }, "ja"],
    [{ acceptLanguage: "en-US,en;q=0.9,ja;q=0.8" }, "en"],
    [{ acceptLanguage: "en;q=0.2, ja;q=0.8" }, "ja"],
    [{ acceptLanguage: "ja;q=0, en;q=0.1" }, "en"],
    [{ acceptLanguage: "ja;q=0" }, "en"],
    [{ acceptLanguage: "fr-CA,fr;q=0.9,ja;q=0.3" }, "ja"],
    [{ acceptLanguage: "*" }, "en"],
    [{ acceptLanguage: "ja;q=0.5,*;q=0.1" }, "ja"],
    [{ acceptLanguage: "JA-jp" }, "ja"],
    [{ acceptLanguage: "ja;q=2" }, "en"],
    [{ acceptLanguage: "ja;q=abc,;;;=,ja;q=0.4" }, "ja"],
    [{ acceptLanguage: "java" }, "en"],
  ] as const)("%j is %s", (input, language) => {
    expect(detectLanguage(input)).toBe(language);
  });

  test("any text gives a language and no error", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 5000 }), (cookie, acceptLanguage) => {
        expect(["en", "ja"]).toContain(detectLanguage({ cookie, acceptLanguage }));
      }),
    );
  });
});
