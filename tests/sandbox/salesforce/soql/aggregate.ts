import type { FieldFunctionExpression, Query, Subquery } from "@jetstreamapp/soql-parser-js";
import {
  field as makeField,
  type Address,
  type Field,
  type ObjectSchema,
  type Row,
  type Value,
} from "../schema/field.ts";
import type { Store } from "../store.ts";
import { malformed, type Test } from "./conditions.ts";
import { keyOf, toFilter, type Operand } from "./filter.ts";
import { readPath, resolvePath } from "./paths.ts";
import type { Result } from "./result.ts";

const NUMBER: Field = makeField("number", "double");
const FUNCTIONS: ReadonlySet<string> = new Set(["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"]);

export function isAggregate(query: Query | Subquery): boolean {
  return (
    query.groupBy !== undefined ||
    (query.fields ?? []).some((each) => each.type === "FieldFunctionExpression" && isFunction(each))
  );
}

/** COUNT() puts its number into `totalSize`; everything else is rows of AggregateResult, one per group. */
export function aggregate(
  store: Store,
  { query, object, rows }: { query: Query | Subquery; object: ObjectSchema; rows: Row[] },
): Result {
  const fields = query.fields ?? [];
  const [only] = fields;
  if (fields.length === 1 && only?.type === "FieldFunctionExpression" && isCountAll(only))
    return { totalSize: rows.length, records: [] };

  const keys = (query.groupBy === undefined ? [] : [query.groupBy].flat()).map((clause) => {
    if (!("field" in clause)) throw malformed("only fields can be grouped by here");
    return resolvePath(object, clause.field);
  });
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((path) => keyOf(path.field, readPath(store, path, row) as Value)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  if (keys.length === 0 && groups.size === 0) groups.set("", []);

  let current: Row[] = [];
  const having = toFilter(query.having, {
    today: store.today(),
    operand: (condition) => operandOf(store, object, { condition, group: () => current }),
    subquery: () => {
      throw malformed("no sub-select in HAVING");
    },
  });
  const records: Record<string, unknown>[] = [];
  for (const group of groups.values()) {
    current = group;
    if (!having({})) continue;
    const record: Record<string, unknown> = { attributes: { type: "AggregateResult" } };
    let unnamed = 0;
    for (const each of fields) {
      if (each.type === "FieldFunctionExpression" && isFunction(each))
        record[each.alias ?? `expr${unnamed++}`] = calculate(store, object, { call: each, group });
      else if (each.type === "Field" || each.type === "FieldRelationship") {
        const name = each.type === "Field" ? each.field : [...each.relationships, each.field].join(".");
        const path = resolvePath(object, name);
        if (!keys.some((key) => key.field === path.field))
          throw malformed(`Field must be grouped or aggregated: ${name}`);
        record[("alias" in each ? each.alias : undefined) ?? path.field.name] = group[0]
          ? readPath(store, path, group[0])
          : null;
      } else throw malformed("this kind of field is not known in a grouped query");
    }
    records.push(record);
  }
  const limited = records.slice(0, query.limit);
  return { totalSize: limited.length, records: limited };
}

type Call = Pick<FieldFunctionExpression, "functionName" | "parameters">;

function isFunction({ functionName }: Call): boolean {
  return FUNCTIONS.has(functionName.toUpperCase());
}

/** The field a function is asked about. Throws Failure for a function inside a function. */
function parameterOf({ parameters }: Call): string {
  const [parameter] = parameters ?? [];
  if (typeof parameter === "string") return parameter;
  throw malformed("only fields can be counted here");
}

function isCountAll({ functionName, parameters = [] }: Call): boolean {
  return functionName.toUpperCase() === "COUNT" && parameters.length === 0;
}

function calculate(
  store: Store,
  object: ObjectSchema,
  { call, group }: { call: Call; group: Row[] },
): Value | Address {
  const name = call.functionName.toUpperCase();
  if (isCountAll(call)) return group.length;
  const path = resolvePath(object, parameterOf(call));
  const values = group.map((row) => readPath(store, path, row) as Value).filter((value) => value !== null);
  const numbers = values.filter((value) => typeof value === "number");
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const sorted = values.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  switch (name) {
    case "COUNT":
      return values.length;
    case "COUNT_DISTINCT":
      return new Set(values.map((value) => keyOf(path.field, value))).size;
    case "SUM":
      return numbers.length === 0 ? null : total;
    case "AVG":
      return numbers.length === 0 ? null : total / numbers.length;
    case "MIN":
      return sorted[0] ?? null;
    case "MAX":
      return sorted.at(-1) ?? null;
    default:
      throw malformed(`unknown function ${name}`);
  }
}

function operandOf(
  store: Store,
  object: ObjectSchema,
  { condition, group }: { condition: Test; group: () => Row[] },
): Operand {
  if ("fn" in condition && condition.fn) {
    const call = condition.fn as Call;
    return { field: NUMBER, read: () => calculate(store, object, { call, group: group() }) };
  }
  if (!("field" in condition)) throw malformed("unknown condition in HAVING");
  const path = resolvePath(object, condition.field);
  return {
    field: path.field,
    read: () => {
      const [first] = group();
      return first ? readPath(store, path, first) : null;
    },
  };
}
