import { z } from "zod";
import { readWire, WireFault, type OnUnknown } from "../shared/wire.ts";
import type { Kilobytes, Megabytes } from "./data-size.ts";
import {
  lowerKeys,
  optional,
  wireCapacity,
  wireCount,
  wireCounts,
  wireDate,
  wireDigits,
  wireMsisdn,
  wireToken,
} from "./freebit-wire.ts";
import { CardNumberSchema, EidSchema, IccidSchema, PlanCodeSchema, type Msisdn } from "./ids.ts";
import {
  LINE_STATES,
  NETWORKS,
  type Line,
  type LineOperation,
  type QuotaEntry,
  type Traffic,
  type VoiceOptions,
} from "./schema.ts";

/** Answers of Freebit as ours. Field names and units are inferred where freebit.md says so: a correction belongs here. */

type Body = Record<string, unknown>;

const DetailWire = z.object({
  account: wireMsisdn,
  state: wireToken.pipe(z.string().min(1)),
  startdate: optional(wireDate),
  plancode: optional(wireToken.pipe(PlanCodeSchema)),
  iccid: optional(wireDigits.pipe(IccidSchema)),
  imsi: optional(wireToken),
  eid: optional(wireDigits.pipe(EidSchema)),
  productnumber: optional(wireToken.pipe(CardNumberSchema)),
  contractline: optional(wireToken),
  size: optional(wireToken),
  sms: optional(wireToken),
  talk: optional(wireToken),
  quota: optional(wireCapacity),
  voicemail: optional(wireToken),
  callwaiting: optional(wireToken),
  callforwarding: optional(wireToken),
  worldwing: optional(wireToken),
  worldcall: optional(wireToken),
  worldwingcreditlimit: optional(wireCount),
  worldcallcreditlimit: optional(wireCount),
  async: optional(z.object({ func: optional(wireToken), date: optional(wireDate) })),
});
type Detail = z.output<typeof DetailWire>;
/** As the field table spells them (freebit.md 4.4). */
const DETAIL_FIELDS: ReadonlySet<string> = new Set([
  "account",
  "state",
  "startDate",
  "planCode",
  "iccid",
  "imsi",
  "eid",
  "productNumber",
  "contractLine",
  "size",
  "sms",
  "talk",
  "quota",
  "voicemail",
  "callwaiting",
  "callforwarding",
  "worldwing",
  "worldcall",
  "worldWingCreditLimit",
  "worldCallCreditLimit",
  "async",
]);
const DetailsWire = z.object({
  responseDatas: z.array(z.preprocess((item) => lowerKeys(item, DETAIL_FIELDS), DetailWire)).min(1),
});

const OPERATION_OF_FUNC: Record<string, LineOperation> = {
  "PA02-01": "registration",
  "PA02-04": "cancellation",
  "PA05-05": "voice_registration",
  "PA05-06": "voice_change",
  "PA05-21": "plan_change",
  "PA05-33": "ota_activation",
  "PA05-38": "network_change",
  "PA05-41": "esim_activation",
};
const FORM_OF_SIZE: Record<string, Line["form"]> = {
  standard: "card",
  micro: "card",
  nano: "card",
  esim: "esim",
};

/** PA03-02. A line other than the one asked for is a WireFault: it is somebody else's. */
export function toLine(body: Body, { msisdn, onUnknown }: { msisdn: Msisdn; onUnknown: OnUnknown }): Line {
  const [detail] = readWire(DetailsWire, body).responseDatas;
  if (detail?.account !== msisdn) throw new WireFault("responseDatas.0.account", "not the line asked for");
  const known = <T extends string>(values: readonly T[], field: string, text: string): T | "unknown" => {
    const value = values.find((each) => each.toLowerCase() === text.toLowerCase());
    if (value === undefined) onUnknown(field, text);
    return value ?? "unknown";
  };
  const { size, async: queued } = detail;
  const form = FORM_OF_SIZE[size?.toLowerCase() ?? ""];
  if (size !== null && form === undefined) onUnknown("size", size);
  return {
    msisdn,
    state: known(LINE_STATES, "state", detail.state),
    startedOn: detail.startdate,
    planCode: detail.plancode,
    iccid: detail.iccid,
    imsi: detail.imsi,
    eid: detail.eid,
    cardNumber: detail.productnumber,
    form: size === null ? null : (form ?? "unknown"),
    network: detail.contractline === null ? null : known(NETWORKS, "contractLine", detail.contractline),
    canTalk: toAnswer(detail.talk, "talk", onUnknown),
    canSms: toAnswer(detail.sms, "sms", onUnknown),
    remaining: detail.quota as Megabytes | null,
    voice: toVoice(detail, onUnknown),
    pending: toPending(queued, onUnknown),
  };
}

function toVoice(detail: Detail, onUnknown: OnUnknown): VoiceOptions | null {
  const { voicemail, callwaiting, callforwarding, worldwing, worldcall } = detail;
  if ([voicemail, callwaiting, callforwarding, worldwing, worldcall].every((flag) => flag === null))
    return null;
  return {
    voiceMail: toAnswer(voicemail, "voicemail", onUnknown),
    callWaiting: toAnswer(callwaiting, "callwaiting", onUnknown),
    callForwarding: toAnswer(callforwarding, "callforwarding", onUnknown),
    roaming: toAnswer(worldwing, "worldwing", onUnknown),
    internationalCalls: toAnswer(worldcall, "worldcall", onUnknown),
    roamingLimit: detail.worldwingcreditlimit,
    internationalCallLimit: detail.worldcallcreditlimit,
  };
}

/** The yes/no flag of freebit.md 3.5. Any other value is told and stays unknown. */
function toAnswer(flag: string | null, field: string, onUnknown: OnUnknown): boolean | null {
  if (flag === null) return null;
  if (flag === "10") return true;
  if (flag === "20") return false;
  onUnknown(field, flag);
  return null;
}

/** An empty object, as PHP writes it where there is nothing, is no operation that waits. */
function toPending(queued: Detail["async"], onUnknown: OnUnknown): Line["pending"] {
  if (queued === null || (queued.func === null && queued.date === null)) return null;
  return { operation: toOperation(queued.func, onUnknown), effectiveOn: queued.date };
}

function toOperation(func: string | null, onUnknown: OnUnknown): LineOperation | "unknown" {
  const operation = OPERATION_OF_FUNC[func?.toUpperCase() ?? ""];
  if (operation === undefined) onUnknown("async.func", func ?? "");
  return operation ?? "unknown";
}

const TrafficWire = z.object({
  account: optional(wireMsisdn),
  traffic: z.object({
    today: optional(wireCount),
    // Not `optional`: here an empty text is an empty list.
    inRecentDays: wireCounts.nullable().default(null),
    blackList: optional(wireToken),
  }),
});

/** PA05-01. */
export function toTraffic(
  body: Body,
  { msisdn, onUnknown }: { msisdn: Msisdn; onUnknown: OnUnknown },
): Traffic {
  const { account, traffic } = readWire(TrafficWire, body);
  requireSame(account, msisdn);
  return {
    today: traffic.today as Kilobytes | null,
    recentDays: traffic.inRecentDays as Kilobytes[] | null,
    isThrottled: toAnswer(traffic.blackList, "blackList", onUnknown),
  };
}

const QuotaHistoryWire = z.object({
  account: optional(wireMsisdn),
  count: optional(wireCount),
  // An empty list and no list are not told apart: `count` says which of the two it is.
  quotaHistory: optional(
    z.array(
      z.object({
        quota: wireCapacity,
        date: optional(wireDate),
        expire: optional(wireDate),
        quotaCode: optional(wireToken),
      }),
    ),
  ),
});

/** PA05-02, oldest first. No list at all is a fault, unless the answer counts none. */
export function toQuotaHistory(body: Body, { msisdn }: { msisdn: Msisdn }): QuotaEntry[] {
  const { account, count, quotaHistory } = readWire(QuotaHistoryWire, body);
  requireSame(account, msisdn);
  const entries = quotaHistory ?? (count === 0 ? [] : null);
  if (entries === null) throw new WireFault("quotaHistory", "missing");
  // A top-up is looked for here before it is repeated: a list cut short would sell it twice.
  if (count !== null && count !== entries.length) throw new WireFault("count", "not the length of the list");
  return entries.map(({ quota, date, expire, quotaCode }) => ({
    amount: quota as Megabytes,
    addedOn: date,
    expiresOn: expire,
    reference: quotaCode,
  }));
}

const AssignedWire = z.object({ account: optional(wireMsisdn) });

/** The number that PA05-41 has handed out; null when the answer does not tell it. */
export function toAssignedNumber(body: Body): Msisdn | null {
  return readWire(AssignedWire, body).account;
}

function requireSame(account: Msisdn | null, asked: Msisdn): void {
  if (account !== null && account !== asked) throw new WireFault("account", "not the line asked for");
}
