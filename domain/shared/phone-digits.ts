import { DASHES, toHalfWidthLine } from "./typed-text.ts";

/** A number as it was typed, in half width: dashes as `-`, other signs as people put them between digits; null for other text. */
export function toPhoneText(typed: string): string | null {
  const text = toHalfWidthLine(typed)
    .replace(DASHES, "-")
    .replace(/[･·•‧∙・~〜/]/g, ".")
    .replace(/[‹›«»［］[\]〔〕]/g, " ")
    .replace(/^(?:tel|phone|電話(?:番号)?|携帯)\s*[:.]?\s*/i, "")
    .replace(/\s*-\s*/g, "-")
    .trim();
  return /^\+?[\d ()./-]+$/.test(text) && /\d/.test(text) && !text.includes("--") ? text : null;
}

/**
 * Country and national number of an international spelling: `+81 (0)90 …`, `0081-90 …`, `010-81-90 …`. The (0) is dialled at home
 * alone, so it is never part of it. Null for a number as it is dialled in Japan.
 */
export function internationalDigits(text: string): string | null {
  const [, rest] =
    /^(?:\+|\(\+\)|00(?=[1-9])|010[ .-]*(?=[1-9]))(.+)$/.exec(text.replace(/^\(\+/, "+(")) ?? [];
  if (rest === undefined) return null;
  return rest.replace(/(?<=\d[ .)-]*)\(\s*0\s*\)/, " ").replace(/\D/g, "");
}

/** The digits of a Japanese number as it is dialled in Japan, whichever way it was typed; null when it is none. */
export function nationalDigits(typed: string): string | null {
  const text = toPhoneText(typed);
  if (text === null) return null;
  const international = internationalDigits(text) ?? (/^81[ .-]/.test(text) ? text.replace(/\D/g, "") : null);
  if (international === null) return text.replace(/\D/g, "");
  return international.startsWith("81") ? `0${international.slice(2).replace(/^0/, "")}` : null;
}
