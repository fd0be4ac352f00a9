import { z } from "zod";
import type { ServiceKind } from "../catalog/schema.ts";
import { monthOf, addMonths, monthBounds, CalendarDateSchema, type CalendarDate } from "../shared/dates.ts";
import { AccountIdSchema, OpportunityIdSchema } from "../shared/salesforce-ids.ts";
import { ServiceIdSchema } from "../shared/ids.ts";

export const STAGES = [
  "introduction",
  "ready",
  "post_processing",
  "active",
  "cancelling",
  "cancelled",
  "void",
  "pending",
  "completed",
] as const;
export type Stage = (typeof STAGES)[number];

/** The life of one service, from the first question to its end. Customers never see stage names. */
export const OpportunitySchema = z.object({
  id: OpportunityIdSchema,
  accountId: AccountIdSchema,
  stage: z.enum([...STAGES, "unknown"]),
  serviceId: ServiceIdSchema.nullable(),
});
export type Opportunity = z.infer<typeof OpportunitySchema>;

export const OPPORTUNITY_SOURCES = ["eligibility_request", "sim_order", "order"] as const;

export const NewOpportunitySchema = z.object({
  accountId: AccountIdSchema,
  accountName: z.string().min(1),
  kind: z.enum(["internet", "sim", "vpn"]),
  /** Of a company, which matters for internet alone. */
  isCorporate: z.boolean(),
  stage: z.enum(["introduction", "post_processing"]),
  source: z.enum(OPPORTUNITY_SOURCES),
  closesOn: CalendarDateSchema,
});
export type NewOpportunity = z.infer<typeof NewOpportunitySchema>;

/** Where each stage may lead, and who may lead it there (portal.md 8). Only staff uses those that are not named. */
const MOVES: Readonly<Partial<Record<Stage, Partial<Record<Stage, "portal" | "staff">>>>> = {
  introduction: { ready: "staff", void: "staff", post_processing: "portal" },
  ready: { post_processing: "portal" },
  post_processing: { active: "portal", void: "staff" },
  active: { cancelling: "portal" },
  cancelling: { cancelled: "staff" },
};

/** Whether the portal may move an opportunity; everything that is not in the table is refused. */
export function canMove(from: Opportunity["stage"], to: Stage): boolean {
  return from !== "unknown" && MOVES[from]?.[to] === "portal";
}

/** Stages in which one is used again instead of a second one being made (salesforce-data-model.md 7). */
export const REUSABLE = {
  eligibility_request: ["introduction"],
  order: ["introduction", "ready"],
} as const satisfies Record<string, readonly Stage[]>;

/** The field insists on a day, which the portal cannot know: the 1st of the month after the next. */
export function closeDateFrom(today: CalendarDate): CalendarDate {
  return monthBounds(addMonths(monthOf(today), 2)).first;
}

const TYPE_NAMES: Readonly<Record<ServiceKind, string>> = { internet: "Internet", sim: "SIM", vpn: "VPN" };
const MAX_NAME = 120;

/** `<account> - <type> Inquiry`. The account's name gives way when both do not fit: staff finds the whole one at the account. */
export function opportunityName(accountName: string, kind: ServiceKind): string {
  const ending = ` - ${TYPE_NAMES[kind]} Inquiry`;
  // Half of a character that takes two units is none.
  const room = accountName.slice(0, MAX_NAME - ending.length).replace(/[\uD800-\uDBFF]$/, "");
  return room + ending;
}
