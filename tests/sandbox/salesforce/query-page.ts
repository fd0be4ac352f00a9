import { notFound } from "./failure.ts";
import type { Org, RestAnswer, RestCall } from "./org.ts";
import { malformed } from "./soql/conditions.ts";
import { runQuery } from "./soql/query.ts";

const SMALLEST_PAGE = 200;

/** `query?q=` and `query/<locator>` (salesforce-wire.md 5). */
export async function handleQuery(
  org: Org,
  call: RestCall,
  [locator, ...more]: string[],
): Promise<RestAnswer> {
  if (call.method !== "GET" || more.length > 0) throw notFound();
  const next = (name: string | null) =>
    name === null
      ? { done: true }
      : { done: false, nextRecordsUrl: `/services/data/v${call.version}/query/${name}` };
  if (locator !== undefined) {
    const { page, total, next: name } = org.locators.more(locator);
    return { status: 200, body: { totalSize: total, ...next(name), records: page } };
  }
  const soql = call.query.get("q");
  if (soql === null) throw malformed("A query string has to be specified");
  const { totalSize, records } = await runQuery(
    org.store,
    soql,
    (object, id) => `/services/data/v${call.version}/sobjects/${object.name}/${id}`,
  );
  const { page, next: name } = org.locators.open(records, pageSize(org, call));
  return { status: 200, body: { totalSize, ...next(name), records: page } };
}

function pageSize({ switches }: Org, { headers }: RestCall): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(String(headers["sforce-query-options"] ?? ""))?.[1];
  if (asked === undefined) return switches.pageSize;
  return Math.min(switches.pageSize, Math.max(SMALLEST_PAGE, Number(asked)));
}
