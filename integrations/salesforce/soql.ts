/** Query text, or a piece of it, made by the tag or of a name, never by hand. */
class Verbatim {
  readonly soql: string;
  constructor(text: string) {
    this.soql = text;
  }
}
export type Soql = Verbatim;

class LikePattern {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Scalar = string | number | boolean | Date | null;
export type SoqlValue = Scalar | readonly Scalar[] | Verbatim | LikePattern;

/** Longer lists meet the limit of 16,384 bytes for an address (salesforce-wire.md 7). */
export const MAX_LIST = 200;
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*$/;

/**
 * The one way to build SOQL: every value is a literal of its kind, names come in through `name` and `names` alone. Throws a
 * RangeError for what has no literal (undefined, NaN, an empty list, an object): jsforce's own builder drops such a condition in
 * silence and reads everybody's rows (salesforce-wire.md 9.5 and 14).
 */
export function soql(texts: TemplateStringsArray, ...values: SoqlValue[]): Soql {
  return new Verbatim(texts.reduce((query, text, index) => query + toLiteral(values[index - 1]) + text));
}

/** An object's or field's API name, from a constant of names.ts. */
export function name(text: string): Verbatim {
  if (!IDENTIFIER.test(text)) throw new RangeError("not an API name");
  return new Verbatim(text);
}

export function names(texts: readonly string[]): Verbatim {
  if (texts.length === 0) throw new RangeError("no field was named");
  return new Verbatim(texts.map((text) => name(text).soql).join(", "));
}

/** A pattern that finds values beginning with `text`, whose own wildcards stand for themselves. */
export function startsWith(text: string): LikePattern {
  return new LikePattern(`${escapeText(text).replace(/[%_]/g, "\\$&")}%`);
}

function toLiteral(value: unknown): string {
  if (value instanceof Verbatim) return value.soql;
  if (value instanceof LikePattern) return `'${value.text}'`;
  if (!Array.isArray(value)) return toScalar(value);
  if (value.length === 0 || value.length > MAX_LIST)
    throw new RangeError(`a list in a query needs 1 to ${MAX_LIST} values`);
  return `(${value.map(toScalar).join(",")})`;
}

function toScalar(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `'${escapeText(value)}'`;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value) && !/e/.test(String(value))) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw new RangeError(`no literal for a value of type ${typeof value}`);
}

/** In this order, and nothing else: a double quote stays as it is. */
const ESCAPES: readonly [string, string][] = [
  ["\\", "\\\\"],
  ["'", "\\'"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\b", "\\b"],
  ["\f", "\\f"],
];

function escapeText(text: string): string {
  return ESCAPES.reduce((escaped, [character, by]) => escaped.replaceAll(character, by), text);
}
