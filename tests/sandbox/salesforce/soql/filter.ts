import type { WhereClause } from "@jetstreamapp/soql-parser-js";
import { tokyoDay } from "../../dates.ts";
import { Failure } from "../failure.ts";
import { widen } from "../ids.ts";
import type { Address, Field, Row, Value } from "../schema/field.ts";
import { malformed, toTree, type Test, type Tree } from "./conditions.ts";
import { toDays, toLike, toPlain } from "./literals.ts";

export type Filter = (row: Row) => boolean;

/** What a condition is about: an expression of a row and the field that says how it compares. */
export type Operand = { field: Field; read(row: Row): Value | Address };

export type FilterDeps = {
  today: string;
  /** The operand of a condition. Throws Failure for an unknown name. */
  operand(condition: Test): Operand;
  /** Values of the one column of a semi-join. */
  subquery(condition: Test): Value[];
};

const LONG_TEXT = 255;

/** Makes a test of a WHERE or HAVING clause. Throws Failure for what Salesforce refuses. */
export function toFilter(clause: WhereClause | undefined, deps: FilterDeps): Filter {
  if (!clause) return () => true;
  return run(toTree(clause), deps);
}

function run(tree: Tree<Test>, deps: FilterDeps): Filter {
  switch (tree.kind) {
    case "and": {
      const terms = tree.terms.map((term) => run(term, deps));
      return (row) => terms.every((term) => term(row));
    }
    case "or": {
      const terms = tree.terms.map((term) => run(term, deps));
      return (row) => terms.some((term) => term(row));
    }
    case "not": {
      const term = run(tree.term, deps);
      return (row) => !term(row);
    }
    case "test":
      return toTest(tree.test, deps);
  }
}

function toTest(condition: Test, deps: FilterDeps): Filter {
  const { field, read } = deps.operand(condition);
  if (
    field.type === "address" ||
    field.type === "base64" ||
    (field.type === "textarea" && field.length > LONG_TEXT)
  )
    throw new Failure("INVALID_FIELD", `field '${field.name}' can not be filtered in a query call`);
  const operator = "operator" in condition ? condition.operator.toUpperCase() : "";
  const literal = "value" in condition ? condition.value : undefined;
  const type = "literalType" in condition ? condition.literalType : undefined;
  const value = (row: Row): Value => read(row) as Value;

  if (operator === "LIKE") {
    if (typeof literal !== "string" || type !== "STRING") throw wrongType(field);
    const pattern = toLike(literal);
    return (row) => {
      const text = value(row);
      return typeof text === "string" && pattern.test(text);
    };
  }
  if (operator === "IN" || operator === "NOT IN") {
    const wanted =
      type === "SUBQUERY"
        ? deps.subquery(condition)
        : listOf(literal, type).map(([text, kind]) => checked(field, toPlain(text, kind), kind));
    const keys = new Set(wanted.map((each) => keyOf(field, each)));
    return (row) => keys.has(keyOf(field, value(row))) === (operator === "IN");
  }
  if (typeof literal !== "string" || typeof type !== "string")
    throw malformed("unexpected value in the condition");
  if (type === "DATE_LITERAL" || type === "DATE_N_LITERAL") {
    const days = toDays(literal, deps.today);
    return (row) => compareDays(operator, dayOf(field, value(row)), days);
  }
  const wanted = checked(field, toPlain(literal, type), type);
  return (row) => compare(field, operator, value(row), wanted);
}

function listOf(literal: unknown, type: unknown): [string, string][] {
  if (!Array.isArray(literal)) throw malformed("IN operator must be used with an iterable expression");
  return literal.map((text, index) => [String(text), String(Array.isArray(type) ? type[index] : type)]);
}

/** Refuses a literal of a type the field cannot be compared with, as Salesforce does. */
function checked(field: Field, value: Value, type: string): Value {
  if (value === null) return null;
  const allowed: Record<string, readonly string[]> = {
    boolean: ["BOOLEAN"],
    double: ["INTEGER", "DECIMAL"],
    currency: ["INTEGER", "DECIMAL"],
    date: ["DATE"],
    datetime: ["DATETIME"],
  };
  if (!(allowed[field.type] ?? ["STRING"]).includes(type)) throw wrongType(field);
  if ((field.type === "id" || field.type === "reference") && widen(String(value)) === null)
    throw new Failure("INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${String(value)}`);
  return value;
}

function wrongType(field: Field): Failure {
  return new Failure(
    "INVALID_FIELD",
    `value of filter criterion for field '${field.name}' must be of type ${field.type} and should not be enclosed in quotes`,
  );
}

/** The form in which two values are equal: case does not count, except in ids and case-sensitive keys. */
export function keyOf(field: Field, value: Value): Value {
  if (typeof value !== "string") return value;
  if (field.type === "id" || field.type === "reference") return widen(value) ?? value;
  if (field.type === "datetime") return Date.parse(value);
  return field.caseSensitive || field.type === "date" ? value : value.toLowerCase();
}

function compare(field: Field, operator: string, stored: Value, wanted: Value): boolean {
  const one = keyOf(field, stored);
  const other = keyOf(field, wanted);
  if (operator === "=") return one === other;
  if (operator === "!=" || operator === "<>") return one !== other;
  if (one === null || other === null) return false;
  return inOrder(operator, one < other ? -1 : one > other ? 1 : 0);
}

function compareDays(
  operator: string,
  day: string | null,
  { first, last }: { first: string; last: string },
): boolean {
  if (operator === "!=" || operator === "<>") return day === null || day < first || day > last;
  if (day === null) return false;
  const position = day < first ? -1 : day > last ? 1 : 0;
  return operator === "=" ? position === 0 : inOrder(operator, position);
}

function inOrder(operator: string, position: number): boolean {
  switch (operator) {
    case "<":
      return position < 0;
    case "<=":
      return position <= 0;
    case ">":
      return position > 0;
    case ">=":
      return position >= 0;
    default:
      throw malformed(`unknown operator ${operator}`);
  }
}

function dayOf(field: Field, value: Value): string | null {
  if (typeof value !== "string") return null;
  return field.type === "datetime" ? tokyoDay(new Date(value)) : value;
}
