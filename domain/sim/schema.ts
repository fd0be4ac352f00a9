import { z } from "zod";
import { CalendarDateSchema } from "../shared/dates.ts";
import { KilobytesSchema, MegabytesSchema } from "./data-size.ts";
import { CardNumberSchema, EidSchema, IccidSchema, MsisdnSchema, PlanCodeSchema } from "./ids.ts";

/**
 * `waiting`: registered, not open yet. `temporary`: a card written down for a number that is to be ported in. `obsolete`: ended.
 */
export const LINE_STATES = ["active", "suspended", "temporary", "waiting", "obsolete"] as const;

export const NETWORKS = ["4G", "5G"] as const;
export type Network = (typeof NETWORKS)[number];

/** What a plan can do besides data. */
export const SIM_SERVICES = ["voice", "data", "data_sms"] as const;
export type SimService = (typeof SIM_SERVICES)[number];

/** Work that the provider does later (freebit.md 1). */
export const LINE_OPERATIONS = [
  "registration",
  "cancellation",
  "voice_registration",
  "voice_change",
  "plan_change",
  "network_change",
  "esim_activation",
  "ota_activation",
] as const;
export type LineOperation = (typeof LINE_OPERATIONS)[number];

/** `unknown` is a value that the provider has and we do not: shown as such, never guessed. */
const orUnknown = <const T extends readonly string[]>(values: T) => z.enum([...values, "unknown"]);
/** Null: not told. */
const answer = z.boolean().nullable();

export const VoiceOptionsSchema = z.object({
  voiceMail: answer,
  callWaiting: answer,
  callForwarding: answer,
  /** International roaming. */
  roaming: answer,
  /** Calling abroad. */
  internationalCalls: answer,
  /** Yen a month. */
  roamingLimit: z.int().min(0).nullable(),
  internationalCallLimit: z.int().min(0).nullable(),
});
export type VoiceOptions = z.infer<typeof VoiceOptionsSchema>;

/** A line as the mobile network has it. Null: not told, which is neither zero nor no. */
export const LineSchema = z.object({
  msisdn: MsisdnSchema,
  state: orUnknown(LINE_STATES),
  startedOn: CalendarDateSchema.nullable(),
  planCode: PlanCodeSchema.nullable(),
  iccid: IccidSchema.nullable(),
  imsi: z.string().nullable(),
  /** eSIM only. */
  eid: EidSchema.nullable(),
  /** Physical card only. */
  cardNumber: CardNumberSchema.nullable(),
  form: orUnknown(["card", "esim"]).nullable(),
  network: orUnknown(NETWORKS).nullable(),
  canTalk: answer,
  canSms: answer,
  remaining: MegabytesSchema.nullable(),
  /** Null on lines without voice, and until voice has been registered. */
  voice: VoiceOptionsSchema.nullable(),
  /** The newest of the operations that wait; there may be others. */
  pending: z
    .object({ operation: orUnknown(LINE_OPERATIONS), effectiveOn: CalendarDateSchema.nullable() })
    .nullable(),
});
export type Line = z.infer<typeof LineSchema>;

export const TrafficSchema = z.object({
  today: KilobytesSchema.nullable(),
  /** Newest first, beginning with yesterday; empty on a line's first day, null when it was not told. */
  recentDays: z.array(KilobytesSchema).nullable(),
  /** Slowed down for heavy use. */
  isThrottled: answer,
});
export type Traffic = z.infer<typeof TrafficSchema>;

export const QuotaEntrySchema = z.object({
  amount: MegabytesSchema,
  addedOn: CalendarDateSchema.nullable(),
  expiresOn: CalendarDateSchema.nullable(),
  /** The reference that came with the order; null when there was none. */
  reference: z.string().nullable(),
});
export type QuotaEntry = z.infer<typeof QuotaEntrySchema>;
