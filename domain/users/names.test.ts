import { describe, expect, test } from "vitest";
import { countGraphemes, KanaSchema, readKana } from "./names.ts";

describe("readKana (JP-NM-2, JP-NM-3)", () => {
  test.each([
    ["ヨシダ", "ヨシダ"],
    ["よしだ", "ヨシダ"],
    ["ﾖｼﾀﾞ", "ヨシダ"],
    ["サトー", "サトー"],
    ["アメリア　カーター", "アメリア カーター"],
    ["ヴァン・ダイク", "ヴァン・ダイク"],
    ["いすゞ", "イスヾ"],
    [" か  な ", "カ ナ"],
  ])("%s is %s", (typed, kana) => {
    expect(readKana(typed)).toBe(kana);
  });

  test.each(["吉田", "Yoshida", "ヨシダ1", "", "ア".repeat(61)])("%s is none", (typed) => {
    expect(readKana(typed)).toBeNull();
  });

  test("a name may have 60 signs, and may have no reading", () => {
    expect(readKana("ア".repeat(60))).toHaveLength(60);
    expect(KanaSchema.parse(undefined)).toBeNull();
    expect(KanaSchema.parse(" ")).toBeNull();
    expect(KanaSchema.safeParse("x").error?.issues[0]?.message).toBe("profile.fault.kana");
  });
});

test("graphemes are counted, not code units (JP-NM-2)", () => {
  expect(countGraphemes("𠮷田")).toBe(2);
  expect(countGraphemes("葛\u{E0100}")).toBe(1);
});
