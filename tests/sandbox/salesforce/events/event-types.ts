import { createHash } from "node:crypto";
import avro from "avsc";
import type { ObjectSchema, Row } from "../schema/field.ts";
import { findObject } from "../schema/objects.ts";

/** What a topic's events are made of. */
export type EventType = {
  schemaId: string;
  schemaJson: string;
  /** Field names in the order of the schema, by which bitmaps count. */
  names: readonly string[];
  encode(values: Record<string, unknown>): Buffer;
  decode(payload: Buffer): Record<string, unknown>;
};

export const PROVISION_TOPIC = "/event/OrderProvisionRequested__e";
export const ACCOUNT_TOPIC = "/event/Account_Eligibility_Update__e";
export const CASE_TOPIC = "/event/Case_Status_Update__e";
const FLOW_EVENTS: Readonly<Record<string, readonly [string, string][]>> = {
  [PROVISION_TOPIC]: [
    ["OrderId__c", "string"],
    ["Portal_Key__c", "string"],
    ["Approved_Total__c", "double"],
  ],
  // The same event as another org calls it.
  "/event/Order_Approved__e": [
    ["Order_Id__c", "string"],
    ["Portal_Key__c", "string"],
    ["Approved_Total__c", "double"],
  ],
  [ACCOUNT_TOPIC]: [
    ["Account_Id__c", "string"],
    ["Internet_Eligibility__c", "string"],
    ["Internet_Eligibility_Status__c", "string"],
    ["Id_Verification_Status__c", "string"],
  ],
  [CASE_TOPIC]: [
    ["Account_Id__c", "string"],
    ["Case_Id__c", "string"],
  ],
};

/** Objects with change data capture switched on. */
const CAPTURED = ["Order", "OrderItem", "Case", "Product2", "PricebookEntry"] as const;
export const changeTopic = (objectName: string): string => `/data/${objectName}ChangeEvent`;
export const isCaptured = (object: ObjectSchema): boolean => CAPTURED.some((name) => name === object.name);

export const TOPICS: readonly string[] = [...Object.keys(FLOW_EVENTS), ...CAPTURED.map(changeTopic)];

type Field = { name: string; type: unknown; default?: null; doc?: string };
const nullable = (name: string, type: unknown): Field => ({ name, type: ["null", type], default: null });

/** `version`: with each one the events have one more field than before. Null: no such topic. */
export function eventType(topic: string, version: number): EventType | null {
  const more = Array.from({ length: version - 1 }, (_, index) => nullable(`Added_${index + 1}__c`, "string"));
  const flow = FLOW_EVENTS[topic];
  if (flow)
    return toType(topic, [
      { name: "CreatedDate", type: "long", doc: "CreatedDate:DateTime" },
      { name: "CreatedById", type: "string", doc: "CreatedBy:EntityId" },
      // A field that an admin adds comes before the others, so that nobody may rely on places.
      ...more,
      ...flow.map(([name, type]) => nullable(name, type)),
    ]);
  const object = findObject(/^\/data\/(\w+)ChangeEvent$/.exec(topic)?.[1] ?? "");
  if (object === null || !isCaptured(object)) return null;
  return toType(topic, [
    { name: "ChangeEventHeader", type: HEADER },
    ...more,
    ...object.fields.flatMap((field): Field[] => {
      if (field.type === "address") return [nullable(field.name, ADDRESS)];
      if (isAddressPart(object, field.name)) return [];
      if (field.formula !== null || field.name === "Id" || field.name === "IsDeleted") return [];
      return [nullable(field.name, TYPES[field.type] ?? "string")];
    }),
  ]);
}

/** Parts of an address come inside the compound. */
function isAddressPart(object: ObjectSchema, name: string): boolean {
  return object.fields.some(
    (field) =>
      field.type === "address" && PARTS.some((part) => name === field.name.replace(/Address$/, part)),
  );
}

/** A row's value as change events carry it. */
export function toEventValue(object: ObjectSchema, name: string, row: Row): unknown {
  const field = object.fields.find((each) => each.name === name);
  const value = row[name] ?? null;
  if (field?.type === "address") {
    const prefix = name.replace(/Address$/, "");
    return Object.fromEntries(PARTS.map((part) => [part, row[prefix + part] ?? null]));
  }
  if (value === null) return null;
  if (field?.type === "date" || field?.type === "datetime") return BigInt(Date.parse(String(value)));
  return value;
}

const TYPES: Readonly<Record<string, string>> = {
  boolean: "boolean",
  double: "double",
  currency: "double",
  date: "long",
  datetime: "long",
};
export const PARTS = ["Street", "City", "State", "PostalCode", "Country"] as const;
const ADDRESS = {
  type: "record",
  name: "Address",
  fields: PARTS.map((part) => nullable(part, "string")),
};
const texts = { type: "array", items: "string" };
const HEADER = {
  type: "record",
  name: "ChangeEventHeader",
  fields: [
    { name: "entityName", type: "string" },
    { name: "recordIds", type: texts },
    {
      name: "changeType",
      type: {
        type: "enum",
        name: "ChangeType",
        symbols: [
          "CREATE",
          "UPDATE",
          "DELETE",
          "UNDELETE",
          "GAP_CREATE",
          "GAP_UPDATE",
          "GAP_DELETE",
          "GAP_UNDELETE",
          "GAP_OVERFLOW",
        ],
      },
    },
    { name: "changeOrigin", type: "string" },
    { name: "transactionKey", type: "string" },
    { name: "sequenceNumber", type: "int" },
    { name: "commitTimestamp", type: "long" },
    { name: "commitNumber", type: "long" },
    { name: "commitUser", type: "string" },
    { name: "nulledFields", type: texts },
    { name: "diffFields", type: texts },
    { name: "changedFields", type: texts },
  ],
};

const LONG = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(0),
  toBuffer(value: bigint) {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value, 0);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value: unknown) => typeof value === "bigint",
  compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
});

const known = new Map<string, EventType>();

function toType(topic: string, fields: readonly Field[]): EventType {
  const name = topic.split("/").at(-1) ?? "";
  const schemaJson = JSON.stringify({ type: "record", name, namespace: "com.sforce.eventbus", fields });
  const schemaId = createHash("sha256").update(schemaJson).digest("base64url").slice(0, 22);
  const made = known.get(schemaId);
  if (made) return made;
  const type = avro.Type.forSchema(JSON.parse(schemaJson) as Parameters<typeof avro.Type.forSchema>[0], {
    registry: { long: LONG },
    wrapUnions: false,
  });
  const names = fields.map((field) => field.name);
  const blank = Object.fromEntries(names.map((each) => [each, null]));
  const fresh: EventType = {
    schemaId,
    schemaJson,
    names,
    encode: (values) => type.toBuffer({ ...blank, ...values }),
    decode: (payload) => ({ ...(type.fromBuffer(payload) as Record<string, unknown>) }),
  };
  known.set(schemaId, fresh);
  return fresh;
}

/** A type by its id, once an event of it was sent or its topic asked for. */
export function findEventType(schemaId: string): EventType | null {
  return known.get(schemaId) ?? null;
}
