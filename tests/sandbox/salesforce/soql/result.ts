import type { ObjectSchema } from "../schema/field.ts";

export type Result = { totalSize: number; records: Record<string, unknown>[] };

/** What a record's address looks like in this call's version. */
export type RecordUrl = (object: ObjectSchema, id: string) => string;
