import type { Query, Subquery } from "@jetstreamapp/soql-parser-js";
import type { ObjectSchema, Row } from "../schema/field.ts";
import { listChildren } from "../schema/objects.ts";
import { readField, type Store } from "../store.ts";
import { Failure } from "../failure.ts";
import { malformed } from "./conditions.ts";
import { resolvePath, type Path } from "./paths.ts";
import type { RecordUrl } from "./result.ts";

type Options = {
  query: Query | Subquery;
  object: ObjectSchema;
  recordUrl: RecordUrl;
  subquery(subquery: Subquery, parentId: string): Record<string, unknown> | null;
};

const MAX_ALL_FIELDS = 200;

/** Makes the record of an answer out of a row: `attributes` first, parents as objects, lists of children inside. */
export function toSelection(store: Store, { query, object, recordUrl, subquery }: Options) {
  const paths: Path[] = [];
  const lists: { name: string; subquery: Subquery }[] = [];
  for (const field of query.fields ?? []) {
    if (field.type === "Field") paths.push(resolvePath(object, field.field));
    else if (field.type === "FieldRelationship")
      paths.push(resolvePath(object, [...field.relationships, field.field].join(".")));
    else if (field.type === "FieldSubquery")
      lists.push({ name: canonicalList(object, field.subquery.relationshipName), subquery: field.subquery });
    else if (field.type === "FieldFunctionExpression" && field.functionName.toUpperCase() === "FIELDS")
      paths.push(...allFields(object, query, JSON.stringify(field.parameters?.[0] ?? "").slice(1, -1)));
    else throw malformed("this kind of field is not known here");
  }
  return (row: Row): Record<string, unknown> => {
    const record = newRecord(object, row, recordUrl);
    for (const path of paths) write(store, record, { path, row, recordUrl });
    for (const list of lists) record[list.name] = subquery(list.subquery, String(row["Id"]));
    return record;
  };
}

export function newRecord(object: ObjectSchema, row: Row, recordUrl: RecordUrl): Record<string, unknown> {
  return { attributes: { type: object.name, url: recordUrl(object, String(row["Id"])) } };
}

function write(
  store: Store,
  record: Record<string, unknown>,
  { path, row, recordUrl }: { path: Path; row: Row; recordUrl: RecordUrl },
): void {
  let into = record;
  let here = row;
  for (const step of path.steps) {
    const id = here[step.field.name] ?? null;
    const parent = typeof id === "string" ? store.find(step.object, id) : null;
    const name = step.field.lookup?.parent ?? "";
    // The whole parent is null, whatever was asked of it.
    if (parent === null) {
      into[name] = null;
      return;
    }
    const inside = (into[name] ?? newRecord(step.object, parent, recordUrl)) as Record<string, unknown>;
    into[name] = inside;
    into = inside;
    here = parent;
  }
  into[path.field.name] = readField(store, path.field, here);
}

function canonicalList(object: ObjectSchema, name: string): string {
  const relation = listChildren(object).find((each) => each.name?.toLowerCase() === name.toLowerCase());
  return relation?.name ?? name;
}

function allFields(object: ObjectSchema, query: Query | Subquery, which: string): Path[] {
  const kind = which.toUpperCase();
  if (kind !== "STANDARD" && (query.limit === undefined || query.limit > MAX_ALL_FIELDS))
    throw new Failure("MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200");
  return object.fields
    .filter((field) => {
      const isCustom = field.name.endsWith("__c");
      return kind === "ALL" || (kind === "CUSTOM") === isCustom;
    })
    .map((field) => ({ steps: [], field, object }));
}
