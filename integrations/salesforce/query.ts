import { z } from "zod";
import { isAppError } from "#domain/shared/errors.ts";
import { widenSalesforceId } from "#domain/shared/salesforce-ids.ts";
import { RecordWire, type WireRecord } from "#domain/shared/salesforce-wire.ts";
import { readWire, WireFault } from "#domain/shared/wire.ts";
import type { SalesforceClient, Send } from "./client.ts";
import { isLocatorGone } from "./errors.ts";
import { name, names, soql, type Soql } from "./soql.ts";

const ID = "Id";

const PageWire = z.object({
  totalSize: z.int().min(0),
  done: z.boolean(),
  records: z.array(RecordWire),
  nextRecordsUrl: z.string().nullish(),
});

/** `01g…-2000`, behind whatever version the answer names. */
const NEXT = /^\/services\/data\/v\d+\.\d\/query(?:All)?\/([A-Za-z0-9]{15,18}-\d{1,7})$/;

/** Pages of one query. A page holds 200 rows or more where the records are of ordinary length (salesforce-wire.md 7). */
const MAX_PAGES = 25;

/**
 * Values by field that every row must have: one of a list, or the one given. They become the conditions of the query, and every
 * row of the answer is compared with them. Whose the records are stands here.
 */
export type Asked = Readonly<Record<string, string | boolean | readonly string[]>>;

export type Query = {
  action: string;
  from: string;
  select: readonly string[];
  /** Lists inside each row, each a query of its own without parentheses. */
  lists?: readonly Soql[];
  /** `any_record`: whoever's they are. Never for a request of a customer. */
  asked: Asked | "any_record";
  /** A further condition, which rows are not compared with. */
  also?: Soql;
  /** ORDER BY and LIMIT. */
  rest?: Soql;
  /** More rows than this are an error, not a part of the truth: a list cut short looks like a whole one. */
  maxRows: number;
  /** Rows per page, 200 to 2,000; the server may send fewer (salesforce-wire.md 7). */
  pageSize?: number;
  isUrgent?: boolean;
};

/** Makes a row; a WireFault becomes a `provider_contract` error. */
type Reading<T> = { read: (record: WireRecord) => T };

/**
 * All rows of a query, page by page. The one way in for records that are looked for: a row that was not asked for, one that comes
 * twice, and fewer rows than were announced are `provider_contract`. Runs the query once more when a page is no longer kept.
 */
export function queryRows<T>(client: SalesforceClient, query: Query & Reading<T>): Promise<T[]> {
  return client.call({
    action: query.action,
    kind: "read",
    isUrgent: query.isUrgent ?? false,
    run: async (send) => (await readQuery(send, query)).map(query.read),
  });
}

/** Rows that can be read, and the ids of those that cannot. */
export type ReadableRows<T> = { rows: T[]; unreadable: string[] };

/**
 * As `queryRows`, for lists: one record that staff has spoilt does not take the others away. An operator is told of it once. The
 * caller must say that something is missing.
 */
export async function queryReadableRows<T>(
  client: SalesforceClient,
  { read, ...query }: Query & Reading<T>,
): Promise<ReadableRows<T>> {
  const results = await queryRows<{ row: T } | { unreadable: string }>(client, {
    ...query,
    read: (record) => {
      try {
        return { row: read(record) };
      } catch (error) {
        if (!(error instanceof WireFault)) throw error;
        const id = idOf(record);
        client.onUnreadable(query.action)(id, error.field);
        return { unreadable: id };
      }
    },
  });
  return {
    rows: results.flatMap((each) => ("row" in each ? [each.row] : [])),
    unreadable: results.flatMap((each) => ("unreadable" in each ? [each.unreadable] : [])),
  };
}

/** One record by its id. Throws AppError `not_found` for an unknown one, `provider_contract` for another record than asked for. */
export function readRecord<T>(
  client: SalesforceClient,
  {
    action,
    object,
    id,
    select,
    isUrgent = false,
    read,
  }: {
    action: string;
    object: string;
    id: string;
    select: readonly string[];
    isUrgent?: boolean;
  } & Reading<T>,
): Promise<T> {
  return client.call({
    action,
    kind: "read",
    isUrgent,
    run: async (send) => {
      const query = { fields: select.join(",") };
      const record = readWire(
        RecordWire,
        await send({ method: "GET", path: ["sobjects", object, id], query }),
      );
      requireAsked(record, { [ID]: id });
      return read(record);
    },
  });
}

/** The rows of a query inside a call. Throws WireFault as `queryRows` says. */
export async function readQuery(send: Send, query: Omit<Query, "action">): Promise<WireRecord[]> {
  const { asked } = query;
  const rows = await readAllPages(send, { ...query, soql: questionOf(query) });
  const ids = new Set<string>();
  for (const record of rows) {
    ids.add(idOf(record));
    if (asked !== "any_record") requireAsked(record, asked);
  }
  if (ids.size !== rows.length) throw new WireFault(ID, "the same record twice");
  return rows;
}

function questionOf({ from, select, lists = [], asked, also, rest }: Omit<Query, "action">): Soql {
  const wanted = asked === "any_record" ? {} : asked;
  const fields = names([...new Set([ID, ...select, ...Object.keys(wanted)])]);
  const columns = lists.reduce((all, list) => soql`${all}, (${list})`, soql`${fields}`);
  const conditions = Object.entries(wanted).map(([field, value]) =>
    typeof value === "object" ? soql`${name(field)} IN ${value}` : soql`${name(field)} = ${value}`,
  );
  if (also) conditions.push(soql`(${also})`);
  const [first, ...others] = conditions;
  const where = first
    ? others.reduce((all, condition) => soql`${all} AND ${condition}`, soql` WHERE ${first}`)
    : soql``;
  return soql`SELECT ${columns} FROM ${name(from)}${where}${rest ? soql` ${rest}` : soql``}`;
}

function idOf(record: WireRecord): string {
  const id = record[ID];
  const widened = typeof id === "string" ? widenSalesforceId(id) : null;
  if (widened === null) throw new WireFault(ID, "not an id");
  return widened;
}

/** Throws WireFault for a record of somebody else, or another one than asked for. */
function requireAsked(record: WireRecord, asked: Asked): void {
  for (const [field, value] of Object.entries(asked)) {
    const found = field
      .split(".")
      .reduce<unknown>((inner, part) => RecordWire.safeParse(inner).data?.[part], record);
    if (![value].flat().some((each) => isSame(each, found)))
      throw new WireFault(field, "not what was asked for");
  }
}

/** Ids in both their lengths; other text without case, as SOQL compares it. */
function isSame(asked: string | boolean, found: unknown): boolean {
  if (typeof asked !== "string" || typeof found !== "string") return asked === found;
  const id = widenSalesforceId(asked);
  return id === null ? asked.toLowerCase() === found.toLowerCase() : id === widenSalesforceId(found);
}

type Paging = { soql: Soql; maxRows: number; pageSize?: number };

/** What a query finds, once more from the start when one of its pages is no longer kept. */
export async function readAllPages(send: Send, paging: Paging): Promise<WireRecord[]> {
  try {
    return await readPages(send, paging);
  } catch (error) {
    if (!isLocatorGone(error)) throw error;
    return await readPages(send, paging).catch((again: unknown) => {
      throw isLocatorGone(again) ? new WireFault("nextRecordsUrl", "expired at once") : again;
    });
  }
}

async function readPages(send: Send, { soql, maxRows, pageSize }: Paging): Promise<WireRecord[]> {
  const headers: Record<string, string> =
    pageSize === undefined ? {} : { "Sforce-Query-Options": `batchSize=${pageSize}` };
  const answer = await send({ method: "GET", path: ["query"], query: { q: soql.soql }, headers }).catch(
    (error: unknown) => {
      // A search that finds nothing answers an empty list.
      throw isAppError(error) && error.code === "not_found" ? new WireFault("query", "not found") : error;
    },
  );
  let page = readPage(answer);
  const { totalSize } = page;
  if (totalSize > maxRows) throw new WireFault("totalSize", `more than ${maxRows} rows`);
  const rows = [...page.records];
  const seen = new Set<string>();
  while (page.next !== null) {
    if (seen.has(page.next)) throw new WireFault("nextRecordsUrl", "leads to a page that was read");
    if (seen.size === MAX_PAGES - 1) throw new WireFault("nextRecordsUrl", `more than ${MAX_PAGES} pages`);
    seen.add(page.next);
    page = readPage(await send({ method: "GET", path: ["query", page.next], headers }));
    if (page.records.length === 0) throw new WireFault("records", "an empty page");
    if (page.totalSize !== totalSize) throw new WireFault("totalSize", "other than on the first page");
    rows.push(...page.records);
    if (rows.length > totalSize) break;
  }
  // Each page is read at its own moment, yet of one result: a row short of it was lost on the way.
  if (rows.length !== totalSize) throw new WireFault("totalSize", "other than the number of rows");
  return rows;
}

function readPage(answer: unknown): { totalSize: number; records: WireRecord[]; next: string | null } {
  const { totalSize, done, records, nextRecordsUrl = null } = readWire(PageWire, answer);
  if (done !== (nextRecordsUrl === null)) throw new WireFault("done", "does not agree with the next page");
  if (nextRecordsUrl === null) return { totalSize, records, next: null };
  // Only its last part is used: the address of the next page decides nothing about where the token goes.
  const next = NEXT.exec(nextRecordsUrl)?.[1];
  if (next === undefined) throw new WireFault("nextRecordsUrl", "not a page of a query");
  return { totalSize, records, next };
}

/** The number a `COUNT()` query answers in `totalSize`, without rows. */
export function queryCount(
  client: SalesforceClient,
  { action, soql }: { action: string; soql: Soql },
): Promise<number> {
  return client.call({
    action,
    kind: "read",
    run: async (send) =>
      readWire(PageWire, await send({ method: "GET", path: ["query"], query: { q: soql.soql } })).totalSize,
  });
}
