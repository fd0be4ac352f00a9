import { z } from "zod";
import { WireFault, readWire, wireInteger } from "./whmcs-wire.ts";

type Row = Record<string, unknown>;

export type ListPath = {
  /** Container key, `invoices`. */
  plural: string;
  /** Key of the rows inside it, `invoice`; null for the flat lists (`users`, `paymethods`). */
  singular: string | null;
  /** Of an action that never sends counters: a missing key alone then means no rows. */
  isUncounted?: true;
};

/** A row that cannot be read: its id where that much is readable, and what is wrong with it. Never a value of it. */
export type Unreadable = { id: number | null; field: string };

/** A list as far as it can be read: one odd row takes none of the others away. */
export type Listing<T> = { rows: T[]; unreadable: Unreadable[] };

/**
 * The entries of a list in any of its shapes (whmcs.md 2.1): a list, one row object, an object with number keys, an empty
 * text, null or a missing key for no rows, and bracketed top-level keys (`credits[credit][0][id]`). Throws WireFault for
 * anything else (a number, some text, rows under another key): that is not an empty list.
 */
function readEntries(holder: Row, path: ListPath): unknown[] {
  const container = containerOf(holder, path);
  if (path.singular === null) return toEntries(withoutWrap(container), path.plural);
  // Some answers put the rows straight into the container.
  if (!isObject(container) || hasNumberKeys(container)) return toEntries(container, path.plural);
  const { [path.singular]: rows, ...others } = container;
  if (rows === undefined && !Object.values(others).every(isEmpty))
    throw new WireFault(path.plural, "rows under another key");
  return toEntries(rows, `${path.plural}.${path.singular}`);
}

function containerOf(holder: Row, { plural }: ListPath): unknown {
  return holder[plural] ?? unflatten(holder, plural);
}

/** A flat list that comes nested all the same, `{"paymethods":{"paymethod":[...]}}`: a row has more than one key. */
function withoutWrap(container: unknown): unknown {
  if (!isObject(container) || hasNumberKeys(container)) return container;
  const [only, ...others] = Object.entries(container);
  return only && others.length === 0 && only[0] !== "id" ? only[1] : container;
}

function toEntries(value: unknown, at: string): unknown[] {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value;
  if (!isObject(value)) throw new WireFault(at, "not a list");
  if (!hasNumberKeys(value)) return [value];
  const keys = Object.keys(value).sort((a, b) => Number(a) - Number(b));
  return keys.map((key) => value[key]);
}

/** What PHP writes where there is nothing. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
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

/** One page of a list, believed: its counters say nothing else than its rows. */
export type ListPage = {
  entries: unknown[];
  /** `totalresults`, the rows of all pages together; null where the answer does not count. */
  total: number | null;
};

/**
 * A page that begins at row `start`. Throws WireFault where `totalresults`, `startnumber` and `numreturned` contradict the
 * rows, and for an answer that tells neither rows nor how many: none of them is an empty or a shorter list. Counters that
 * are missing contradict nothing (whmcs.md 2).
 */
export function readListPage(holder: Row, path: ListPath, start: number): ListPage {
  const entries = readEntries(holder, path);
  const total = readCounter(holder, "totalresults");
  const returned = readCounter(holder, "numreturned");
  const from = readCounter(holder, "startnumber");
  const end = start + entries.length;
  if (returned !== null && returned !== entries.length)
    throw new WireFault("numreturned", "not the rows sent");
  if (entries.length > 0 && from !== null && from !== start)
    throw new WireFault("startnumber", "not the page asked for");
  if (total !== null && (entries.length === 0 ? total > start : total < end))
    throw new WireFault("totalresults", "not the rows sent");
  const tellsNothing = total === null && returned === null && containerOf(holder, path) === undefined;
  if (tellsNothing && !path.isUncounted) throw new WireFault(path.plural, "missing");
  return { entries, total };
}

/**
 * The entries of a list that comes whole: it counts as many rows as it holds, where it counts. Throws WireFault as
 * readListPage does.
 */
export function readWholeList(holder: Row, path: ListPath): unknown[] {
  const { entries, total } = readListPage(holder, path, 0);
  if (total !== null && total !== entries.length) throw new WireFault("totalresults", "not the rows sent");
  return entries;
}

function readCounter(holder: Row, name: "totalresults" | "startnumber" | "numreturned"): number | null {
  const value = holder[name];
  if (value === undefined || value === null || value === "" || value === false) return null;
  return readWire(wireInteger.pipe(z.int().nonnegative()), value, name);
}

/** Entry by entry: what `read` throws a WireFault for is unreadable by itself. */
export function readEach<T>(entries: readonly unknown[], at: string, read: (row: Row) => T): Listing<T> {
  const listing: Listing<T> = { rows: [], unreadable: [] };
  entries.forEach((entry, index) => {
    try {
      listing.rows.push(read(toRow(entry, `${at}.${index}`)));
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      listing.unreadable.push({ id: readRowId(entry), field: error.field });
    }
  });
  return listing;
}

/** Null where a row has no id that can be read. */
export function readRowId(entry: unknown): number | null {
  if (!isObject(entry)) return null;
  const id = wireInteger.safeParse(entry["id"]);
  return id.success && id.data > 0 ? id.data : null;
}

/** The rows of a list inside a record, each of which has to be readable. Throws WireFault. */
export function readRows(holder: Row, path: ListPath): Row[] {
  const at = placeOf(path);
  return readEntries(holder, path).map((entry, index) => toRow(entry, `${at}.${index}`));
}

/** Rows read with a schema, with the row's place in the field of a fault. */
export function readRowsAs<S extends z.ZodType>(holder: Row, path: ListPath, schema: S): z.output<S>[] {
  return readRows(holder, path).map((row, index) => readWire(schema, row, `${placeOf(path)}.${index}`));
}

/** Rows read with a schema, without those that are odd: for lists of which a single row is wanted. */
export function readableRowsAs<S extends z.ZodType>(holder: Row, path: ListPath, schema: S): z.output<S>[] {
  return readEach(readEntries(holder, path), placeOf(path), (row) => readWire(schema, row)).rows;
}

export function placeOf({ plural, singular }: ListPath): string {
  return singular === null ? plural : `${plural}.${singular}`;
}
