import type { Org, RestAnswer, RestCall } from "./org.ts";
import type { Field, ObjectSchema } from "./schema/field.ts";
import { listChildren, listObjects } from "./schema/objects.ts";

/** The schema never changes while the sandbox runs. */
const LAST_MODIFIED = "Mon, 23 Nov 2026 00:00:00 GMT";

export function describeGlobal(version: string): Record<string, unknown> {
  return {
    encoding: "UTF-8",
    maxBatchSize: 200,
    sobjects: listObjects().map((object) => summary(object, version)),
  };
}

/** Answers 304 to a caller that has this description already. */
export function describeObject(_org: Org, call: RestCall, object: ObjectSchema): RestAnswer {
  const since = Date.parse(String(call.headers["if-modified-since"] ?? ""));
  if (since >= Date.parse(LAST_MODIFIED)) return { status: 304 };
  return {
    status: 200,
    headers: { "last-modified": LAST_MODIFIED },
    body: {
      ...summary(object, call.version),
      childRelationships: listChildren(object).map((child) => ({
        childSObject: child.object.name,
        field: child.field.name,
        relationshipName: child.name,
        cascadeDelete: child.cascade,
      })),
      fields: object.fields.map(describeField),
    },
  };
}

function summary({ name, prefix }: ObjectSchema, version: string): Record<string, unknown> {
  return {
    name,
    label: name,
    labelPlural: `${name}s`,
    keyPrefix: prefix,
    custom: name.endsWith("__c"),
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    replicateable: true,
    urls: { sobject: `/services/data/v${version}/sobjects/${name}` },
  };
}

function describeField(field: Field): Record<string, unknown> {
  return {
    name: field.name,
    label: field.name,
    type: field.type,
    length: field.length,
    precision: field.type === "double" || field.type === "currency" ? 18 : 0,
    scale: field.scale,
    nillable: !field.required,
    createable: !field.readOnly,
    updateable: !field.readOnly && !field.createOnly,
    externalId: field.externalId,
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    idLookup: field.name === "Id" || field.externalId,
    defaultedOnCreate: field.defaultValue !== null || field.autoNumber !== null,
    calculated: field.formula !== null,
    autoNumber: field.autoNumber !== null,
    restrictedPicklist: field.values.length > 0,
    picklistValues: field.values.map((value) => ({
      active: true,
      defaultValue: value === field.defaultValue,
      label: value,
      validFor: null,
      value,
    })),
    referenceTo: field.lookup ? [field.lookup.object] : [],
    relationshipName: field.lookup?.parent ?? null,
    filterable:
      field.type !== "address" &&
      field.type !== "base64" &&
      !(field.type === "textarea" && field.length > 255),
    sortable: field.type !== "address" && field.type !== "base64",
    custom: field.name.endsWith("__c"),
  };
}
