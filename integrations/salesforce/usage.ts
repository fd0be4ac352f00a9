export type Share = { used: number; max: number };

/** Calls of the last 24 hours as the latest answer told them, of the org and of our app alone. */
export type ApiUsage = Share & { perApp: Share | null; at: Date };

export type UsageWatch = {
  /** Reads `Sforce-Limit-Info`; a missing or odd header changes nothing. */
  observe(header: string | null): void;
  latest(): ApiUsage | null;
  /** How freely to call: `low` from 80 % on, background polling at its slowest; `reserved` from 95 % on (salesforce-wire.md 7). */
  level(): "free" | "low" | "reserved";
};

const LOW = 0.8;
const RESERVED = 0.95;
/** After this long a figure says nothing: one call may find out how things stand. */
const STALE_MS = 15 * 60 * 1000;

export function createUsageWatch(now: () => Date): UsageWatch {
  let latest: ApiUsage | null = null;
  return {
    observe(header) {
      const usage = header === null ? null : readShare(header, /(?:^|[;\s])api-usage=(\d+)\/(\d+)/);
      if (header === null || usage === null) return;
      latest = { ...usage, perApp: readShare(header, /per-app-api-usage=(\d+)\/(\d+)/), at: now() };
    },
    latest: () => latest,
    level() {
      if (latest === null || now().getTime() - latest.at.getTime() > STALE_MS) return "free";
      const share = latest.used / latest.max;
      if (share >= RESERVED) return "reserved";
      return share >= LOW ? "low" : "free";
    },
  };
}

function readShare(header: string, pattern: RegExp): Share | null {
  const [, used, max] = pattern.exec(header) ?? [];
  return used === undefined || Number(max) === 0 ? null : { used: Number(used), max: Number(max) };
}
