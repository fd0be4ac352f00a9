import { z } from "zod";
import type { CustomerChange, WatchedRecord } from "#domain/realtime/customer-changes.ts";
import {
  AccountIdSchema,
  CaseIdSchema,
  OrderIdSchema,
  OrderItemIdSchema,
} from "#domain/shared/salesforce-ids.ts";
import { WireFault } from "#domain/shared/wire.ts";
import { CASE, CHANGE_EVENTS, EVENT_FIELDS, ORDER, VISIBLE_FIELDS } from "#domain/shared/salesforce-names.ts";
import { readField, type WireRecord } from "#domain/shared/salesforce-wire.ts";
import { plain } from "./avro.ts";
import type { EventReading } from "./event-source.ts";

/** What a topic carries: an event of one of the org's flows, or the changes of a record. */
export type TopicKind = "order_approved" | "account_answered" | "case_moved" | "changes";

export type DecodedEvent = {
  payload: WireRecord;
  /** Of its schema, in their order. */
  fields: readonly string[];
};

const HEADER = "ChangeEventHeader";

const HeaderWire = z.object({
  entityName: z.string(),
  recordIds: z.array(z.string()),
  changeType: z.string(),
  changedFields: z.array(z.string()).nullish(),
});

/** What an event says. Throws WireFault for one that lacks what its kind must hold. */
export function readEvent(kind: TopicKind, event: DecodedEvent): EventReading {
  if (kind === "changes") return readChanges(event);
  return { changes: [readPlatformEvent(kind, event.payload)], missed: [] };
}

function readPlatformEvent(kind: Exclude<TopicKind, "changes">, payload: WireRecord): CustomerChange {
  switch (kind) {
    case "order_approved":
      return { kind: "order_to_fulfil", orderId: readId(payload, EVENT_FIELDS.orderId, OrderIdSchema) };
    case "account_answered": {
      const told = Object.keys(payload).filter((name) => payload[name] !== null);
      const eligibility = told.some((name) => /eligib/i.test(name));
      const verification = told.some((name) => /verif/i.test(name));
      const isUnnamed = !eligibility && !verification;
      return {
        kind: "account",
        accountId: readId(payload, EVENT_FIELDS.accountId, AccountIdSchema),
        eligibility: eligibility || isUnnamed,
        verification: verification || isUnnamed,
      };
    }
    case "case_moved":
      return {
        kind: "case",
        caseId: readId(payload, EVENT_FIELDS.caseId, CaseIdSchema),
        accountId: findId(payload, EVENT_FIELDS.accountId, AccountIdSchema),
      };
  }
}

function readId<S extends z.ZodType>(payload: WireRecord, names: readonly string[], schema: S): z.output<S> {
  const id = findId(payload, names, schema);
  if (id === null) throw new WireFault(names[0] ?? "", "missing");
  return id;
}

/** By one of the names, or else the one field that holds an id of this kind: ids say themselves what they are of. */
function findId<S extends z.ZodType>(
  payload: WireRecord,
  names: readonly string[],
  schema: S,
): z.output<S> | null {
  const idsOf = (fields: readonly string[]) => [
    ...new Set(
      fields.flatMap((field) => {
        const parsed = schema.safeParse(payload[field]);
        return parsed.success ? [parsed.data] : [];
      }),
    ),
  ];
  const named = idsOf(names);
  const [id, another] = named.length > 0 ? named : idsOf(Object.keys(payload));
  return another === undefined ? (id ?? null) : null;
}

function readChanges({ payload, fields }: DecodedEvent): EventReading {
  const header = HeaderWire.safeParse(plain(payload[HEADER]));
  if (!header.success) throw new WireFault(HEADER, "not a header of a change event");
  const { entityName, recordIds, changeType } = header.data;
  if (changeType === "GAP_OVERFLOW") return { changes: [], missed: watchedOf(entityName) };
  const changed = changeType === "UPDATE" ? readBitmaps(header.data.changedFields ?? [], fields) : null;
  const accountId = readField(
    { accountId: payload[ORDER.fields.accountId] ?? null },
    "accountId",
    AccountIdSchema.nullable(),
  );
  return {
    changes: recordIds.flatMap((id) => toChange(entityName, id, { changed, accountId })),
    missed: [],
  };
}

type Told = { changed: ReadonlySet<string> | null; accountId: z.infer<typeof AccountIdSchema> | null };

function toChange(entity: string, id: string, { changed, accountId }: Told): CustomerChange[] {
  const read = <S extends z.ZodType>(schema: S) => readField({ recordIds: id }, "recordIds", schema);
  switch (entity) {
    case CHANGE_EVENTS.order:
    case CHANGE_EVENTS.orderItem:
      if (changed !== null && !touches(VISIBLE_FIELDS[entity], changed)) return [];
      return entity === CHANGE_EVENTS.order
        ? [{ kind: "order", orderId: read(OrderIdSchema), accountId }]
        : [{ kind: "order_line", itemId: read(OrderItemIdSchema) }];
    case CASE.object:
      return [{ kind: "case", caseId: read(CaseIdSchema), accountId }];
    case CHANGE_EVENTS.product:
    case CHANGE_EVENTS.priceEntry:
      return [{ kind: "catalogue" }];
    default:
      throw new WireFault("entityName", "a record that was not subscribed to");
  }
}

function watchedOf(entity: string): WatchedRecord[] {
  switch (entity) {
    case CHANGE_EVENTS.order:
    case CHANGE_EVENTS.orderItem:
      return ["order"];
    case CASE.object:
      return ["case"];
    case CHANGE_EVENTS.product:
      return ["product"];
    case CHANGE_EVENTS.priceEntry:
      return ["price"];
    default:
      throw new WireFault("entityName", "a record that was not subscribed to");
  }
}

function touches(visible: ReadonlySet<string>, changed: ReadonlySet<string>): boolean {
  return [...changed].some((name) => visible.has(name));
}

/**
 * Names of the changed fields: bit i of the first bitmap stands for field i of the schema, `i-bitmap` for parts of field i. Null,
 * which means that anything may have changed, for a bit without a field, or none at all.
 */
export function readBitmaps(bitmaps: readonly string[], fields: readonly string[]): Set<string> | null {
  const changed = new Set<string>();
  for (const bitmap of bitmaps) {
    const [, index, hex] = /^(?:(\d{1,4})-)?(0x[0-9a-f]+)$/i.exec(bitmap) ?? [];
    if (hex === undefined) return null;
    const numbers = index === undefined ? bitsOf(BigInt(hex)) : [Number(index)];
    for (const number of numbers) {
      const name = fields[number];
      if (name === undefined) return null;
      changed.add(name);
    }
  }
  return changed.size === 0 ? null : changed;
}

function bitsOf(bitmap: bigint): number[] {
  const bits: number[] = [];
  for (let bit = 0; bitmap >> BigInt(bit) > 0n; bit += 1) if ((bitmap >> BigInt(bit)) & 1n) bits.push(bit);
  return bits;
}
