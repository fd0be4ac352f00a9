import { z } from "zod";
import { maskCardNumbers } from "./card-numbers.ts";
import { CalendarDateSchema, tokyoDate } from "./dates.ts";
import { decodeEntities } from "./entities.ts";
import { CurrencyCodeSchema, parseMoney, type CurrencyCode, type Money } from "./money.ts";
import { WireFault, readWire } from "./wire.ts";

export { WireFault, readWire, type OnUnknown } from "./wire.ts";

/**
 * How WHMCS writes values (whmcs.md 2). Numbers come as text and text as numbers, changing between actions, versions and
 * fields of one row, so every reader takes both. What cannot be read is a WireFault, never a guessed default.
 */

const numberOrText = z.union([z.number(), z.string()]);

/** PHP writes an empty list, an empty object or `false` where there is no value. */
function emptyToNull(value: unknown): unknown {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty || value === false ? null : value;
}

/** A whole number, as number or digits. Text that is no integer is refused. */
export const wireInteger = numberOrText.transform((value, context) => {
  const number = typeof value === "number" ? value : /^-?\d+$/.test(value.trim()) ? Number(value) : NaN;
  if (Number.isSafeInteger(number)) return number;
  context.addIssue({ code: "custom", message: "not a whole number" });
  return z.NEVER;
});

/** An id of one of our branded schemas. */
export function wireId<S extends z.ZodType<number, number>>(schema: S) {
  return wireInteger.pipe(schema);
}

/** A reference that may point nowhere: missing, null, empty, 0, and the text "null" of a known stand-in all mean null. */
export function wireOptionalId<S extends z.ZodType<number, number>>(schema: S) {
  return z.preprocess(
    (value) =>
      value === undefined || value === "" || value === "null" || Number(value) === 0 ? null : value,
    wireId(schema).nullable(),
  );
}

const TRUE: ReadonlySet<string> = new Set(["1", "true", "on", "yes"]);
const FALSE: ReadonlySet<string> = new Set(["", "0", "false", "off", "no"]);

/** All the forms PHP code uses for yes and no; null is no. A missing key is not: it stays a fault unless made optional. */
export const wireBoolean = z
  .union([z.boolean(), z.number(), z.string(), z.null()])
  .transform((value, context) => {
    if (typeof value === "boolean") return value;
    const text = value === null ? "" : String(value).trim().toLowerCase();
    if (TRUE.has(text)) return true;
    if (FALSE.has(text)) return false;
    context.addIssue({ code: "custom", message: "neither yes nor no" });
    return z.NEVER;
  });

/** Text that is not for display: system names, transaction references. Null is empty; entities stay. */
export const wireToken = z.preprocess(
  emptyToNull,
  numberOrText.nullable().transform((value) => (value === null ? "" : String(value))),
);

/** One line for display: entities decoded once, outer white space dropped. */
export const wireText = wireToken.transform((value) => decodeEntities(value).trim());

/** What somebody may have typed: as `wireText`, and a card number in it is not passed on. */
export const wireNote = wireText.transform(maskCardNumbers);

/** Text of several lines for display: `<br />` and all line ends become `\n`. Other markup stays text; card numbers do not. */
export const wireProse = wireToken.transform((value) =>
  maskCardNumbers(
    decodeEntities(value.replace(/<br\s*\/?>(?:\r?\n)?/gi, "\n").replace(/\r\n?/g, "\n")).trimEnd(),
  ),
);

/** Text that nobody depends on: missing, or of another kind, it is empty. */
export const wireOptionalText = wireText.catch("");
export const wireOptionalToken = wireToken.catch("");
export const wireOptionalNote = wireNote.catch("");

/**
 * The lines of admin notes, in which our own references stand (whmcs.md 1.7): staff's editors end a line with any line end
 * or with markup, and encode what they like.
 */
export function noteLines(notes: string): string[] {
  return decodeEntities(notes)
    .split(/<[^<>]*>|[\r\n\v\f\u0085\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Year zero and PHP's print of it (`-0001-11-30`) mean that there is no date. */
const NO_DATE = /^(?:null|0000-|-\d)/;

/**
 * A calendar day of the billing system's zone (Asia/Tokyo), from a date with or without a time; a time with an offset is the
 * day it has in Tokyo. Null for every form of "no date", a missing key among them.
 */
export const wireDate = z.preprocess(
  (value) => emptyToNull(value) ?? null,
  z
    .string()
    .nullable()
    .transform((value, context) => {
      const text = (value ?? "").trim();
      if (text === "" || NO_DATE.test(text)) return null;
      const match =
        /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
      const day = CalendarDateSchema.safeParse(match?.[1]);
      const instant = new Date(match?.[3] ? `${match[1]}T${match[2]}${toOffset(match[3])}` : 0);
      if (day.success && !Number.isNaN(instant.getTime())) return match?.[3] ? tokyoDate(instant) : day.data;
      context.addIssue({ code: "custom", message: "not a date" });
      return z.NEVER;
    }),
);

function toOffset(text: string): string {
  return text.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
}

/** A moment of the billing system's zone, `2025-09-01 13:59:35`; null for every form of "no date" and for what is none. */
export const wireMoment = z.unknown().transform((value) => {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(
    typeof value === "string" ? value.trim() : "",
  );
  if (!CalendarDateSchema.safeParse(match?.[1]).success) return null;
  const instant = new Date(`${match?.[1]}T${match?.[2]}+09:00`);
  return Number.isNaN(instant.getTime()) ? null : instant;
});

/** An ISO code in either case; null where there is none. */
export const wireCurrency = z.preprocess(
  (value) => emptyToNull(value) ?? null,
  z
    .string()
    .nullable()
    .transform((value, context) => {
      const text = (value ?? "").trim().toUpperCase();
      if (text === "") return null;
      const code = CurrencyCodeSchema.safeParse(text);
      if (code.success) return code.data;
      context.addIssue({ code: "custom", message: "not a currency" });
      return z.NEVER;
    }),
);

/** Money before its currency is known: see toMoney. */
export const wireDecimal = z.union([z.number(), z.string().regex(/\S/)]);

/** Exact amount in a currency. Yen with a fraction are a fault to report, not to round (JP-MO-1). */
export function toMoney(value: string | number, currency: CurrencyCode, field: string): Money {
  const money = parseMoney(value, currency);
  if (money === null) throw new WireFault(field, `not an amount of ${currency}`);
  return money;
}

/** A percentage as decimal text without needless zeros: "10.000" gives "10". */
export const wireRate = wireDecimal.transform((value, context) => {
  const match = /^0*(\d+)(?:\.(\d+))?$/.exec(String(value).trim());
  if (match) {
    const fraction = (match[2] ?? "").replace(/0+$/, "");
    return fraction === "" ? String(match[1]) : `${match[1]}.${fraction}`;
  }
  context.addIssue({ code: "custom", message: "not a rate" });
  return z.NEVER;
});

/** WHMCS repeats which record it changed; an answer about another one is no answer to the question. Throws WireFault. */
export function requireEcho(answer: Record<string, unknown>, field: string, id: number): void {
  const value = answer[field];
  if (value === undefined || value === null || value === "") return;
  if (readWire(wireInteger, value, field) !== id) throw new WireFault(field, "another record");
}
