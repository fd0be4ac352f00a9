import { findDuplicates } from "./duplicates.ts";
import { Failure, notFound } from "./failure.ts";
import { widen } from "./ids.ts";
import type { Org, RestAnswer, RestCall } from "./org.ts";
import { insert, remove, update, upsert, type Body } from "./records.ts";
import { readObject, readObjects, readTexts } from "./request.ts";
import { notAllowed, retrieve } from "./retrieve.ts";
import type { ObjectSchema } from "./schema/field.ts";
import { findField, findObject, findObjectOfId } from "./schema/objects.ts";

type RowResult = { id?: string; success: boolean; created?: boolean; errors: unknown[] };

const MAX_RECORDS = 200;
const MAX_IDS = 2_000;

/** `/composite/sobjects…`: HTTP 200 with a row for each record, in order, whatever became of it (salesforce-wire.md 5). */
export function handleCollections(org: Org, call: RestCall, [type, external]: string[]): RestAnswer {
  if (type === undefined) {
    if (call.method === "POST")
      return write(org, call, (body) => ({ id: createRow(org, call, body), success: true, errors: [] }));
    if (call.method === "PATCH") return write(org, call, (body) => updateRow(org, body));
    if (call.method === "DELETE") return removeRows(org, call);
    throw notAllowed(call.method, ["POST", "PATCH", "DELETE"]);
  }
  const object = findObject(type);
  if (object === null) throw notFound();
  if (external === undefined) return retrieveRows(org, call, object);
  const field = findField(object, external);
  if (field === null || call.method !== "PATCH") throw notFound();
  return write(org, call, ({ attributes: _, ...body }) => {
    const { [field.name]: value, ...rest } = body;
    const { id, created } = upsert(org.store, object, { field, value: String(value), body: rest });
    return { id, success: true, errors: [], created };
  });
}

function createRow(org: Org, call: RestCall, body: Body): string {
  const object = objectOf(body);
  findDuplicates(org, call, { object, body });
  return insert(org.store, object, body);
}

function updateRow(org: Org, { id, ...body }: Body): RowResult {
  const object = objectOf(body);
  update(org.store, object, String(id), body);
  return { id: widen(String(id)) ?? "", success: true, errors: [] };
}

function objectOf({ attributes }: Body): ObjectSchema {
  const type =
    typeof attributes === "object" && attributes !== null && "type" in attributes ? attributes.type : "";
  const object = findObject(String(type));
  if (object === null) throw new Failure("INVALID_TYPE", `sObject type '${String(type)}' is not supported.`);
  return object;
}

function write(org: Org, call: RestCall, work: (body: Body) => RowResult): RestAnswer {
  const { records, allOrNone } = readObject(call.body);
  return {
    status: 200,
    body: runRows(org, { rows: readObjects(records), max: MAX_RECORDS, allOrNone: allOrNone === true, work }),
  };
}

function removeRows(org: Org, call: RestCall): RestAnswer {
  const ids = (call.query.get("ids") ?? "").split(",").filter(Boolean);
  const work = (id: string): RowResult => {
    const object = findObjectOfId(id);
    if (object === null) throw new Failure("MALFORMED_ID", `malformed id ${id}`, { fields: [] });
    remove(org.store, object, id);
    return { id: widen(id) ?? id, success: true, errors: [] };
  };
  return {
    status: 200,
    body: runRows(org, {
      rows: ids,
      max: MAX_RECORDS,
      allOrNone: call.query.get("allOrNone") === "true",
      work,
    }),
  };
}

function runRows<T>(
  { store }: Org,
  { rows, max, allOrNone, work }: { rows: T[]; max: number; allOrNone: boolean; work(row: T): RowResult },
): RowResult[] {
  if (rows.length > max)
    throw new Failure(
      "EXCEEDED_MAX_SIZE_REQUEST",
      `record limit reached. cannot submit more than ${max} records in this request`,
    );
  const results = store.transaction(
    () =>
      rows.map((row): RowResult => {
        try {
          return store.transaction(() => work(row));
        } catch (error) {
          if (error instanceof Failure) return { success: false, errors: [error.toRow()] };
          throw error;
        }
      }),
    (done) => !allOrNone || done.every(({ success }) => success),
  );
  if (!allOrNone || results.every(({ success }) => success)) return results;
  const rolledBack = new Failure(
    "ALL_OR_NONE_OPERATION_ROLLED_BACK",
    "Record rolled back because not all records were valid and the request was using AllOrNone header",
  );
  return results.map((result) =>
    result.success ? { success: false, errors: [rolledBack.toRow()] } : result,
  );
}

function retrieveRows(org: Org, call: RestCall, object: ObjectSchema): RestAnswer {
  const { ids, fields } = readObject(call.body);
  const wanted = readTexts(ids);
  if (wanted.length > MAX_IDS)
    throw new Failure("EXCEEDED_MAX_SIZE_REQUEST", `cannot submit more than ${MAX_IDS} ids in this request`);
  return {
    status: 200,
    // An unknown id is answered in its place, as nothing.
    body: wanted.map((id) => {
      const row = org.store.find(object, widen(id) ?? "");
      return row ? retrieve(org, call, { object, row, fields: readTexts(fields) }) : null;
    }),
  };
}
