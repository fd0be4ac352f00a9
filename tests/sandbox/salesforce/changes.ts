import { Failure } from "./failure.ts";
import type { Org, RestAnswer, RestCall } from "./org.ts";
import type { ObjectSchema } from "./schema/field.ts";
import { toStamp } from "./store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** `updated` and `deleted`: ids in a window of at most 30 days back; seconds are cut off (salesforce-wire.md 12). */
export function handleChanges(
  { store, clock }: Org,
  call: RestCall,
  { object, what }: { object: ObjectSchema; what: "updated" | "deleted" },
): RestAnswer {
  const now = clock.now().getTime();
  const start = toMinute(call.query.get("start"));
  const end = toMinute(call.query.get("end"));
  if (start === null || end === null)
    throw new Failure("INVALID_REPLICATION_DATE", "start and end are required dates");
  if (start >= end)
    throw new Failure("INVALID_REPLICATION_DATE", "startDate before endDate by at least one minute");
  if (start < now - 30 * DAY_MS)
    throw new Failure("INVALID_REPLICATION_DATE", "startDate cannot be more than 30 days ago");
  const latestDateCovered = toStamp(new Date(Math.min(end, Math.floor(now / 60_000) * 60_000)));
  const isInside = (stamp: string) => Date.parse(stamp) >= start && Date.parse(stamp) < end;
  if (what === "updated") {
    const ids = store
      .list(object)
      .filter((row) => isInside(String(row["SystemModstamp"])))
      .map((row) => row["Id"]);
    return { status: 200, body: { ids, latestDateCovered } };
  }
  const deletedRecords = store
    .deleted(object)
    .filter(({ at }) => isInside(at))
    .map(({ id, at }) => ({ id, deletedDate: at }));
  return {
    status: 200,
    body: {
      deletedRecords,
      earliestDateAvailable: toStamp(new Date(now - 30 * DAY_MS)),
      latestDateCovered,
    },
  };
}

function toMinute(text: string | null): number | null {
  const instant = text === null ? NaN : Date.parse(text);
  return Number.isNaN(instant) ? null : Math.floor(instant / 60_000) * 60_000;
}
