import { describe, expect, test } from "vitest";
import { kanaSchema, readKana, readName, readPersonName } from "./names.ts";

describe("readKana (JP-NM-2, JP-NM-3)", () => {
  test.each([
    ["ヨシダ", "ヨシダ"],
    ["よしだ", "ヨシダ"],
    ["ﾖｼﾀﾞ", "ヨシダ"],
    ["サトー", "サトー"],
    ["アメリア　カーター", "アメリア カーター"],
    ["ヴァン・ダイク", "ヴァン・ダイク"],
    ["いすゞ", "イスヾ"],
    ["サト－", "サトー"],
    ["サト-", "サトー"],
    ["サト‐", "サトー"],
    ["カ゛ルシア", "ガルシア"],
    ["か\u3099るしあ", "ガルシア"],
    ["ﾊ\uFF9Fｳﾛ", "パウロ"],
    ["\uFEFFヨシ\u200Bダ\u202C", "ヨシダ"],
    ["ジャン･ポール", "ジャン・ポール"],
    [" か  な ", "カ ナ"],
  ])("%s is %s", (typed, kana) => {
    expect(readKana(typed)).toBe(kana);
  });

  test.each(["吉田", "Yoshida", "ヨシダ1", "", "ー", "ヽ", "\u200B", "ア".repeat(41)])(
    "%s is none",
    (typed) => {
      expect(readKana(typed)).toBeNull();
    },
  );

  test("it may have 40 signs, as the system with the least room holds, and may be left out", () => {
    const schema = kanaSchema("profile.fault.kana");
    expect(readKana("ア".repeat(40))).toHaveLength(40);
    expect(schema.parse(undefined)).toBeNull();
    expect(schema.parse("\u200B ")).toBeNull();
    expect(schema.safeParse("x").error?.issues[0]?.message).toBe("profile.fault.kana");
  });
});

describe("a name, as it is stored", () => {
  test.each([
    ["José", "José"],
    ["Jose\u0301", "José"],
    ["Đặng", "Đặng"],
    ["葛\u{E0100}城", "葛\u{E0100}城"],
    ["神\uFA19", "神\uFA19"],
    ["𠮷田", "𠮷田"],
    ["O’Brien", "O’Brien"],
    ["  Anna\t Maria\n", "Anna Maria"],
    ["\uFEFFSu\u200Bhar\u200Dto\u202E", "Suharto"],
    ["山\uFE0F田\uFE0F", "山\uFE0F田\uFE0F"],
    ["Ann\uFE0F", "Ann"],
  ])("%j is %j", (typed, name) => {
    expect(readName("firstName", typed)).toEqual({ name });
  });

  test.each([
    ["", "missing"],
    ["\u200B\u200B", "missing"],
    ["\u3164", "missing"],
    ["\u2800 \u00AD", "missing"],
    ["민준", "signs"],
    ["Юлия", "signs"],
    ["👩", "signs"],
    ["https://evil.example/unlock", "signs"],
    ["a@b.example", "signs"],
    ["・", "signs"],
    ["名".repeat(41), "long"],
    ["𠮷".repeat(21), "long"],
  ])("%j is %s", (typed, fault) => {
    expect(readName("firstName", typed)).toEqual({ fault });
  });

  test("a last name may be as long as the mobile network holds in full width", () => {
    expect(readName("lastName", "a".repeat(50))).toEqual({ name: "a".repeat(50) });
    expect(readName("lastName", "a".repeat(51))).toEqual({ fault: "long" });
    // Each becomes two letters there.
    expect(readName("lastName", "Æ".repeat(26))).toEqual({ fault: "long" });
  });
});

describe("a person with one name", () => {
  const one = { lastName: "Suharto", firstName: "" };

  test.each([
    [{ lastName: "Suharto", firstName: "" }],
    [{ lastName: "", firstName: "Suharto" }],
    [{ lastName: "\u200B", firstName: " Suharto" }],
  ])("%j is kept as the last name", (typed) => {
    expect(readPersonName({ ...typed, hasOneName: true })).toEqual({ ok: true, name: one });
  });

  test.each([
    [{ ...one, hasOneName: false }, { firstName: "missing" }],
    [{ lastName: "", firstName: "Suharto", hasOneName: false }, { lastName: "missing" }],
    [{ lastName: "Widodo", firstName: "Joko", hasOneName: true }, { firstName: "twoNames" }],
    [{ lastName: "", firstName: "", hasOneName: true }, { lastName: "missing" }],
  ])("%j is refused", (typed, faults) => {
    expect(readPersonName(typed)).toEqual({ ok: false, faults });
  });
});
