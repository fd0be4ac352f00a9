import { z } from "zod";
import type { WireRecord } from "#domain/shared/salesforce-wire.ts";

export type EventSchema = {
  /** Names of the record's fields in the order in which bitmaps count them. */
  fields: readonly string[];
  /** Throws for bytes that are not of this schema. */
  decode(payload: Uint8Array): WireRecord;
};

const RecordSchema = z.looseObject({
  type: z.literal("record"),
  fields: z.array(z.looseObject({ name: z.string() })),
});

/**
 * The decoder of one Avro schema. A `long` becomes a bigint, since those of change events go beyond 2^53; a union's value stands
 * for itself, without the name of its branch. Throws for text that is no record's schema.
 */
export async function createEventSchema(schemaJson: string): Promise<EventSchema> {
  const { default: avro } = await import("avsc");
  const long = avro.types.LongType.__with({
    fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigInt64LE(value);
      return buffer;
    },
    fromJSON: BigInt,
    toJSON: Number,
    isValid: (value: unknown) => typeof value === "bigint",
    compare: (one: bigint, other: bigint) => Number(one - other),
  });
  const schema = RecordSchema.parse(JSON.parse(schemaJson));
  const type = avro.Type.forSchema(schema as Parameters<typeof avro.Type.forSchema>[0], {
    registry: { long },
    wrapUnions: "auto",
  });
  return {
    fields: schema.fields.map(({ name }) => name),
    decode: (payload) => plain(type.fromBuffer(Buffer.from(payload))),
  };
}

/** The library makes instances of a class for each schema. */
export function plain(record: unknown): WireRecord {
  return { ...(record as WireRecord) };
}
