import type { CaseId, OrderId } from "#domain/shared/salesforce-ids.ts";

/** What a customer's open pages are told: that something has changed, never what it says (portal.md 18). */
export type PortalEvent =
  | { type: "orders.changed"; orderId: OrderId }
  | { type: "support.case.changed"; caseId: CaseId }
  | { type: "account.eligibility.changed" }
  | { type: "account.verification.changed" }
  | { type: "services.changed" }
  | { type: "notifications.changed" };
