import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toFullWidthKana, toFullWidthName } from "./full-width.ts";
import { SubscriberSchema } from "./subscriber.ts";

describe("names in full width (freebit.md 4.17)", () => {
  test.each([
    ["Carter", "ＣＡＲＴＥＲ"],
    ["Mary Ann", "ＭＡＲＹ　ＡＮＮ"],
    ["O'Late", "Ｏ＇ＬＡＴＥ"],
    ["José Núñez", "ＪＯＳＥ　ＮＵＮＥＺ"],
    ["Jose\u0301", "ＪＯＳＥ"],
    ["Strauß", "ＳＴＲＡＵＳＳ"],
    ["Đặng", "ＤＡＮＧ"],
    ["Łukasz", "ＬＵＫＡＳＺ"],
    ["Søren", "ＳＯＲＥＮ"],
    ["Ægir", "ＡＥＧＩＲ"],
    ["Þór", "ＴＨＯＲ"],
    ["Işık", "ＩＳＩＫ"],
    ["Ｃａｒｔｅｒ", "ＣＡＲＴＥＲ"],
    ["O’Brien", "Ｏ＇ＢＲＩＥＮ"],
    ["葛\u{E0100}城", "葛城"],
    [" 髙橋 ", "髙橋"],
    ["𠮷田", "𠮷田"],
    ["神\ufa19", "神\ufa19"],
    ["佐々木", "佐々木"],
    ["さくら", "さくら"],
    ["ｶﾞｽ", "ガス"],
    ["ソフィア・リー", "ソフィア・リー"],
  ])("%s", (name, wide) => expect(toFullWidthName(name)).toBe(wide));

  test.each(["", "   ", "a\u202eb", "민준", "Иван\u0000", "👩", "あ".repeat(51)])(
    "%j has no such form",
    (name) => expect(toFullWidthName(name)).toBeNull(),
  );

  test("50 characters count as they are read, not as they are stored", () => {
    expect(toFullWidthName("𠮷".repeat(50))).toBe("𠮷".repeat(50));
    expect(toFullWidthName("𠮷".repeat(51))).toBeNull();
  });

  test.each([
    ["アメリア", "アメリア"],
    ["カーター", "カーター"],
    ["ﾔﾏﾀﾞ", "ヤマダ"],
    ["やまだ", "ヤマダ"],
    ["か\u3099", "ガ"],
    ["いすゞ", "イスズ"],
    ["ミスヾ", "ミスズ"],
    ["ガヽ", "ガカ"],
    ["ジャン　ポール", "ジャン　ポール"],
    ["ヴィクトル", "ヴィクトル"],
    ["Jean", null],
    ["山田", null],
    ["", null],
  ])("%s read as kana", (reading, kana) => expect(toFullWidthKana(reading)).toBe(kana));

  test("what comes out has nothing narrow in it, and goes through once more unchanged", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."aÉñ'- ｶﾞァあ山々ー・𠮷") }),
    );
    fc.assert(
      fc.property(text, (name) => {
        for (const widen of [toFullWidthName, toFullWidthKana]) {
          const wide = widen(name);
          if (wide === null) continue;
          expect(wide).not.toMatch(/[\u0020-\u024f\uff61-\uff9f]/);
          expect(widen(wide)).toBe(wide);
        }
      }),
    );
  });
});

describe("a subscriber", () => {
  const person = {
    kind: "person",
    lastName: "Carter",
    firstName: "Amelia",
    lastNameKana: "カーター",
    firstNameKana: "アメリア",
    gender: "female",
    birthDate: "1991-04-12",
  };

  test("comes out in full width", () => {
    expect(SubscriberSchema.parse(person)).toMatchObject({
      lastName: "ＣＡＲＴＥＲ",
      firstName: "ＡＭＥＬＩＡ",
    });
    expect(SubscriberSchema.parse({ kind: "company", name: "Bulk K.K.", nameKana: "ﾊﾞﾙｸ" })).toEqual({
      kind: "company",
      name: "ＢＵＬＫ　Ｋ．Ｋ．",
      nameKana: "バルク",
    });
  });

  test("with one name is known by it in both parts", () => {
    const one = {
      ...person,
      lastName: "Suharto",
      firstName: "",
      lastNameKana: "スハルト",
      firstNameKana: "",
    };
    const both = { lastName: "ＳＵＨＡＲＴＯ", firstName: "ＳＵＨＡＲＴＯ", firstNameKana: "スハルト" };
    expect(SubscriberSchema.parse(one)).toMatchObject(both);
    expect(SubscriberSchema.parse({ ...one, firstName: null, firstNameKana: null })).toMatchObject(both);
  });

  test.each(["firstName", "lastNameKana", "gender", "birthDate"])("needs %s", (field) => {
    const parsed = SubscriberSchema.safeParse({ ...person, [field]: "" });
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });
});
