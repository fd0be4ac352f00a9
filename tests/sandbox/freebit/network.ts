import { monthStart } from "../dates.ts";
import { iccidOf, imsiOf } from "../world/ids.ts";
import { compactDay } from "./fields.ts";
import { PLANS } from "./plans.ts";

export type Flag = "10" | "20";

export type VoiceOptions = {
  voiceMail: Flag;
  callWaiting: Flag;
  callTransfer: Flag;
  callTransferWorld: Flag;
  callTransferNoId: Flag;
  worldCall: Flag;
  worldWing: Flag;
  /** Yen. */
  worldCallCreditLimit: string | null;
  worldWingCreditLimit: string | null;
};

export type Queued = {
  /** API number. */
  func: string;
  /** Instant in ms. */
  dueAt: number;
  /** Day it takes effect, `YYYY-MM-DD`. */
  day: string;
  apply(line: Line): void;
};

/** Added capacity, in MB; days `YYYY-MM-DD`. */
export type Grant = { quota: number; day: string; expire: string; quotaCode: string };

export type Line = {
  account: string;
  state: "active" | "suspended" | "temporary" | "waiting" | "obsolete";
  /** `YYYY-MM-DD`; null until the line is opened. */
  startDay: string | null;
  planCode: string | null;
  iccid: string | null;
  imsi: string | null;
  eid: string | null;
  /** Of an activation that is under way. */
  waitingEid: string | null;
  productNumber: string | null;
  contractLine: "4G" | "5G";
  size: "nano" | "esim";
  simKind: string | null;
  sms: boolean;
  talk: boolean;
  /** Remaining, MB. */
  quotaMb: number;
  /** Month (`YYYY-MM-01`) that `quotaMb` belongs to. */
  quotaMonth: string;
  /** Null until voice has been registered, and on lines without it. */
  voice: VoiceOptions | null;
  /** Usage of a day, KB. */
  usageOn(day: string): number;
  grants: Grant[];
  throttled: boolean;
  accepted: { api: string; at: number }[];
  queue: Queued[];
};

export type Card = { productNumber: string; iccid: string; account: string | null };
export type Act = { at: string; api: string; account: string; note: string };

export type Network = {
  lines: Map<string, Line>;
  /** Share groups and what they have added. */
  groups: Map<string, Grant[]>;
  /** Cards that no line has, by product number. */
  stock: Map<string, Card>;
  /** The next number that is handed out. */
  nextNumber: number;
  /** Everything that was done, in its order; refused calls and reads are not in it. */
  acts: Act[];
};

export const NO_VOICE: VoiceOptions = {
  voiceMail: "20",
  callWaiting: "20",
  callTransfer: "20",
  callTransferWorld: "20",
  callTransferNoId: "20",
  worldCall: "20",
  worldWing: "20",
  worldCallCreditLimit: null,
  worldWingCreditLimit: null,
};

/** A line with what follows from its number and plan; `change` wins. */
export function newLine(account: string, today: string, change: Partial<Line> = {}): Line {
  const plan = PLANS.get(change.planCode ?? "");
  const talk = plan?.talk ?? true;
  return {
    account,
    state: "active",
    startDay: today,
    planCode: null,
    iccid: iccidOf(account),
    imsi: imsiOf(account),
    eid: null,
    waitingEid: null,
    productNumber: null,
    contractLine: "4G",
    size: change.eid || change.size === "esim" ? "esim" : "nano",
    simKind: null,
    sms: true,
    talk,
    quotaMb: plan?.quotaMb ?? 0,
    quotaMonth: monthStart(today),
    voice: null,
    usageOn: () => 0,
    grants: [],
    throttled: false,
    accepted: [],
    queue: [],
    ...change,
  };
}

/** Lets everything happen that is due: queued work in its order, and the new capacity on the 1st at 00:00. */
export function settle(network: Network, now: Date): void {
  for (const line of network.lines.values()) settleLine(line, now.getTime());
}

function settleLine(line: Line, now: number): void {
  for (;;) {
    const nextMonth = monthStart(line.quotaMonth, 1);
    const monthAt = startOfDay(nextMonth);
    const [next] = [...line.queue].sort((a, b) => a.dueAt - b.dueAt);
    // At the same instant the new plan comes first: the capacity is the new plan's.
    if (next && next.dueAt <= now && next.dueAt <= monthAt) {
      line.queue = line.queue.filter((each) => each !== next);
      next.apply(line);
    } else if (monthAt <= now) {
      line.quotaMonth = nextMonth;
      line.quotaMb = PLANS.get(line.planCode ?? "")?.quotaMb ?? 0;
    } else return;
  }
}

/** 00:00 in Tokyo. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+09:00`);
}

export function setPlan(line: Line, planCode: string): void {
  const change = quotaOf(planCode) - quotaOf(line.planCode);
  line.planCode = planCode;
  line.quotaMb = Math.max(0, line.quotaMb + change);
}

function quotaOf(planCode: string | null): number {
  return PLANS.get(planCode ?? "")?.quotaMb ?? 0;
}

export function endLine(line: Line): void {
  Object.assign(line, {
    state: "obsolete",
    planCode: null,
    iccid: null,
    imsi: null,
    eid: null,
    waitingEid: null,
    productNumber: null,
    voice: null,
    quotaMb: 0,
    queue: [],
  });
}

/** What is done and how often, newest last. */
export function viewActs({ acts }: Network): unknown {
  const byAct: Record<string, number> = {};
  for (const { api, account } of acts) {
    const name = `${api} ${account}`;
    byAct[name] = (byAct[name] ?? 0) + 1;
  }
  return { total: acts.length, byAct, recent: acts.slice(-200) };
}

export function viewLines({ lines }: Network): unknown {
  return [...lines.values()].map((line) => ({
    account: line.account,
    state: line.state,
    planCode: line.planCode,
    quotaMb: line.quotaMb,
    contractLine: line.contractLine,
    waiting: line.queue.map(({ func, day, dueAt }) => ({
      func,
      date: compactDay(day),
      dueAt: new Date(dueAt).toISOString(),
    })),
  }));
}
