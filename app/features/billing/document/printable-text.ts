/** Texts for a font that does not have every character; remembers whether anything was replaced or cut. */
export type PrintableText = {
  /** One line; line breaks become spaces. */
  line(text: string): string;
  /** Several lines, each kept; ends with `mark` where it was cut. Limits count characters as people see them. */
  block(text: string, limits: { maxLength: number; maxLines: number; mark: string }): string;
  substituted(): boolean;
  shortened(): boolean;
};

/** The geta mark, which Japanese printers set for a character they do not have. */
export const SUBSTITUTE = "〓";
/** Names may have 60 characters a field (JP-NM-2); nothing honest on one line is longer than this. */
const LINE_MAX = 200;
/** A seen character is rarely more than this many units, so that a megabyte is not segmented for a few hundred characters of it. */
const UNITS_PER_CHARACTER = 16;

/**
 * Characters are never exchanged for look-alikes: compatibility ideographs (髙, 﨑, 神) and variation selectors stay (JP-NM-2).
 * Control and format characters go, so that a right-to-left override cannot turn a line around.
 */
export function createPrintableText(hasGlyph: (codePoint: number) => boolean): PrintableText {
  const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });
  let substituted = false;
  let shortened = false;

  function toPrintable(character: string): string {
    const visible = character
      .replace(/[\p{Zs}\p{Zl}\p{Zp}\t]/gu, toSpace)
      .replace(/[\p{Cc}\p{Cf}\uFE0E\uFE0F]/gu, "");
    // Composing (か + ゛) leaves one glyph instead of two on top of each other, but would rewrite compatibility ideographs.
    const composed = /^\p{Ideographic}/u.test(visible) ? visible : visible.normalize("NFC");
    const covered = [...composed].every(
      (part) => hasGlyph(part.codePointAt(0) ?? 0) || /\p{Variation_Selector}/u.test(part),
    );
    if (covered) return composed;
    substituted = true;
    return SUBSTITUTE;
  }

  function cut(text: string, maxLength: number): { text: string; whole: boolean } {
    const head = text.slice(0, maxLength * UNITS_PER_CHARACTER);
    const characters: string[] = [];
    for (const { segment } of segmenter.segment(head)) {
      if (characters.length === maxLength) return { text: tidy(characters), whole: false };
      const printable = toPrintable(segment);
      if (printable !== "") characters.push(printable);
    }
    return { text: tidy(characters), whole: head.length === text.length };
  }

  return {
    line(text) {
      const part = cut(text.replace(/[\r\n]+/g, " "), LINE_MAX);
      if (part.whole) return part.text;
      shortened = true;
      return `${part.text}…`;
    },
    block(text, { maxLength, maxLines, mark }) {
      const head = text.slice(0, maxLength * UNITS_PER_CHARACTER);
      let whole = head.length === text.length;
      const lines: string[] = [];
      let left = maxLength;
      for (const source of head.split(/\r\n|[\r\n]/)) {
        if (source.trim() === "") continue;
        if (lines.length === maxLines || left <= 0) {
          whole = false;
          break;
        }
        const part = cut(source, left);
        whole &&= part.whole;
        if (part.text !== "") lines.push(part.text);
        left -= part.text.length;
      }
      if (whole) return lines.join("\n");
      shortened = true;
      return `${lines.join("\n")}… ${mark}`;
    },
    substituted: () => substituted,
    shortened: () => shortened,
  };
}

/** The ideographic space has its own width and stands between Japanese names; every other one is a plain space. */
function toSpace(space: string): string {
  return space === "\u3000" ? space : " ";
}

function tidy(characters: string[]): string {
  return characters.join("").replace(/ {2,}/g, " ").trim();
}
