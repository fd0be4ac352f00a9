import { FIGURES } from "../figures.ts";

/** What waits for a customer at home, beside bills. */
export const tasks = {
  "task.identityRejected.title": "We could not accept your identity document",
  "task.identityRejected.body": "See the reason and send another one.",
  "task.identityRejected.go": "Identity check",
  "task.identityMissing.title": "Your order needs an identity check",
  "task.identityMissing.body": "Send an identity document so your order can continue.",
  "task.identityMissing.go": "Identity check",
  "task.order.one": "Order {number} is in progress",
  "task.order.many": "{count} orders are in progress",
  "task.order.body": "See its status and the next step.",
  "task.order.go": "View order",
  "task.order.goMany": "View orders",
  "task.eligibility.title": "We are checking your address",
  "task.eligibility.body": "We will e-mail you when we know which internet lines are available.",
  "task.eligibility.go": "View status",
  "task.unfinished.title": "Your order is not finished: {service}",
  "task.unfinished.body": `You have not sent it yet. Your selection is saved for ${FIGURES.draftHours} hours.`,
  "task.unfinished.go": "Continue",
  "task.onboarding.title": "No services yet",
  "task.onboarding.body": "See internet, SIM and VPN, and order online.",
  "task.onboarding.go": "View services",
} as const;
