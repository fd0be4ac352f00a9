import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseBlock, readPostcode } from "./rules.ts";

describe("readPostcode (JP-AD-2)", () => {
  test.each([
    ["1060044", "106-0044"],
    ["106-0044", "106-0044"],
    ["〒106-0044", "106-0044"],
    [" 〒 106 0044 ", "106-0044"],
    ["１０６－００４４", "106-0044"],
    ["１０６ー００４４", "106-0044"],
    ["〒１０６‐００４４", "106-0044"],
    ["106−0044", "106-0044"],
    ["0010010", "001-0010"],
  ])("%s is %s", (typed, postcode) => {
    expect(readPostcode(typed)).toBe(postcode);
  });

  test.each(["", "106-004", "106-00444", "A06-0044", "106_0044", "東京", "-", "1-0-6-0-0-4-4x"])(
    "%j is none",
    (typed) => {
      expect(readPostcode(typed)).toBeNull();
    },
  );

  test("any seven digits are found in any width, and nothing else is", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(digits, fc.boolean(), fc.constantFrom("", "-", "－", "ー", " "), (list, isWide, dash) => {
        const plain = list.join("");
        const text = isWide
          ? plain.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
          : plain;
        expect(readPostcode(text.slice(0, 3) + dash + text.slice(3))).toBe(
          `${plain.slice(0, 3)}-${plain.slice(3)}`,
        );
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readPostcode(text) ?? "000-0000").toMatch(/^\d{3}-\d{4}$/);
      }),
    );
  });
});

describe("normaliseBlock (JP-AD-5)", () => {
  test.each([
    ["1-9-2", "1-9-2"],
    ["１－９－２", "1-9-2"],
    ["１ー９‐２", "1-9-2"],
    ["1丁目9番2号", "1-9-2"],
    ["１丁目９番地２", "1-9-2"],
    ["一丁目九番二号", "1-9-2"],
    ["二十三番地", "23"],
    ["百二番地", "102"],
    ["千二百三十四番地", "1234"],
    ["二千五番地の三", "2005-3"],
    ["壱丁目弐番参号", "1-2-3"],
    ["15番5十五番館ビル", "15-5 十五番館ビル"],
    ["1-2 403号室", "1-2 403号室"],
    ["十五番館", "十五番館"],
    ["15番5 十五番館ビル", "15-5 十五番館ビル"],
    ["1-9-2\u200B", "1-9-2"],
    ["403", "403"],
    ["403番地", "403"],
    ["字川上 1234番地の5", "字川上 1234-5"],
    ["大字センター通り3", "大字センター通り3"],
    ["神﨑髙𠮷１", "神﨑髙𠮷1"],
  ])("%s is %s", (typed, block) => {
    expect(normaliseBlock(typed)).toBe(block);
  });

  test("what is normalised stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."1２丁目番地号-－ー一十 の字A") }), (text) => {
        const once = normaliseBlock(text);
        expect(normaliseBlock(once).length).toBeLessThanOrEqual(once.length);
      }),
    );
  });
});
