import { escapeHtml } from "../html.ts";
import { Refusal } from "./refusal.ts";
import type { Shape } from "./shape.ts";

/** Text a person typed: WHMCS may hand it out with HTML entities (whmcs.md 2, "Text"). */
export class Typed {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export function typed(text: string): Typed {
  return new Typed(text);
}

type RowsOptions = { whenEmpty?: "string" | "object"; found?: boolean };

/** A list two levels deep (`singular` set) or flat (null), in whatever container the shape asks for. */
export class Rows {
  readonly singular: string | null;
  readonly rows: readonly unknown[];
  readonly options: RowsOptions;
  constructor(singular: string | null, rows: readonly unknown[], options: RowsOptions = {}) {
    this.singular = singular;
    this.rows = rows;
    this.options = options;
  }
}

/** Rows inside a row. */
export function inner(singular: string, rows: readonly unknown[], options: RowsOptions = {}): Rows {
  return new Rows(singular, rows, options);
}

/** The rows an action was asked for; only these may turn into an error when there are none. */
export function found(singular: string | null, rows: readonly unknown[], options: RowsOptions = {}): Rows {
  return new Rows(singular, rows, { ...options, found: true });
}

export type Answer = Record<string, unknown>;

/** Counters and one page of rows, as all paged lists begin. */
export function paged<T>(
  rows: readonly T[],
  page: { start: number; size: number },
): { counters: Answer; rows: readonly T[] } {
  const part = rows.slice(page.start, page.start + page.size);
  return {
    counters: { totalresults: rows.length, startnumber: page.start, numreturned: part.length },
    rows: part,
  };
}

/** The answer in plain JSON values. Throws Refusal when an empty list is to be told as an error. */
export function shapeAnswer(answer: Answer, shape: Shape): Answer {
  const shaped = shapeObject(answer, shape);
  if (!shape.flattenLists) return shaped;
  const flat: Answer = {};
  for (const [key, value] of Object.entries(shaped)) {
    if (answer[key] instanceof Rows && typeof value === "object" && value !== null) flatten(key, value, flat);
    else flat[key] = value;
  }
  return flat;
}

function shapeObject(object: object, shape: Shape): Answer {
  const shaped: Answer = {};
  for (const [key, value] of Object.entries(object)) {
    const result = shapeValue(value, shape, key);
    if (result !== undefined) shaped[key] = result;
  }
  return shaped;
}

function shapeValue(value: unknown, shape: Shape, key: string): unknown {
  if (value instanceof Typed) return shape.entities === "encoded" ? escapeHtml(value.text) : value.text;
  if (value instanceof Rows) return shapeRows(value, shape);
  if (Array.isArray(value)) return value.map((entry) => shapeValue(entry, shape, key));
  if (typeof value === "object" && value !== null) return shapeObject(value, shape);
  if (shape.numbers === "text" && typeof value === "number") return String(value);
  if (shape.numbers === "native" && typeof value === "string") return toNative(key, value);
  return value;
}

function shapeRows(list: Rows, shape: Shape): unknown {
  const rows = list.rows.map((row) => shapeValue(row, shape, ""));
  if (rows.length === 0) return emptyList(list, shape);
  if (list.singular === null) return shape.singleRow === "keyed_object" ? { ...rows } : rows;
  if (shape.singleRow === "keyed_object") return { [list.singular]: { ...rows } };
  if (shape.singleRow === "object" && rows.length === 1) return { [list.singular]: rows[0] };
  return { [list.singular]: rows };
}

function emptyList(list: Rows, shape: Shape): unknown {
  const array = list.singular === null ? [] : { [list.singular]: [] };
  switch (shape.emptyList) {
    case "default":
      if (list.options.whenEmpty === "string") return "";
      return list.options.whenEmpty === "object" ? {} : array;
    case "empty_string":
      return "";
    case "empty_array":
      return array;
    case "missing_key":
      return undefined;
    case "error":
      if (list.options.found) throw new Refusal("No Results Found");
      return array;
  }
}

function flatten(prefix: string, value: unknown, into: Answer): void {
  if (typeof value !== "object" || value === null) {
    into[prefix] = value;
    return;
  }
  for (const [key, entry] of Object.entries(value)) flatten(`${prefix}[${key}]`, entry, into);
}

const INTEGER_KEYS =
  /^(id|.*id|invocieid|pid|gid|currency|qty|totalresults|startnumber|numreturned|ordernum|ordernumber|taxed|format)$/;
const MONEY_KEYS =
  /^(amount.*|subtotal|credit|tax2?|total|balance|fees|rate|taxrate2?|.*amount|newbalance|recurring|setupfee)$/;

function toNative(key: string, value: string): unknown {
  const integer = INTEGER_KEYS.test(key) && /^(0|[1-9]\d{0,14})$/.test(value);
  const money = MONEY_KEYS.test(key) && /^-?\d{1,12}(\.\d+)?$/.test(value);
  return integer || money ? Number(value) : value;
}
