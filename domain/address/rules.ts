import { PostcodeSchema, type Postcode, type Town } from "./schema.ts";

/** With or without hyphen, 〒 and spaces, in any width (JP-AD-2). Null when it is no postcode. */
export function readPostcode(typed: string): Postcode | null {
  const digits = toHalfWidth(typed).replace(/[〒\s-]/g, "");
  if (!/^\d{7}$/.test(digits)) return null;
  return PostcodeSchema.parse(`${digits.slice(0, 3)}-${digits.slice(3)}`);
}

/** Which of a postcode's towns, in a form: never the words of the browser, which are compared with it. */
export function townKey({ prefecture, city, town }: Pick<Town, "prefecture" | "city" | "town">): string {
  return `${prefecture}/${city}/${town}`;
}

/** The block as systems compare it, `1-9-2`: half width, one kind of dash, counters and their numerals as digits (JP-AD-5). */
export function normaliseBlock(block: string): string {
  return toHalfWidth(block)
    .replace(/[〇一二三四五六七八九十百]+(?=丁目|番|号)/g, (numeral) => String(fromNumeral(numeral)))
    .replace(/(\d)\s*(?:丁目|番地の?|番|号)\s*(?=\d)/g, "$1-")
    .replace(/(\d)\s*(?:番地|番|号)\s*$/, "$1")
    .trim();
}

/** Letters, digits and signs alone: NFKC would also replace characters of names such as 神 (JP-NM-2). */
function toHalfWidth(text: string): string {
  const half = text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");
  return half.replace(/(?<=[\d〒\s])[\p{Pd}\u2212ー](?=[\d\s])/gu, "-");
}

const DIGITS = "〇一二三四五六七八九";

function fromNumeral(numeral: string): number {
  let total = 0;
  let digits = "";
  for (const sign of numeral) {
    const unit = sign === "百" ? 100 : sign === "十" ? 10 : 0;
    if (unit === 0) digits += String(DIGITS.indexOf(sign));
    else {
      total += Number(digits || "1") * unit;
      digits = "";
    }
  }
  return total + Number(digits || "0");
}
