import { Failure } from "./failure.ts";
import type { Org, RestCall } from "./org.ts";
import type { ObjectSchema, Row } from "./schema/field.ts";
import { findField } from "./schema/objects.ts";
import { newRecord } from "./soql/select.ts";
import { readField } from "./store.ts";

/** The named fields of a record, all without names. Throws Failure INVALID_FIELD. */
export function retrieve(
  org: Org,
  call: RestCall,
  { object, row, fields }: { object: ObjectSchema; row: Row; fields?: readonly string[] },
): Record<string, unknown> {
  const wanted = fields ?? call.query.get("fields")?.split(",") ?? object.fields.map((field) => field.name);
  const record = newRecord(object, row, (of, id) => recordUrl(call)(of.name, id));
  for (const name of wanted) {
    const field = findField(object, name.trim());
    if (field === null)
      throw new Failure("INVALID_FIELD", `No such column '${name}' on sobject of type ${object.name}`);
    record[field.name] = readField(org.store, field, row);
  }
  return record;
}

export function recordUrl({ version }: Pick<RestCall, "version">) {
  return (object: string, id: string): string => `/services/data/v${version}/sobjects/${object}/${id}`;
}

export function notAllowed(method: string, allowed: readonly string[]): Failure {
  return new Failure(
    "METHOD_NOT_ALLOWED",
    `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(",")}`,
    { status: 405 },
  );
}
