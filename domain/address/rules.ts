import { tidyLine } from "../shared/typed-text.ts";
import { PostcodeSchema, type Postcode, type Town } from "./schema.ts";

/** With or without hyphen, 〒 and spaces, in any width (JP-AD-2). Null when it is no postcode. */
export function readPostcode(typed: string): Postcode | null {
  const digits = toHalfWidth(tidyLine(typed)).replace(/[〒\s-]/g, "");
  if (!/^\d{7}$/.test(digits)) return null;
  return PostcodeSchema.parse(`${digits.slice(0, 3)}-${digits.slice(3)}`);
}

/** Which of a postcode's towns, in a form: never the words of the browser, which are compared with it. */
export function townKey({ prefecture, city, town }: Pick<Town, "prefecture" | "city" | "town">): string {
  return `${prefecture}/${city}/${town}`;
}

/** What a number of a block may be written with, where a counter or a dash says that it is one. */
const NUMERAL = "[〇零一二三四五六七八九十百千壱弐参]+";

/** Of a number of a block; 番館, 号室 and the like belong to the name of a building. */
const COUNTER = "(?:丁目|番地|番(?!館|街|町)|号(?!室|館|棟)|地割)";

/** The block as systems compare it, `1-9-2`: half width, one kind of dash, counters and their numerals as digits (JP-AD-5). */
export function normaliseBlock(block: string): string {
  return (
    toHalfWidth(tidyLine(block))
      // A numeral right behind digits begins a building's name.
      .replace(new RegExp(`(\\d)(?=${NUMERAL})`, "gu"), "$1 ")
      .replace(new RegExp(`${NUMERAL}(?=${COUNTER})`, "gu"), toDigits)
      .replace(new RegExp(`(?<=${COUNTER}の?\\s*)${NUMERAL}$`, "u"), toDigits)
      .replace(new RegExp(`(\\d)\\s*${COUNTER}の?\\s*(?=\\d)`, "gu"), "$1-")
      .replace(/(\d)\s*の\s*(?=\d)/g, "$1-")
      .replace(/(\d)\s*(?:番地|番|号)\s*$/, "$1")
      .trim()
  );
}

const toDigits = (numeral: string) => String(fromNumeral(numeral));

/** Letters, digits and signs alone: NFKC would also replace characters of names such as 神 (JP-NM-2). */
function toHalfWidth(text: string): string {
  const half = text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");
  return half.replace(/(?<=[\d〒\s])[\p{Pd}\u2212ー](?=[\d\s])/gu, "-");
}

const DIGITS = "〇一二三四五六七八九";
/** The signs of deeds and papers for those of every day. */
const FORMAL: Record<string, string> = { 零: "〇", 壱: "一", 弐: "二", 参: "三" };
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

function fromNumeral(numeral: string): number {
  let total = 0;
  let digits = "";
  for (const sign of numeral) {
    const unit = UNITS[sign] ?? 0;
    if (unit === 0) digits += String(DIGITS.indexOf(FORMAL[sign] ?? sign));
    else {
      total += Number(digits || "1") * unit;
      digits = "";
    }
  }
  return total + Number(digits || "0");
}
