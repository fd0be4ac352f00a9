import { Failure } from "../failure.ts";
import type { Address, Field, ObjectSchema, Row, Value } from "../schema/field.ts";
import { findField, findObject } from "../schema/objects.ts";
import { readField, type Store } from "../store.ts";

/** `Account.Name` from a Contact: the lookups to follow and the field at their end. */
export type Path = { steps: { field: Field; object: ObjectSchema }[]; field: Field; object: ObjectSchema };

const MAX_STEPS = 5;

/** Throws Failure INVALID_FIELD for a name the object does not have. */
export function resolvePath(object: ObjectSchema, name: string): Path {
  const parts = name.split(".");
  const last = parts.pop() ?? "";
  // The object's own name in front is allowed: `SELECT Account.Name FROM Account`.
  if (parts[0]?.toLowerCase() === object.name.toLowerCase() && !findParent(object, parts[0])) parts.shift();
  if (parts.length > MAX_STEPS)
    throw new Failure("INVALID_QUERY_FILTER_OPERATOR", "only 5 levels of relationships are allowed");
  const steps: Path["steps"] = [];
  let here = object;
  for (const part of parts) {
    const field = findParent(here, part);
    const target = field && findObject(field.lookup?.object ?? "");
    if (!field || !target)
      throw new Failure(
        "INVALID_FIELD",
        `Didn't understand relationship '${part}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
      );
    steps.push({ field, object: target });
    here = target;
  }
  const field = findField(here, last);
  if (field === null)
    throw new Failure(
      "INVALID_FIELD",
      `No such column '${last}' on entity '${here.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
    );
  return { steps, field, object: here };
}

function findParent(object: ObjectSchema, name: string): Field | null {
  return object.fields.find((field) => field.lookup?.parent.toLowerCase() === name.toLowerCase()) ?? null;
}

/** Null when a lookup on the way is empty. */
export function readPath(store: Store, path: Path, row: Row): Value | Address {
  let here: Row | null = row;
  for (const step of path.steps) {
    const id: Value = here[step.field.name] ?? null;
    here = typeof id === "string" ? store.find(step.object, id) : null;
    if (here === null) return null;
  }
  return readField(store, path.field, here);
}
