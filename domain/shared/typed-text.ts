/**
 * What people type and paste, in the one form in which it is stored. The same rule for every form: what one of them takes, the
 * others read as the same text.
 */

/** Signs that nobody sees: joiners, marks of reading direction, byte order marks, soft hyphens, fillers that look like a blank. */
const INVISIBLE = /(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\u2800\uFFF9-\uFFFB]|\p{Cs}/gu;
/** A selector picks a form of the kanji before it, and is nothing by itself. */
const STRAY_SELECTOR = /(?<!\p{Script=Han})\p{Variation_Selector}/gu;
/** NFC would replace kanji such as 神 (U+FA19), which stand in names as they are (JP-NM-2). */
const NOT_COMPATIBILITY_KANJI = /[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu;

/** Without signs that nobody sees, composed (NFC). Line ends stay. */
export function tidyText(typed: string): string {
  return typed
    .replace(INVISIBLE, "")
    .replace(STRAY_SELECTOR, "")
    .replace(NOT_COMPATIBILITY_KANJI, (run) => run.normalize("NFC"));
}

/** The same on one line, with single spaces. */
export function tidyLine(typed: string): string {
  return tidyText(typed)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/** For numbers, codes and addresses of the net: half width, on one line. Never for names: it would replace kanji (JP-NM-2). */
export function toHalfWidthLine(typed: string): string {
  return tidyLine(tidyText(typed).normalize("NFKC"));
}

/** Every dash, minus and long-vowel mark that people type between digits. */
export const DASHES = /[\p{Pd}\u2212\u00AD\u02D7\u2010-\u2015\u2043\u2500\u2501\u30FC\uFF70\uFF0D]/gu;
