import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPasswordFault, minimumLength, PASSWORD_LENGTH, type PasswordCheck } from "./password-policy.ts";

const COMMON = new Set(["password", "iloveyou", "correcthorsebatterystaple", "dragon", "letmein1"]);

const faultOf = (password: string, change: Partial<PasswordCheck> = {}) =>
  findPasswordFault({
    password,
    hasStrongFactor: false,
    words: ["amelia@example.com", "Amelia Carter", "Mihon Telecom", "見本テレコム"],
    isCommon: (text) => COMMON.has(text),
    ...change,
  });

describe("length, in code points of what is hashed", () => {
  test("15 alone, 8 once a strong second factor is enrolled", () => {
    expect([minimumLength(false), minimumLength(true)]).toEqual([15, 8]);
    expect(faultOf("violet-stream!")).toBe("tooShort");
    expect(faultOf("violet-streams!")).toBeNull();
    expect(faultOf("violets", { hasStrongFactor: true })).toBe("tooShort");
    expect(faultOf("violets9", { hasStrongFactor: true })).toBeNull();
  });

  test("128 at most, and a character outside the basic plane is one", () => {
    const words = "Zebra lantern 7 quiet 🌊 ".repeat(6);
    const exact = [...words].slice(0, PASSWORD_LENGTH.max).join("");
    expect(faultOf(exact)).toBeNull();
    expect(faultOf(`${exact}x`)).toBe("tooLong");
    expect(faultOf("𠮷野家の朝はとても早いですね🍚")).toBeNull();
    expect(faultOf("𠮷野家の朝はとても早いです🍚")).toBe("tooShort");
  });

  test("compatibility forms count as what they stand for", () => {
    // One ligature is three letters, and a half-width kana with its mark one.
    expect(faultOf("ﬃ-lantern-brook")).toBeNull();
    expect(faultOf("ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞ")).toBe("tooShort");
  });

  test("nothing at all is missing", () => {
    expect(faultOf("")).toBe("missing");
  });
});

describe("no composition rules", () => {
  test.each([
    "only small letters here",
    "ただのひらがなでもかまわない",
    "rainy-harbour-lantern-42",
    "    spaces   count   too",
    "9081726354 8172635490 x",
  ])("%s is taken", (password) => {
    expect(faultOf(password, { hasStrongFactor: true })).toBeNull();
  });
});

describe("what others know", () => {
  test.each([
    "amelia@example.com",
    "AMELIA@example.com1",
    "AmeliaCarter1990",
    "carter-amelia-carter-2026",
    "MihonTelecom2026!",
    "見本テレコム見本テレコム2026年",
    "ａｍｅｌｉａcarter123",
  ])("%s is refused", (password) => {
    expect(faultOf(password)).toBe("personal");
  });

  test("a name among other words is no harm", () => {
    expect(faultOf("amelia paints wooden fences")).toBeNull();
  });

  test("whatever the name, the name with a year is refused", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{11,30}$/), (name) => {
        expect(faultOf(`${name}2026`, { words: [name] })).toBe("personal");
      }),
    );
  });
});

describe("what is guessed early", () => {
  test.each([
    ["aaaaaaaaaaaaaaaaaaaa", "pattern"],
    ["abcabcabcabcabcabc", "pattern"],
    ["123456789012345", "pattern"],
    ["qwertyuiopasdfghjkl", "pattern"],
    ["1qaz2wsx3edc4rfv", "pattern"],
    ["zyxwvutsrqponmlkj", "pattern"],
    ["correcthorsebatterystaple", "common"],
    ["Correct Horse Battery Staple", "common"],
    ["correct-horse-battery-staple", "common"],
    ["!!!!1234Password", "common"],
    ["Password20262026!!", "common"],
    ["iloveyouiloveyou", "common"],
  ] as const)("%s: %s", (password, fault) => {
    expect(faultOf(password)).toBe(fault);
  });
});

test("never throws, whatever is typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.array(fc.string()), (password, words) => {
      expect(() => faultOf(password, { words })).not.toThrow();
    }),
  );
});
