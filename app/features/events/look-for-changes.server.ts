import { advanceCursor, findCursor } from "#db/repositories/event-positions.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { FoundRecord, WatchedRecord } from "#domain/realtime/customer-changes.ts";
import type { Services } from "~/services.ts";
import { LOOK_BACK_MS, takeFound } from "./take-event.server.ts";

/** A change is visible when it is committed, which is after the moment it bears. */
const OVERLAP_MS = 120_000;

/**
 * Looks for changes of one kind of records since the last look and acts on them as events do: what no event told of is found here,
 * deletions of orders too (salesforce-wire.md 12). All times are the customer system's own. The very first look goes back as far as the bus remembers and
 * takes no answer for news: it was given before the portal listened. Throws what the customer system and the database throw;
 * what was found until then is taken in.
 */
export async function lookForChanges(
  deps: Pick<Services, "database" | "queue" | "now" | "logger" | "metrics" | "salesforce">,
  record: WatchedRecord,
): Promise<number> {
  const { database, salesforce, now } = deps;
  const cursor = await asSystem(database, (tx) => findCursor(tx, record));
  const latest = cursor ?? (await salesforce.findLatestChange({ record }));
  if (latest === null) return 0;
  const since = new Date(latest.getTime() - (cursor === null ? LOOK_BACK_MS : OVERLAP_MS));
  let after: FoundRecord | null = null;
  let fresh = 0;
  for (;;) {
    const page: Page = await salesforce.listChanges({ record, since, after });
    const last = page.found.at(-1);
    if (last === undefined) break;
    const found = cursor === null ? page.found.map(withoutNews) : page.found;
    fresh += await asSystem(database, async (tx) => {
      await advanceCursor(tx, { record, changedAt: last.changedAt, now: now() });
      return takeFound(tx, deps, found);
    });
    if (page.isLast) break;
    after = last;
  }
  return record === "order" ? fresh + (await takeDeleted(deps, { record, cursor })) : fresh;
}

/** Deletions bear no stamp that a query could find, so that they are looked for beside the changes. */
async function takeDeleted(
  deps: Parameters<typeof lookForChanges>[0],
  { record, cursor }: { record: "order"; cursor: Date | null },
): Promise<number> {
  const { database, salesforce, now } = deps;
  const today = now().getTime();
  const since = Math.max(today - LOOK_BACK_MS, Math.min(cursor?.getTime() ?? 0, today) - OVERLAP_MS);
  const found = await salesforce.listDeleted({
    record,
    since: new Date(since),
    until: new Date(today + OVERLAP_MS),
  });
  return asSystem(database, (tx) => takeFound(tx, deps, found));
}

type Page = Awaited<ReturnType<Services["salesforce"]["listChanges"]>>;

function withoutNews(found: FoundRecord): FoundRecord {
  return {
    ...found,
    changes: found.changes.map((change) =>
      change.kind === "account" ? { ...change, eligibility: false, verification: false } : change,
    ),
  };
}
