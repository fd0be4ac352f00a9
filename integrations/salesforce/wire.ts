import { z } from "zod";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import { JPY, parseMoney } from "#domain/shared/money.ts";
import { WireFault, type OnUnknown } from "#domain/shared/wire.ts";

/** A record of an answer, `attributes` and all. */
export const RecordWire = z.record(z.string(), z.unknown());
export type WireRecord = z.infer<typeof RecordWire>;

/** Text; empty and null are the same in Salesforce. A missing key is a fault: the field was asked for. */
export const wireText = z
  .string()
  .nullable()
  .transform((value) => value || null);

/** `2026-11-23T08:15:02.000+0000`: no colon in the offset (salesforce-wire.md 2). */
export const wireDateTime = z
  .string()
  .nullable()
  .transform((value, context) => {
    if (value === null) return null;
    const instant = new Date(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
    if (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(instant.getTime())) return instant;
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
