import { z } from "zod";
import { findPlacement } from "#db/repositories/order-placements.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { SERVICE_KINDS } from "#domain/catalog/schema.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, OpportunityIdSchema, OrderIdSchema } from "#domain/shared/salesforce-ids.ts";
import { defineProcess, ready, stop } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import { openDetails } from "./placement-details.server.ts";
import {
  PLACEMENT_STEPS,
  type PlacementFacts,
  type PlacementInput,
  type PlacementRun,
} from "./placement-steps.server.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Seconds: soon while the customer waits, then every five minutes for a day. */
const PAUSES = [5, 15, 30, 60, 120, ...Array.from({ length: 288 }, () => 300)];

/**
 * Brings an order that a customer has confirmed into Salesforce; the record `order_placements` says what it is made of. The customer
 * was told that it goes on, so it is tried for a day, and then left to a person.
 */
export const placeOrderProcess = defineProcess<Services, PlacementInput, PlacementFacts, PlacementRun>({
  name: "place-order",
  version: 1,
  keep: "fulfilments",
  concurrency: 8,
  alarmMs: DAY_MS,
  input: z.object({
    placementId: z.uuid(),
    userId: UserIdSchema,
    accountId: AccountIdSchema,
    kind: z.enum(SERVICE_KINDS),
  }),
  facts: z
    .object({
      opportunityId: OpportunityIdSchema,
      orderId: OrderIdSchema,
      orderNumber: z.string(),
      refused: z.string(),
    })
    .partial(),
  key: ({ accountId, kind }) => `${accountId}:${kind}`,
  owner: ({ userId }) => userId,
  async prepare({ services, input }) {
    const placement = await asSystem(services.database, (tx) => findPlacement(tx, input.placementId));
    if (!placement) return stop("PLACEMENT_MISSING");
    return ready({ services, placement, details: openDetails(services, placement) });
  },
  steps: PLACEMENT_STEPS,
  retry: { pauses: PAUSES, again: (code) => /^CRM_|^(MAINTENANCE|RATE_LIMITED)$/.test(code) },
});
