import { z } from "zod";

/** Graphemes, not code units: 𠮷 is one (JP-NM-2). */
export const NAME_LENGTH = 60;
const KANA = /^[ァ-ヺーヽヾ・\s]+$/;

/** The reading of a name: full-width katakana with single spaces, whatever was typed (JP-NM-2, JP-NM-3). Null when it is none. */
export function readKana(typed: string): string | null {
  const kana = typed
    .normalize("NFKC")
    .replace(/[ぁ-ゖゝゞ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))
    .replace(/\s+/g, " ")
    .trim();
  return KANA.test(kana) && countGraphemes(kana) <= NAME_LENGTH ? kana : null;
}

/** A name as it is written, on one line: line breaks and marks that turn the reading direction have no place in it. */
export function tidyName(typed: string): string {
  return typed
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

export function countGraphemes(text: string): number {
  return [...new Intl.Segmenter("ja", { granularity: "grapheme" }).segment(text)].length;
}

/** One part of a reading; empty when there is none. The message is a key of the catalogues. */
export const KanaSchema = z
  .string()
  .default("")
  .transform((typed, context): string | null => {
    if (typed.trim() === "") return null;
    const kana = readKana(typed);
    if (kana !== null) return kana;
    context.addIssue({ code: "custom", message: "profile.fault.kana" });
    return z.NEVER;
  });
