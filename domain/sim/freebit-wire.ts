import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { MsisdnSchema } from "./ids.ts";

/**
 * How Freebit writes values (freebit.md 3.4): numbers as text and the reverse, several forms of dates, nothing as a missing
 * field, null or "". What is there and cannot be read is a fault, never a guessed default.
 */

const numberOrText = z.union([z.number(), z.string()]);

/**
 * Codes, names, flags: text, whichever way it was sent. A number with more digits than a number holds has lost the last of them:
 * it is a fault, for a reference that is almost right finds nothing.
 */
export const wireToken = numberOrText.transform((value, context) => {
  if (typeof value === "string") return value.trim();
  if (Number.isSafeInteger(value) || (!Number.isInteger(value) && Number.isFinite(value)))
    return String(value);
  context.addIssue({ code: "custom", message: "digits were lost" });
  return z.NEVER;
});

/** Nothing, in all the ways in which PHP writes it: a missing field, null, "", an empty list or object. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Not given is null. Only for fields that a line may lack. */
export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (isNothing(value) ? null : value), schema.nullable());
}

/** ICCID, EID, key: text alone, since a number of that length has lost its last digits. */
export const wireDigits = z.string().transform((text) => text.trim());

/** A number of 11 digits or more. As a JSON number it has lost its leading zero, one: anything shorter is no number of a line. */
export const wireMsisdn = wireToken
  .transform((text) => text.replace(/[-\s]/g, ""))
  .transform((text) => (/^[1-9]\d{9}$/.test(text) ? `0${text}` : text))
  .pipe(MsisdnSchema);

/** A whole number of zero or more, as number or digits; beyond 32 bits too. */
export const wireCount = numberOrText.transform((value, context) => {
  const number = typeof value === "number" ? value : /^\s*\d+\s*$/.test(value) ? Number(value) : NaN;
  if (Number.isSafeInteger(number) && number >= 0) return number;
  context.addIssue({ code: "custom", message: "not a count" });
  return z.NEVER;
});

/** A capacity, possibly with a fraction. Below zero means used up and more. */
export const wireCapacity = numberOrText.transform((value, context) => {
  const text = String(value).trim();
  if (/^-?\d{1,12}(?:\.\d+)?$/.test(text)) return Math.max(0, Number(text));
  context.addIssue({ code: "custom", message: "not a capacity" });
  return z.NEVER;
});

/** `YYYYMMDD`, `YYYY/MM/DD` or `YYYY-MM-DD`, with or without a time behind it. Days are Tokyo's. */
export const wireDate = wireToken.transform((text, context) => {
  const [, year, month, day] =
    /^(\d{4})([/-]?)(\d{2})\2(\d{2})(?:[ T]?\d{2}:?\d{2}(?::?\d{2})?)?$/
      .exec(text)
      ?.filter((_, index) => index !== 2) ?? [];
  const parsed = CalendarDateSchema.safeParse(`${year}-${month}-${day}`);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: "custom", message: "not a date" });
  return z.NEVER;
});

/** A list in one text: "" is the empty list, blanks around commas are nothing. A single entry may come as a number. */
export const wireCounts = numberOrText.transform((value, context) => {
  const text = String(value).trim();
  if (text === "") return [];
  const counts = text.split(",").map((entry) => wireCount.safeParse(entry));
  if (counts.every((count) => count.success)) return counts.map((count) => count.data);
  context.addIssue({ code: "custom", message: "not a list of counts" });
  return z.NEVER;
});

/**
 * The keys of an object in lower case: account detail spells several both ways (freebit.md 3.4). The spelling of the field table
 * goes before any other, whatever their order; one that holds nothing is not there.
 */
export function lowerKeys(value: unknown, published: ReadonlySet<string>): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const given = Object.entries(value).filter(([, entry]) => !isNothing(entry));
  const known = given.filter(([key]) => published.has(key));
  const others = given.filter(([key]) => !published.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const lower: Record<string, unknown> = {};
  for (const [key, entry] of [...known, ...others]) lower[key.toLowerCase()] ??= entry as unknown;
  return lower;
}
