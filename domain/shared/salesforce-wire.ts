import { z } from "zod";
import { CalendarDateSchema } from "./dates.ts";
import { JPY, parseMoney } from "./money.ts";
import { readWire, WireFault, type OnUnknown } from "./wire.ts";

/** A record of an answer, `attributes` and all. */
export const RecordWire = z.record(z.string(), z.unknown());
export type WireRecord = z.infer<typeof RecordWire>;

/** Text; empty and null are the same in Salesforce. A missing key is a fault: the field was asked for. */
export const wireText = z
  .string()
  .nullable()
  .transform((value) => value || null);

/** A day that the calendar has, with a zone: without one the time would be that of whichever server reads it. */
const InstantSchema = z.iso.datetime({ offset: true });

/** `2026-11-23T08:15:02.000+0000`: no colon in the offset (salesforce-wire.md 2). */
export const wireDateTime = z
  .string()
  .nullable()
  .transform((value, context) => {
    if (value === null) return null;
    const parsed = InstantSchema.safeParse(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
    if (parsed.success) return new Date(parsed.data);
    context.addIssue({ code: "custom", message: "not a datetime" });
    return z.NEVER;
  });

export const wireDate = CalendarDateSchema.nullable();

/** Yen as a JSON number. A fraction is a fault to report, never to round (JP-MO-1). */
export const wireYen = z.number().transform((value, context) => {
  const money = parseMoney(value, JPY);
  if (money !== null) return money;
  context.addIssue({ code: "custom", message: "not an amount of yen" });
  return z.NEVER;
});

export const wireFlag = z.boolean();

/** Our word for a picklist value; `unknown`, and told, for one we do not know; null for none. */
export function toWord<const Words extends Readonly<Record<string, string>>>(
  words: Words,
  value: string | null,
  { field, onUnknown }: { field: string; onUnknown: OnUnknown },
): keyof Words | "unknown" | null {
  if (value === null) return null;
  for (const word of Object.keys(words) as (keyof Words)[]) if (words[word] === value) return word;
  onUnknown(field, value);
  return "unknown";
}

/** A field of a record by its API name. Throws WireFault when the answer leaves it out although it was asked for. */
export function readField<S extends z.ZodType>(record: WireRecord, field: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(record[field]);
  if (parsed.success) return parsed.data;
  throw new WireFault(field, parsed.error.issues[0]?.message ?? "invalid");
}

/** Field values by API name, ready to be sent. Left out: stays; null: emptied. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Without what was left out: sent as null it would be emptied. */
export function given(fields: Readonly<Record<string, Fields[string] | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Fields[string]] => entry[1] !== undefined),
  );
}

const ChildrenWire = z.object({
  totalSize: z.int().min(0),
  done: z.boolean(),
  records: z.array(RecordWire),
});

/** The rows of a list inside a record; Salesforce answers null for an empty one. Throws WireFault for one that is not whole. */
export function readChildren(record: WireRecord, list: string): WireRecord[] {
  if (record[list] === null) return [];
  const { totalSize, done, records } = readWire(ChildrenWire, record[list], list);
  if (!done) throw new WireFault(list, "longer than one page");
  if (records.length !== totalSize) throw new WireFault(`${list}.totalSize`, "other than the number of rows");
  const ids = records.flatMap(({ Id: id }) => (typeof id === "string" ? id : []));
  if (new Set(ids).size !== ids.length) throw new WireFault(list, "the same record twice");
  return records;
}
