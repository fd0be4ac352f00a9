import { Failure, notFound } from "./failure.ts";
import { runFileRules } from "./file-rules.ts";
import { widen } from "./ids.ts";
import { runOrderRules } from "./order-rules.ts";
import type { Field, ObjectSchema, Row, Value } from "./schema/field.ts";
import { findField, listChildren } from "./schema/objects.ts";
import { INTEGRATION_USER_ID, listChildRows, type Store } from "./store.ts";
import { toStored } from "./values.ts";

export type Body = Record<string, unknown>;

/** Makes a record; gives its id. Throws Failure, and then nothing was stored. */
export function insert(store: Store, object: ObjectSchema, body: Body): string {
  const values = readBody(store, object, { body, before: null });
  const missing = object.fields.filter(
    (field) => field.required && (values[field.name] ?? field.defaultValue) === null,
  );
  if (missing.length > 0) throw requiredMissing(missing);
  const now = store.stamp();
  const row: Row = {
    ...Object.fromEntries(object.fields.map((field) => [field.name, field.defaultValue])),
    ...values,
    ...autoNumbers(store, object),
    Id: store.nextId(object),
    IsDeleted: false,
    CreatedDate: now,
    CreatedById: INTEGRATION_USER_ID,
    LastModifiedDate: now,
    LastModifiedById: INTEGRATION_USER_ID,
    SystemModstamp: now,
  };
  save(store, object, { before: null, after: row });
  return String(row["Id"]);
}

/** Changes the named fields of a record. Throws Failure. */
export function update(store: Store, object: ObjectSchema, id: string, body: Body): void {
  const before = getRow(store, object, id);
  const values = readBody(store, object, { body, before });
  const emptied = object.fields.filter((field) => field.required && values[field.name] === null);
  if (emptied.length > 0) throw requiredMissing(emptied);
  const now = store.stamp();
  const after = { ...before, ...values, LastModifiedDate: now, SystemModstamp: now };
  save(store, object, { before, after });
}

/** Makes or changes the record with this value of an external id. Throws Failure; 300 when several have it. */
export function upsert(
  store: Store,
  object: ObjectSchema,
  { field, value, body }: { field: Field; value: string; body: Body },
): { id: string; created: boolean } {
  if (!field.externalId)
    throw new Failure(
      "NOT_FOUND",
      `Provided external ID field does not exist or is not accessible: ${field.name}`,
      {
        status: 404,
      },
    );
  if (Object.keys(body).some((name) => name.toLowerCase() === field.name.toLowerCase()))
    throw new Failure(
      "INVALID_FIELD",
      `The ${field.name} field should not be specified in the sobject data.`,
      { fields: [field.name] },
    );
  const found = store.list(object).filter((row) => isSameText(field, row[field.name] ?? null, value));
  if (found.length > 1)
    throw new Failure("MULTIPLE_CHOICES", "", { status: 300, fields: found.map((row) => String(row["Id"])) });
  const id = found[0]?.["Id"];
  if (id === undefined || id === null)
    return { id: insert(store, object, { ...body, [field.name]: value }), created: true };
  update(store, object, String(id), body);
  return { id: String(id), created: false };
}

/** Removes a record and what cannot live without it; lookups that pointed to it become empty. Throws Failure. */
export function remove(store: Store, object: ObjectSchema, id: string): void {
  const row = getRow(store, object, id);
  const key = String(row["Id"]);
  for (const relation of listChildren(object)) {
    for (const child of listChildRows(store, relation, key)) {
      if (relation.cascade) remove(store, relation.object, String(child["Id"]));
      else store.put(relation.object, { ...child, [relation.field.name]: null });
    }
  }
  store.remove(object, key);
}

/** By id of 15 or 18 characters. Throws Failure: gone, or never there. */
export function getRow(store: Store, object: ObjectSchema, id: string): Row {
  const key = widen(id);
  const row = key === null ? null : store.find(object, key);
  if (row) return row;
  if (key !== null && store.deleted(object).some((grave) => grave.id === key))
    throw new Failure("ENTITY_IS_DELETED", "entity is deleted", { status: 404, fields: [] });
  throw notFound();
}

/** Whether two values of an external id are the same: case counts only where the field says so. */
export function isSameText(field: Field, one: Value, other: string): boolean {
  if (typeof one !== "string") return false;
  return field.caseSensitive ? one === other : one.toLowerCase() === other.toLowerCase();
}

function readBody(
  store: Store,
  object: ObjectSchema,
  { body, before }: { body: Body; before: Row | null },
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === "attributes") continue;
    const field = findField(object, name);
    if (field === null)
      throw new Failure("INVALID_FIELD", `No such column '${name}' on sobject of type ${object.name}`);
    const stored = field.readOnly ? null : toStored(store, field, value);
    // Sending a fixed value again is no change: a repeated upsert has to pass.
    const isFixed = field.createOnly && before !== null && before[field.name] !== stored;
    if (field.readOnly || isFixed)
      throw new Failure(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        { fields: [field.name] },
      );
    values[field.name] = stored;
  }
  return values;
}

function save(store: Store, object: ObjectSchema, change: { before: Row | null; after: Row }): void {
  const ordered = runOrderRules(store, object, change);
  const row = runFileRules(store, object, { ...change, after: ordered });
  for (const field of object.fields) {
    const value = row[field.name] ?? null;
    if (!field.unique || typeof value !== "string") continue;
    const twin = store
      .list(object)
      .find((other) => other["Id"] !== row["Id"] && isSameText(field, other[field.name] ?? null, value));
    if (twin)
      throw new Failure(
        "DUPLICATE_VALUE",
        `duplicate value found: ${field.name} duplicates value on record with id: ${String(twin["Id"])}`,
        { fields: [] },
      );
  }
  store.put(object, row);
}

function autoNumbers(store: Store, object: ObjectSchema): Record<string, Value> {
  return Object.fromEntries(
    object.fields
      .filter((field) => field.autoNumber !== null)
      .map((field) => [field.name, store.nextNumber(object, field)]),
  );
}

function requiredMissing(fields: readonly Field[]): Failure {
  const names = fields.map((field) => field.name);
  return new Failure("REQUIRED_FIELD_MISSING", `Required fields are missing: [${names.join(", ")}]`, {
    fields: names,
  });
}
