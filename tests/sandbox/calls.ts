export type CallRecord = { action: string; at: string; ms: number; params: Record<string, string> };

export type CallLog = {
  /** Logs a call on arrival; the answer's time is filled in later through the record. */
  add(call: CallRecord): CallRecord;
  clear(): void;
  view(): { total: number; byAction: Record<string, number>; recent: CallRecord[] };
};

const KEPT = 200;
const MAX_VALUE = 200;

/** Counts calls and keeps the latest 200, newest last. Values of the `secret` parameters never enter it. */
export function createCallLog(secret: ReadonlySet<string>): CallLog {
  let total = 0;
  let byAction = new Map<string, number>();
  let recent: CallRecord[] = [];
  return {
    add(call) {
      total += 1;
      byAction.set(call.action, (byAction.get(call.action) ?? 0) + 1);
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(call.params))
        if (!secret.has(name))
          params[name] = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
      const record = { ...call, params };
      recent.push(record);
      if (recent.length > KEPT) recent = recent.slice(-KEPT);
      return record;
    },
    clear() {
      total = 0;
      byAction = new Map();
      recent = [];
    },
    view: () => ({
      total,
      byAction: Object.fromEntries(byAction),
      recent: recent.map((call) => ({ ...call })),
    }),
  };
}
