import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { MsisdnSchema } from "./ids.ts";

/**
 * How Freebit writes values (freebit.md 3.4): numbers as text and the reverse, several forms of dates, nothing as a missing
 * field, null or "". What is there and cannot be read is a fault, never a guessed default.
 */

const numberOrText = z.union([z.number(), z.string()]);

/** Codes, names, flags: text, whichever way it was sent. */
export const wireToken = numberOrText.transform((value) => String(value).trim());

/** Not given is null. Only for fields that a line may lack. */
export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess(
    (value) => (value === undefined || (typeof value === "string" && value.trim() === "") ? null : value),
    schema.nullable(),
  );
}

/** ICCID, EID, key: text alone, since a number of that length has lost its last digits. */
export const wireDigits = z.string().transform((text) => text.trim());

/** A number of 11 digits or more. As a JSON number it has lost its leading zero. */
export const wireMsisdn = wireToken
  .transform((text) => text.replace(/[-\s]/g, ""))
  .transform((text) => (/^\d{1,10}$/.test(text) ? text.padStart(11, "0") : text))
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

/** The keys of an object in lower case: account detail spells several both ways. What holds something wins. */
export function lowerKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const lower: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (lower[name] === undefined || lower[name] === null || lower[name] === "")
      lower[name] = entry as unknown;
  }
  return lower;
}
