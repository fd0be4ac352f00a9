/** Names as the mobile network takes them: full-width throughout (freebit.md 4.17). */

const MAX_CHARACTERS = 50;
/** Kanji, kana, and full-width letters and signs. */
const FULL_WIDTH =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・\u2010-\u2025\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]+$/u;

/** Latin letters that do not come apart into a letter and a mark, with those that documents in Japan have for them. */
const PLAIN_LETTERS: Record<string, string> = {
  đ: "d",
  ð: "d",
  ɖ: "d",
  ɗ: "d",
  ł: "l",
  ø: "o",
  ɔ: "o",
  ɵ: "o",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ß: "ss",
  ħ: "h",
  ŋ: "n",
  ɲ: "n",
  ŧ: "t",
  ƭ: "t",
  ə: "e",
  ǝ: "e",
  ɛ: "e",
  ɓ: "b",
  ƈ: "c",
  ƒ: "f",
  ɠ: "g",
  ǥ: "g",
  ı: "i",
  ɨ: "i",
  ĸ: "k",
  ƙ: "k",
  ƥ: "p",
  ʋ: "v",
  ƴ: "y",
  ƶ: "z",
  ɩ: "i",
  ʊ: "u",
  ɣ: "g",
  ʃ: "s",
  ʒ: "z",
};

/**
 * A name for a kanji field: Latin letters become full-width capitals, half-width katakana full-width; kanji stay as they are, so
 * that the name is still the one on the document. Null when it is empty, too long, or holds what has no full-width form.
 */
export function toFullWidthName(name: string): string | null {
  const wide = widenName(name);
  return wide === null ? null : withinLength(wide);
}

/** The same of any length. The network knows no form of a kanji other than its plain one: selectors of forms are left out. */
export function widenName(name: string): string | null {
  const plain = withoutAccents(joinKatakana(name.trim()).replace(/\p{Variation_Selector}/gu, ""));
  const wide = [...plain.toUpperCase()].map(widen).join("");
  return FULL_WIDTH.test(wide) ? wide : null;
}

/**
 * A reading in full-width katakana; hiragana become katakana, and a repeat mark what it repeats. Null when it is empty, too long,
 * or no kana.
 */
export function toFullWidthKana(reading: string): string | null {
  const kana = [...joinKatakana(reading.trim())]
    .map((character) => (/[ぁ-ゖゝゞ]/.test(character) ? shift(character, 0x60) : character))
    .map((character) => (/\s/.test(character) ? "　" : character))
    .join("")
    .replace(/([ァ-ヺ])([ヽヾ]+)/g, (_, kana: string, marks: string) => kana + repeated(kana, marks));
  return /^[ァ-ヺー・\u3000]+$/.test(kana) ? withinLength(kana) : null;
}

/** What repeat marks after a kana stand for: ヽ is it again, unvoiced, and ヾ voiced. */
function repeated(kana: string, marks: string): string {
  const plain = kana.normalize("NFD").charAt(0);
  return [...marks].map((mark) => (mark === "ヾ" ? `${plain}\u3099`.normalize("NFC") : plain)).join("");
}

/** Half-width katakana, and kana with a voice mark of its own, as one full-width character each. */
function joinKatakana(text: string): string {
  return text.replace(/[\uff61-\uff9f]+|[ぁ-ヺ][\u3099\u309a]/g, (run) => run.normalize("NFKC"));
}

/** Latin letters alone: kanji and kana may be changed by decomposing. Apostrophes have one form. */
function withoutAccents(text: string): string {
  return text
    .replace(/[\u02B9-\u02BC\u2018\u2019\u2032]/g, "'")
    .replace(/\p{Script=Latin}\p{M}*/gu, (letter) => {
      const [base = "", ...rest] = letter.normalize("NFKD").replace(/\p{M}/gu, "");
      const isCapital = base !== base.toLowerCase();
      const plain = PLAIN_LETTERS[base.toLowerCase()];
      return (plain === undefined ? base : isCapital ? plain.toUpperCase() : plain) + rest.join("");
    });
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
