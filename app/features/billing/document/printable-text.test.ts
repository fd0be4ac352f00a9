import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPrintableText } from "./printable-text.ts";

/** A font of the basic plane without marks, emoji and right-to-left letters, and with 𠮷. */
const hasGlyph = (codePoint: number) => {
  const character = String.fromCodePoint(codePoint);
  if (character === "𠮷") return true;
  return codePoint < 0xe000
    ? !/[\p{M}\p{C}\u0590-\u07FF\u2600-\u27BF]/u.test(character)
    : /[\uF900-\uFAFF\uFF00-\uFFEF]/.test(character);
};
const LIMITS = { maxLength: 10, maxLines: 3, mark: "[cut]" };

describe("one line", () => {
  it.each([
    ["髙橋 𠮷田 﨑 \uFA19", "髙橋 𠮷田 﨑 \uFA19"],
    ["神\uFE00葛\u{E0100}", "神\uFE00葛\u{E0100}"],
    ["か\u3099e\u0301", "がé"],
    ["a\u202Eb\u200F\u2066c\u200Bd\u0000e\u00ADf\uFEFF", "abcdef"],
    ["a\u00A0\u2003 b\r\nc\td", "a b c d"],
    ["山田　花子", "山田　花子"],
    ["  a  ", "a"],
  ])("%j becomes %j", (text, expected) => {
    const printable = createPrintableText(hasGlyph);
    expect(printable.line(text)).toBe(expected);
    expect(printable.substituted()).toBe(false);
    expect(printable.shortened()).toBe(false);
  });

  it.each([
    ["👩‍👩‍👧‍👦!", "〓!"],
    ["❤️", "〓"],
    ["سلام", "〓〓〓〓"],
    ["\uD842x", "〓x"],
    ["q\u0307", "〓"],
    ["\uE000", "〓"],
  ])("%j becomes %j, and that is remembered", (text, expected) => {
    const printable = createPrintableText(hasGlyph);
    expect(printable.line(text)).toBe(expected);
    expect(printable.substituted()).toBe(true);
  });

  it("is cut after 200 characters", () => {
    const printable = createPrintableText(hasGlyph);
    expect(printable.line("あ".repeat(201))).toBe(`${"あ".repeat(200)}…`);
    expect(printable.shortened()).toBe(true);
  });

  it("never holds anything the font lacks or that steers the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const line = createPrintableText(hasGlyph).line(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        for (const character of line.replace(/\p{Variation_Selector}/gu, "")) {
          expect(hasGlyph(character.codePointAt(0) ?? 0)).toBe(true);
        }
      }),
    );
  });
});

describe("a block", () => {
  it.each([
    ["a\r\n\n  b\rc", "a\nb\nc", false],
    ["1234567890", "1234567890", false],
    ["12345678901", "1234567890… [cut]", true],
    ["12345\n678901", "12345\n67890… [cut]", true],
    ["a\nb\nc\nd", "a\nb\nc… [cut]", true],
    ["", "", false],
  ])("%j becomes %j", (text, expected, shortened) => {
    const printable = createPrintableText(hasGlyph);
    expect(printable.block(text, LIMITS)).toBe(expected);
    expect(printable.shortened()).toBe(shortened);
  });
});
