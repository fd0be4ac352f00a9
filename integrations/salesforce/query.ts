import { z } from "zod";
import { readWire, WireFault } from "#domain/shared/wire.ts";
import type { SalesforceClient, Send } from "./client.ts";
import { LocatorExpired } from "./errors.ts";
import type { Soql } from "./soql.ts";
import { RecordWire, type WireRecord } from "./wire.ts";

const PageWire = z.object({
  totalSize: z.int().min(0),
  done: z.boolean(),
  records: z.array(RecordWire),
  nextRecordsUrl: z.string().optional(),
});

/** `01g…-2000`, behind whatever version the answer names. */
const NEXT = /^\/services\/data\/v\d+\.\d\/query(?:All)?\/([A-Za-z0-9]{15,18}-\d{1,7})$/;

export type QueryOptions<T> = {
  action: string;
  soql: Soql;
  /** Makes a row; a WireFault becomes a `provider_contract` error. */
  read: (record: WireRecord) => T;
  /** More rows than this are an error, not a part of the truth: a list cut short looks like a whole one. */
  maxRows: number;
  /** Rows per page, 200 to 2,000; the server may send fewer (salesforce-wire.md 7). */
  pageSize?: number;
  isUrgent?: boolean;
};

/** All rows of a query, page by page. Runs it once more from the start when a page is no longer kept. */
export function queryRows<T>(client: SalesforceClient, options: QueryOptions<T>): Promise<T[]> {
  return client.call({
    action: options.action,
    kind: "read",
    isUrgent: options.isUrgent ?? false,
    run: async (send) => {
      try {
        return await readPages(send, options);
      } catch (error) {
        if (!(error instanceof LocatorExpired)) throw error;
        return await readPages(send, options).catch((again: unknown) => {
          throw again instanceof LocatorExpired ? new WireFault("nextRecordsUrl", "expired at once") : again;
        });
      }
    },
  });
}

async function readPages<T>(send: Send, { soql, read, maxRows, pageSize }: QueryOptions<T>): Promise<T[]> {
  const headers: Record<string, string> =
    pageSize === undefined ? {} : { "Sforce-Query-Options": `batchSize=${pageSize}` };
  let page = readPage(await send({ method: "GET", path: ["query"], query: { q: soql.soql }, headers }));
  const { totalSize } = page;
  if (totalSize > maxRows) throw new WireFault("totalSize", `more than ${maxRows} rows`);
  const rows = [...page.records];
  while (page.next !== null && rows.length <= maxRows) {
    page = readPage(await send({ method: "GET", path: ["query", page.next], headers }));
    if (page.records.length === 0) throw new WireFault("records", "an empty page");
    rows.push(...page.records);
  }
  // Each page is read at its own moment, yet of one result: a row short of it was lost on the way.
  if (rows.length !== totalSize) throw new WireFault("totalSize", "other than the number of rows");
  return rows.map(read);
}

function readPage(answer: unknown): { totalSize: number; records: WireRecord[]; next: string | null } {
  const { totalSize, done, records, nextRecordsUrl } = readWire(PageWire, answer);
  if (done) return { totalSize, records, next: null };
  // Only its last part is used: the address of the next page decides nothing about where the token goes.
  const next = NEXT.exec(nextRecordsUrl ?? "")?.[1];
  if (next === undefined) throw new WireFault("nextRecordsUrl", "not a page of a query");
  return { totalSize, records, next };
}

/** The rows of a list inside a record; Salesforce answers null for an empty one. Throws WireFault when it goes on elsewhere. */
export function readChildren(record: WireRecord, list: string): WireRecord[] {
  if (record[list] === null) return [];
  const { done, records } = readWire(PageWire, record[list], list);
  if (!done) throw new WireFault(list, "longer than one page");
  return records;
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
