import { z } from "zod";
import { CalendarDateSchema } from "./dates.ts";
import { decodeEntities } from "./entities.ts";
import { parseMoney, type CurrencyCode, type Money } from "./money.ts";
import { WireFault } from "./wire.ts";

export { WireFault, readWire, type OnUnknown } from "./wire.ts";

/**
 * How WHMCS writes values (whmcs.md 2). Numbers come as text and text as numbers, changing between actions, versions and
 * fields of one row, so every reader takes both. What cannot be read is a WireFault, never a guessed default.
 */

const numberOrText = z.union([z.number(), z.string()]);

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
export const wireToken = numberOrText.nullable().transform((value) => (value === null ? "" : String(value)));

/** One line for display: entities decoded once, outer white space dropped. */
export const wireText = wireToken.transform((value) => decodeEntities(value).trim());

/** Text of several lines for display: `<br />` and all line ends become `\n`. Other markup stays text. */
export const wireProse = wireToken.transform((value) =>
  decodeEntities(value.replace(/<br\s*\/?>(?:\r?\n)?/gi, "\n").replace(/\r\n?/g, "\n")).trimEnd(),
);

/** Year zero and PHP's print of it (`-0001-11-30`) mean that there is no date. */
const NO_DATE = /^(?:null|0000-|-\d)/;

/** A calendar day of the billing system's zone, from a date with or without a time; null for every form of "no date". */
export const wireDate = z
  .string()
  .nullable()
  .transform((value, context) => {
    const text = (value ?? "").trim();
    if (text === "" || NO_DATE.test(text)) return null;
    const day = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}.*)?$/.exec(text)?.[1];
    const parsed = CalendarDateSchema.safeParse(day);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "not a date" });
    return z.NEVER;
  });

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
