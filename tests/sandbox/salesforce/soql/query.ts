import type { Query, Subquery } from "@jetstreamapp/soql-parser-js";
import { Failure } from "../failure.ts";
import type { ObjectSchema, Row, Value } from "../schema/field.ts";
import { findObject, listChildren } from "../schema/objects.ts";
import type { Store } from "../store.ts";
import { aggregate, isAggregate } from "./aggregate.ts";
import { malformed, type Test } from "./conditions.ts";
import { keyOf, toFilter, type Operand } from "./filter.ts";
import { readPath, resolvePath } from "./paths.ts";
import type { RecordUrl, Result } from "./result.ts";
import { toSelection } from "./select.ts";

const MAX_OFFSET = 2_000;
const MAX_LENGTH = 100_000;

/**
 * Runs a query against the store. Throws Failure: MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD. The parser is loaded with the
 * first query: it takes a third of a second.
 */
export async function runQuery(store: Store, soql: string, recordUrl: RecordUrl): Promise<Result> {
  if (soql.length > MAX_LENGTH)
    throw new Failure("QUERY_TOO_COMPLICATED", "SOQL statements cannot be longer than 100000 characters");
  const { parseQuery } = await import("@jetstreamapp/soql-parser-js");
  return execute(store, parse(parseQuery, soql), recordUrl);
}

function parse(parseQuery: (soql: string) => Query, soql: string): Query {
  try {
    return parseQuery(soql);
  } catch {
    // The parser's own words are not Salesforce's, and no caller may depend on either.
    throw malformed(`\n${soql.slice(0, 200)}\n^\nERROR at Row:1:Column:1\nunexpected token`);
  }
}

export function execute(store: Store, query: Query, recordUrl: RecordUrl): Result {
  const object = findObject(query.sObject ?? "");
  if (object === null)
    throw new Failure(
      "INVALID_TYPE",
      `\n${query.sObject ?? ""}\n^\nERROR at Row:1:Column:1\nsObject type '${query.sObject ?? ""}' is not supported.`,
    );
  return executeOn(store, { query, object, rows: store.list(object), recordUrl });
}

type Execution = { query: Query | Subquery; object: ObjectSchema; rows: Row[]; recordUrl: RecordUrl };

function executeOn(store: Store, { query, object, rows, recordUrl }: Execution): Result {
  if ((query.offset ?? 0) > MAX_OFFSET)
    throw new Failure("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
  const filter = toFilter(query.where, {
    today: store.today(),
    operand: (condition) => operandOf(store, object, condition),
    subquery: (condition) => semiJoin(store, condition, recordUrl),
  });
  const found = rows.filter(filter);
  if (isAggregate(query)) return aggregate(store, { query, object, rows: found });
  const selection = toSelection(store, {
    query,
    object,
    recordUrl,
    subquery: (subquery, parentId) => runSubquery(store, { subquery, parent: object, parentId, recordUrl }),
  });
  const start = query.offset ?? 0;
  const part = sort(store, object, query, found).slice(
    start,
    query.limit === undefined ? undefined : start + query.limit,
  );
  return { totalSize: part.length, records: part.map(selection) };
}

function operandOf(store: Store, object: ObjectSchema, condition: Test): Operand {
  if (!("field" in condition)) throw malformed("functions are not known in a condition here");
  const path = resolvePath(object, condition.field);
  return { field: path.field, read: (row) => readPath(store, path, row) };
}

function semiJoin(store: Store, condition: Test, recordUrl: RecordUrl): Value[] {
  const query = "valueQuery" in condition ? condition.valueQuery : undefined;
  const column = query?.fields?.[0];
  if (!query || query.fields?.length !== 1 || column?.type !== "Field")
    throw malformed("semi join sub-selects can only select one field");
  return execute(store, query, recordUrl).records.map(
    (record) => record[nameOf(query, column.field)] as Value,
  );
}

function nameOf(query: Query, field: string): string {
  const object = findObject(query.sObject ?? "");
  return object ? resolvePath(object, field).field.name : field;
}

/** Null for a parent without children: an empty list is never answered (salesforce-wire.md 2). */
function runSubquery(
  store: Store,
  options: { subquery: Subquery; parent: ObjectSchema; parentId: string; recordUrl: RecordUrl },
): Record<string, unknown> | null {
  const { subquery, parent, parentId, recordUrl } = options;
  const relation = listChildren(parent).find(
    (each) => each.name?.toLowerCase() === subquery.relationshipName.toLowerCase(),
  );
  if (!relation)
    throw new Failure(
      "INVALID_TYPE",
      `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call.`,
    );
  const rows = store.list(relation.object).filter((row) => row[relation.field.name] === parentId);
  const result = executeOn(store, { query: subquery, object: relation.object, rows, recordUrl });
  return result.records.length === 0
    ? null
    : { totalSize: result.totalSize, done: true, records: result.records };
}

/** Empty values come first whatever the direction, unless NULLS LAST says otherwise. */
function sort(store: Store, object: ObjectSchema, query: Query | Subquery, rows: Row[]): Row[] {
  const clauses = query.orderBy === undefined ? [] : [query.orderBy].flat();
  const orders = clauses.map((clause) => {
    if (!("field" in clause)) throw malformed("only fields can be sorted by here");
    const path = resolvePath(object, clause.field);
    const direction = clause.order === "DESC" ? -1 : 1;
    const nulls = clause.nulls === "LAST" ? 1 : -1;
    return (one: Row, other: Row): number => {
      const a = keyOf(path.field, readPath(store, path, one) as Value);
      const b = keyOf(path.field, readPath(store, path, other) as Value);
      if (a === b) return 0;
      if (a === null) return nulls;
      if (b === null) return -nulls;
      return a < b ? -direction : direction;
    };
  });
  return rows.toSorted((one, other) => {
    for (const order of orders) {
      const position = order(one, other);
      if (position !== 0) return position;
    }
    return 0;
  });
}
