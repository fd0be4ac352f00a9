import { z } from "zod";

/** Switches of the org, changed over the control. */
export const SwitchesSchema = z.object({
  /** Rows per page of a query; a caller may ask for fewer, not below 200. */
  pageSize: z.number().int().min(1).max(2_000),
  /** Seconds a token lives without use; the org's session timeout. */
  tokenSeconds: z.number().int().min(1),
  /** Calls per rolling 24 hours. */
  dailyCalls: z.number().int().min(1),
  /** Calls that count as already made. */
  usedCalls: z.number().int().min(0),
  /** Whether a new Contact with the e-mail of another is refused by a duplicate rule. */
  duplicateRule: z.boolean(),
  /** How long a stream of events stays without a word while more are asked for, ms. */
  keepaliveMs: z.number().int().min(10),
  /** Events in one answer at most, whatever was asked for. */
  eventBatch: z.number().int().min(1).max(100),
  /** How long events are kept, ms. */
  eventRetentionMs: z.number().int().min(0),
  /** Whether replay ids are beyond what a double holds exactly. */
  bigReplayIds: z.boolean(),
  /** Another number gives every event one field more and so another schema id. */
  eventSchema: z.number().int().min(1).max(99),
});
export type Switches = z.infer<typeof SwitchesSchema>;

export const DEFAULT_SWITCHES: Switches = {
  pageSize: 2_000,
  tokenSeconds: 7_200,
  dailyCalls: 100_000,
  usedCalls: 0,
  duplicateRule: false,
  keepaliveMs: 270_000,
  eventBatch: 100,
  eventRetentionMs: 72 * 60 * 60 * 1000,
  bigReplayIds: false,
  eventSchema: 1,
};
