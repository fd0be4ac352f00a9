/** Names as the mobile network takes them: full-width throughout (freebit.md 4.17). */

const MAX_CHARACTERS = 50;
/** Kanji, kana, and full-width letters and signs. */
const FULL_WIDTH =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・\u2010-\u2025\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]+$/u;

/**
 * A name for a kanji field: Latin letters become full-width capitals, half-width katakana full-width; kanji stay as they are, so
 * that the name is still the one on the document. Null when it is empty, too long, or holds what has no full-width form.
 */
export function toFullWidthName(name: string): string | null {
  const wide = [...joinKatakana(withoutAccents(name.trim())).toUpperCase()].map(widen).join("");
  return FULL_WIDTH.test(wide) ? withinLength(wide) : null;
}

/** A reading in full-width katakana; hiragana become katakana. Null when it is empty, too long, or no kana. */
export function toFullWidthKana(reading: string): string | null {
  const kana = [...joinKatakana(reading.trim())]
    .map((character) => (/[ぁ-ゖ]/.test(character) ? shift(character, 0x60) : character))
    .map((character) => (/\s/.test(character) ? "　" : character))
    .join("");
  return /^[ァ-ヺー・\u3000]+$/.test(kana) ? withinLength(kana) : null;
}

/** Half-width katakana, and kana with a voice mark of its own, as one full-width character each. */
function joinKatakana(text: string): string {
  return text.replace(/[\uff61-\uff9f]+|[ぁ-ヺ][\u3099\u309a]/g, (run) => run.normalize("NFKC"));
}

/** Latin letters alone: kanji and kana may be changed by decomposing. */
function withoutAccents(text: string): string {
  return text.replace(/\p{Script=Latin}\p{M}*/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""));
}

function widen(character: string): string {
  if (/\s/.test(character)) return "　";
  return /[!-~]/.test(character) ? shift(character, 0xfee0) : character;
}

function shift(character: string, distance: number): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + distance);
}

function withinLength(text: string): string | null {
  return [...text].length <= MAX_CHARACTERS ? text : null;
}
