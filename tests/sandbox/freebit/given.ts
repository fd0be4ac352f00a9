import { iccidOf } from "../world/ids.ts";
import { toDay } from "./fields.ts";
import {
  endLine,
  newLine,
  NO_VOICE,
  setPlan,
  startOfDay,
  type Flag,
  type Line,
  type Network,
} from "./network.ts";

/** A start of its own in place of the seeded world, in the words of the recorded samples. */
export type Given = {
  lines?: readonly GivenLine[];
  groups?: readonly { account: string }[];
  /** Product numbers of free cards. */
  stock?: readonly string[];
  /** The number that is handed out next. */
  nextNumber?: string;
  /** Calls accepted before. */
  accepted?: readonly { api: string; account: string; at: string }[];
};
export type GivenLine = {
  account: string;
  state: Line["state"];
  planCode?: string;
  contractLine?: "4G" | "5G";
  productNumber?: string;
  eid?: string;
  quotaMb?: number;
  voice?: Record<string, Flag>;
  scheduledPlan?: { planCode: string; runTime: string };
  scheduledCancel?: { runDate: string };
};

const CANCELLED_AFTER_MS = 10 * 60 * 1000;
/** The samples hand out this one and the next. */
const FIRST_NUMBER = "09000008001";

export function givenNetwork(given: Given, today: string): Network {
  const lines = (given.lines ?? []).map((line) => givenLine(line, today));
  for (const { api, account, at } of given.accepted ?? [])
    lines.find((line) => line.account === account)?.accepted.push({ api, at: Date.parse(at) });
  return {
    lines: new Map(lines.map((line) => [line.account, line])),
    groups: new Map((given.groups ?? []).map(({ account }) => [account, []])),
    stock: new Map(
      (given.stock ?? []).map((productNumber) => [
        productNumber,
        { productNumber, iccid: iccidOf(productNumber), account: null },
      ]),
    ),
    nextNumber: Number(given.nextNumber ?? FIRST_NUMBER),
    acts: [],
  };
}

function givenLine(
  { account, voice, scheduledPlan, scheduledCancel, ...rest }: GivenLine,
  today: string,
): Line {
  const line = newLine(account, today, {
    ...rest,
    planCode: rest.planCode ?? null,
    voice: voice ? { ...NO_VOICE, ...voice } : null,
  });
  if (scheduledPlan) {
    const day = toDay(scheduledPlan.runTime);
    const apply = (due: Line) => setPlan(due, scheduledPlan.planCode);
    line.queue.push({ func: "PA05-21", dueAt: startOfDay(day), day, apply });
  }
  if (scheduledCancel) {
    const day = toDay(scheduledCancel.runDate);
    line.queue.push({ func: "PA02-04", dueAt: startOfDay(day) + CANCELLED_AFTER_MS, day, apply: endLine });
  }
  return line;
}
