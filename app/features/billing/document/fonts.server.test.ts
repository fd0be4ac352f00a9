import { expect, it } from "vitest";
import { getDocumentFonts } from "./fonts.server.ts";
import { FONTS } from "./testing/sample-invoice.ts";

const NEEDED = {
  "name characters of JP-NM-2": "𠮷髙﨑神鷗濵塚𩸽葛祇辻渚德彅祐",
  "half-width kana": "ｦｧｱｲｳｴｵｶﾞﾊﾟｰ｡｢｣､･",
  "circled and enclosed": "①⑳㊤㈱㏍℡№",
  "money and marks": "¥￥円%※〓…〒［］（）、。・〜～–—",
  "Cyrillic and Greek of foreign names": "ЖжЯяїІєЄђћαΩ",
  "simplified and traditional Chinese names": "张伟陈刘杨赵黄吴孙马罗郑谢叶苏钟锺喆堃",
  "Korean names": "김민준이박최정강조윤장임뷁ㄱㅎ",
  "Latin of foreign names": "ÀÉÍÓÚÑÇāēīōūñøßþłŁđğŞşıİčŠšžřňťůőűățąęśźćńơưằễ",
};

it.each(["regular", "bold"] as const)(
  "the %s weight has every character that names and bills need",
  async (weight) => {
    const font = (await getDocumentFonts(FONTS))[weight];
    for (const [kind, characters] of Object.entries(NEEDED)) {
      const missing = [...characters].filter((one) => !font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0));
      expect({ kind, missing }).toEqual({ kind, missing: [] });
    }
  },
);

it("both weights have the same characters, so that one look-up serves both", async () => {
  const { regular, bold } = await getDocumentFonts(FONTS);
  expect(bold.characterSet).toEqual(regular.characterSet);
});

it.each(["regular", "bold"] as const)(
  "the %s figures are of one width, so that columns align",
  async (weight) => {
    const font = (await getDocumentFonts(FONTS))[weight];
    expect(new Set([..."0123456789"].map((digit) => font.layout(digit).advanceWidth)).size).toBe(1);
  },
);
