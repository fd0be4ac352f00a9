import type { ActivationStatus, Order, OrderStatus } from "./schema.ts";

type State = { status: Order["status"]; activation: Order["activation"]["status"] };

/**
 * Which states of activation go with which status (salesforce-data-model.md 5); null is none yet. A second run can wait and stop
 * like the first.
 */
const ACTIVATIONS: Readonly<Record<OrderStatus, readonly (ActivationStatus | null)[]>> = {
  draft: [null, "not_started"],
  pending_review: [null, "not_started"],
  approved: ["activating", "scheduled", "failed", "activated"],
  reactivate: ["activating", "scheduled", "failed", "activated"],
  processed: ["activated"],
  rejected: [null, "not_started", "scheduled", "activated", "failed"],
  cancelled: [null, "not_started", "scheduled", "activated", "failed"],
};

/** Whether the two go together. An unknown value goes with nothing: the portal does not act on what it does not know. */
export function isOrderState({ status, activation }: State): boolean {
  if (status === "unknown" || activation === "unknown") return false;
  return ACTIVATIONS[status].includes(activation);
}

/** Done is Processed: an activated line alone may still lack its bill (portal.md 6). */
export function isFinished({ status }: Pick<State, "status">): boolean {
  return status === "processed";
}
