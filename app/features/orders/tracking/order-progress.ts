import type { FulfilmentStep } from "#domain/orders/fulfilment.ts";

/** Steps whose end says something to the customer, in the order of the history. */
export const MILESTONES = {
  tell_approved: "approved",
  mark_activated: "line",
  accept_order: "billing",
  tell_active: "active",
} as const satisfies Partial<Record<FulfilmentStep, string>>;
export type Milestone = (typeof MILESTONES)[keyof typeof MILESTONES];

/** How an order is being set up, as its page tells it. Times are ISO 8601. */
export type OrderProgressView = {
  /** The mobile network is opening the line. */
  isOpening: boolean;
  reached: { milestone: Milestone; at: string }[];
};
