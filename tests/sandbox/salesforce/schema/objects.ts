import { customerObjects } from "./customers.ts";
import { field, lookup, type Field, type ObjectSchema } from "./field.ts";
import { fileObjects } from "./files.ts";
import { orderObjects } from "./orders.ts";
import { caseObjects } from "./cases.ts";

const SYSTEM: readonly Field[] = [
  field("Id", "id", { length: 18, readOnly: true }),
  field("IsDeleted", "boolean", { readOnly: true }),
  field("CreatedDate", "datetime", { readOnly: true }),
  lookup("CreatedById", "User", { parent: "CreatedBy", readOnly: true }),
  field("LastModifiedDate", "datetime", { readOnly: true }),
  lookup("LastModifiedById", "User", { parent: "LastModifiedBy", readOnly: true }),
  field("SystemModstamp", "datetime", { readOnly: true }),
];

/** Every object of the org. To add one is to add a row of data. */
const OBJECTS: readonly ObjectSchema[] = [
  ...customerObjects,
  ...orderObjects,
  ...caseObjects,
  ...fileObjects,
].map((object) => ({ ...object, fields: [...SYSTEM, ...object.fields] }));

export function listObjects(): readonly ObjectSchema[] {
  return OBJECTS;
}

/** By API name in any case, as Salesforce reads names. */
export function findObject(name: string): ObjectSchema | null {
  return OBJECTS.find((object) => object.name.toLowerCase() === name.toLowerCase()) ?? null;
}

export function findObjectOfId(id: string): ObjectSchema | null {
  return OBJECTS.find((object) => id.startsWith(object.prefix)) ?? null;
}

export function findField(object: ObjectSchema, name: string): Field | null {
  return object.fields.find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? null;
}

export type ChildRelation = { object: ObjectSchema; field: Field; name: string | null; cascade: boolean };

/** Lookups of other objects that point to this one. */
export function listChildren(parent: ObjectSchema): ChildRelation[] {
  return OBJECTS.flatMap((object) =>
    object.fields.flatMap((each) =>
      each.lookup?.object === parent.name
        ? [{ object, field: each, name: each.lookup.children, cascade: each.lookup.cascade }]
        : [],
    ),
  );
}
