import { z } from "zod";
import { WireFault, readWire, wireInteger } from "./whmcs-wire.ts";

type Row = Record<string, unknown>;

export type ListPath = {
  /** Container key, `invoices`. */
  plural: string;
  /** Key of the rows inside it, `invoice`; null for the flat lists (`users`, `paymethods`). */
  singular: string | null;
};

/**
 * The rows of a list in any of its shapes (whmcs.md 2.1): a list, one row object, an object with number keys, an empty
 * text, null or a missing key for no rows, and bracketed top-level keys (`credits[credit][0][id]`). Throws WireFault for
 * anything else (a number, some text): that is not an empty list.
 */
export function readRows(holder: Row, path: ListPath): Row[] {
  const container = holder[path.plural] ?? unflatten(holder, path.plural);
  if (path.singular === null) return toRows(container, path.plural);
  // Some answers put the rows straight into the container.
  if (!isObject(container) || hasNumberKeys(container)) return toRows(container, path.plural);
  return toRows(container[path.singular], `${path.plural}.${path.singular}`);
}

function toRows(value: unknown, at: string): Row[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "string" && value.trim() === "") return [];
  if (Array.isArray(value)) return value.map((row, index) => toRow(row, `${at}.${index}`));
  if (!isObject(value)) throw new WireFault(at, "not a list");
  const keys = Object.keys(value);
  if (keys.length === 0) return [];
  if (!hasNumberKeys(value)) return [value];
  return keys.sort((a, b) => Number(a) - Number(b)).map((key) => toRow(value[key], `${at}.${key}`));
}

function toRow(value: unknown, at: string): Row {
  if (isObject(value)) return value;
  throw new WireFault(at, "not a row");
}

/** All keys are digits: row numbers or row ids, and not one row (whmcs.md 2.1). */
function hasNumberKeys(value: Row): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Builds the nested form of `plural[a][b]` keys; undefined when there are none. */
function unflatten(holder: Row, plural: string): unknown {
  const prefix = `${plural}[`;
  const root: Row = Object.create(null) as Row;
  for (const [key, value] of Object.entries(holder)) {
    if (!key.startsWith(prefix) || !key.endsWith("]")) continue;
    const steps = key.slice(prefix.length, -1).split("][");
    const last = steps.pop() ?? "";
    let node = root;
    for (const step of steps) {
      const next = node[step];
      node = isObject(next) ? next : (node[step] = Object.create(null) as Row);
    }
    node[last] = value;
  }
  return Object.keys(root).length === 0 ? undefined : root;
}

/**
 * Older versions answer a search without hits with an error (whmcs.md 2.1). Only messages that say that nothing was found
 * count; "Client ID Not Found" is a different thing. `message` in lower case with single spaces.
 */
export function saysNothingFound(message: string): boolean {
  return /^(?:no|nothing)\b.*\b(?:found|match|matches|results?|records?)\b/.test(message);
}

/** The list's own count of all rows. Null when missing or unreadable: counters are hints, rows are facts (whmcs.md 2). */
export function readTotal(holder: Row): number | null {
  const parsed = z.object({ totalresults: wireInteger }).safeParse(holder);
  return parsed.success && parsed.data.totalresults >= 0 ? parsed.data.totalresults : null;
}

/** Rows read with a schema, with the row's place in the field of a fault. */
export function readRowsAs<S extends z.ZodType>(holder: Row, path: ListPath, schema: S): z.output<S>[] {
  const at = path.singular === null ? path.plural : `${path.plural}.${path.singular}`;
  return readRows(holder, path).map((row, index) => readWire(schema, row, `${at}.${index}`));
}
