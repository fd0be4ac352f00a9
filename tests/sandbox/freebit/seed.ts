import { addDays, daysBetween, monthEnd, monthStart } from "../dates.ts";
import { iccidOf } from "../world/ids.ts";
import type { WorldService } from "../world/services.ts";
import type { World } from "../world/world.ts";
import {
  NO_VOICE,
  newLine,
  setPlan,
  startOfDay,
  type Card,
  type Line,
  type Network,
  type VoiceOptions,
} from "./network.ts";
import { PLAN_OF_PID, PLANS } from "./plans.ts";

const KB_OF_MB = 1_024;
const EARLIER_MONTHS_MB = 300;
/** 8001 and 8002 belong to the samples. */
const FIRST_NEW_NUMBER = 9_000_008_003;

/** MB on the day the sandbox starts, on each earlier day of its month, and on the 1st (world.md 3). */
type Usage = { today: number; daily: number; first: number };
const USAGE: Record<string, Usage> = {
  "09000001001": { today: 412, daily: 264, first: 284 },
  "09000001002": { today: 310, daily: 1_090, first: 1_110 },
  "09000001006": { today: 0, daily: 1, first: 1 },
  "09000001008": { today: 50, daily: 100, first: 100 },
};
const FLEET_USAGE: Usage = { today: 10, daily: 10, first: 10 };
const NO_USAGE: Usage = { today: 0, daily: 0, first: 0 };

/** The lines of world.md 3 as Freebit has them on D at 09:00, and the cards in the drawer. */
export function seedNetwork({ services, today }: World): Network {
  const lines = services.flatMap((service) => seedLine(service, today));
  return {
    lines: new Map([...lines, ...sampleLines(today)].map((line) => [line.account, line])),
    groups: new Map(),
    stock: new Map(seedStock().map((card) => [card.productNumber, card])),
    nextNumber: FIRST_NEW_NUMBER,
    acts: [],
  };
}

function seedLine(service: WorldService, today: string): Line[] {
  const { line, pid, clientId, status } = service;
  if (line === null) return [];
  if (status === "Cancelled")
    return [newLine(line.msisdn, today, { state: "obsolete", startDay: service.registeredOn, iccid: null })];
  const planCode = PLAN_OF_PID[pid] ?? null;
  const talk = PLANS.get(planCode ?? "")?.talk ?? true;
  const usage = USAGE[line.msisdn] ?? (clientId === 1003 ? FLEET_USAGE : NO_USAGE);
  const usageOn = usageFrom(usage, { today, startDay: service.registeredOn });
  const used = daysOfMonthSoFar(today).reduce((sum, day) => sum + usageOn(day) / KB_OF_MB, 0);
  const seeded = newLine(line.msisdn, today, {
    state: status === "Suspended" ? "suspended" : "active",
    startDay: service.registeredOn,
    planCode,
    iccid: line.iccid,
    imsi: line.imsi,
    eid: line.eid,
    productNumber: line.cardNumber,
    contractLine: line.msisdn === "09000001001" ? "5G" : "4G",
    simKind: talk ? "E0" : "E3",
    voice: talk ? voiceOf(line.msisdn) : null,
    usageOn,
  });
  seeded.quotaMb = Math.max(0, seeded.quotaMb - used);
  return [withEvents(seeded, today)];
}

function voiceOf(msisdn: string): VoiceOptions {
  return { ...NO_VOICE, voiceMail: msisdn === "09000001001" ? "10" : "20" };
}

/** What has been asked for already when the sandbox starts. */
function withEvents(line: Line, today: string): Line {
  const start = startOfDay(today) + 9 * 60 * 60 * 1000;
  const lastMonth = monthStart(today, -1);
  if (line.account === "09000001001")
    line.grants.push({
      quota: 3_000,
      day: addDays(lastMonth, 9),
      expire: monthEnd(lastMonth),
      quotaCode: "topup-10002",
    });
  if (line.account === "09000003038") {
    const at = start - 10 * 60 * 1000;
    line.accepted.push({ api: "PA05-38", at });
    const apply = (due: Line) => {
      due.contractLine = "5G";
    };
    line.queue.push({ func: "PA05-38", dueAt: at + 30 * 60 * 1000, day: today, apply });
  }
  // The cut-off is the 25th: until then only the portal knows of the change.
  if (line.account === "09000001008" && Number(today.slice(8)) > 25) {
    const day = monthStart(today, 1);
    const apply = (due: Line) => setPlan(due, "SBX_DATA_10G");
    line.queue.push({ func: "PA05-21", dueAt: startOfDay(day), day, apply });
  }
  return line;
}

function usageFrom(usage: Usage, { today, startDay }: { today: string; startDay: string }) {
  const month = monthStart(today);
  const megabytes = (day: string): number => {
    if (day > today || day < startDay) return 0;
    if (day === today) return usage.today;
    if (day < month) return EARLIER_MONTHS_MB;
    return day === month ? usage.first : usage.daily;
  };
  return (day: string): number => megabytes(day) * KB_OF_MB;
}

function daysOfMonthSoFar(today: string): string[] {
  return Array.from({ length: Number(today.slice(8)) }, (_, index) => addDays(monthStart(today), index));
}

/** Owned by nobody: the lines that the recorded samples speak of. */
function sampleLines(today: string): Line[] {
  const lastMonth = monthStart(today, -1);
  const recent =
    (kilobytes: readonly number[]) =>
    (day: string): number =>
      kilobytes[daysBetween(day, today)] ?? 0;
  const physical = newLine("09000001234", today, {
    startDay: "2026-04-01",
    planCode: "SBX_10G",
    iccid: "8981100012345678905",
    imsi: "440100000001234",
    productNumber: "AX2609000000017",
    contractLine: "5G",
    quotaMb: 7_340,
    voice: { ...NO_VOICE, voiceMail: "10", worldCall: "10" },
    usageOn: recent([153_600, 204_800, 51_200, 0, 1_048_576, 30_720]),
    grants: [
      { quota: 1_000, day: addDays(lastMonth, 4), expire: monthEnd(lastMonth), quotaCode: "topup-000101" },
      { quota: 2_000, day: addDays(lastMonth, 19), expire: monthEnd(lastMonth), quotaCode: "" },
    ],
  });
  const esim = newLine("09000005678", today, {
    startDay: "2026-08-15",
    planCode: "SBX_DATA_10G",
    iccid: "8981100098765432105",
    imsi: "440100000005678",
    eid: "89049032000001000000123456789068",
    simKind: "E3",
    throttled: true,
    usageOn: recent([9_437_184, 8_388_608, 7_340_032, 9_437_184]),
  });
  const ended = newLine("09000009012", today, { state: "obsolete", startDay: "2025-01-01", iccid: null });
  return [physical, esim, ended];
}

function seedStock(): Card[] {
  return Array.from({ length: 25 }, (_, index) => {
    const account = `0900000${6_101 + index}`;
    return { productNumber: `AX${String(101 + index).padStart(13, "0")}`, iccid: iccidOf(account), account };
  });
}
