import { SERVICE_KINDS, type ServiceKind } from "../catalog/schema.ts";
import type { CalendarDate } from "../shared/dates.ts";
import { tokyoDate } from "../shared/date-rules.ts";
import type { ConfirmedLine } from "./placement.ts";
import { isFinished } from "./rules.ts";
import type { FulfilmentError, Order, OrderItem } from "./schema.ts";

/** How an approved order is carried out (portal.md 7). Every step looks before it acts and may run twice. */
export const FULFILMENT_STEPS = [
  "check",
  "mark_activating",
  "tell_approved",
  "await_start",
  "activate_line",
  "note_number",
  "await_line",
  "register_voice",
  "mark_activated",
  "add_order",
  "accept_order",
  "service_fields",
  "write_back",
  "move_opportunity",
  "tell_active",
] as const;
export type FulfilmentStep = (typeof FULFILMENT_STEPS)[number];

/** `waiting`: for the network, a date or the next try. `parked`: a person has to see to it. */
export const FULFILMENT_STATES = ["running", "waiting", "parked", "done"] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];

type StepRule = {
  kinds: readonly ServiceKind[];
  /** What it means when a provider refuses here. */
  refused: FulfilmentError;
  /** What happens when it cannot be done: the order stops, goes on, or goes on while a job of its own tries again. */
  otherwise: "park" | "warn" | "reconcile";
};

const ALL = SERVICE_KINDS;
const SIM = ["sim"] as const;

/** In this order. The line comes before the bill: one that cannot be activated must not be charged for. */
export const STEP_RULES: Readonly<Record<FulfilmentStep, StepRule>> = {
  check: { kinds: ALL, refused: "UNKNOWN", otherwise: "park" },
  mark_activating: { kinds: ALL, refused: "UNKNOWN", otherwise: "park" },
  tell_approved: { kinds: ALL, refused: "UNKNOWN", otherwise: "park" },
  await_start: { kinds: ALL, refused: "UNKNOWN", otherwise: "park" },
  activate_line: { kinds: SIM, refused: "SIM_ACTIVATION_FAILED", otherwise: "park" },
  note_number: { kinds: SIM, refused: "UNKNOWN", otherwise: "park" },
  await_line: { kinds: SIM, refused: "SIM_ACTIVATION_FAILED", otherwise: "park" },
  register_voice: { kinds: SIM, refused: "SIM_ACTIVATION_FAILED", otherwise: "warn" },
  mark_activated: { kinds: SIM, refused: "UNKNOWN", otherwise: "park" },
  add_order: { kinds: ALL, refused: "WHMCS_ADD_FAILED", otherwise: "park" },
  accept_order: { kinds: ALL, refused: "WHMCS_ACCEPT_FAILED", otherwise: "park" },
  service_fields: { kinds: ALL, refused: "WHMCS_ACCEPT_FAILED", otherwise: "park" },
  write_back: { kinds: ALL, refused: "UNKNOWN", otherwise: "park" },
  move_opportunity: { kinds: ALL, refused: "UNKNOWN", otherwise: "reconcile" },
  tell_active: { kinds: ALL, refused: "UNKNOWN", otherwise: "park" },
};

export const FIRST_STEP = "check" satisfies FulfilmentStep;
/** Where an order goes on whose line is live already. */
export const BILLING_STEP = "add_order" satisfies FulfilmentStep;

/** What writes down or completes what is there already: done to the end, also for an order that its customer has cancelled. */
const COMPLETING: ReadonlySet<FulfilmentStep> = new Set([
  "note_number",
  "service_fields",
  "write_back",
  "move_opportunity",
  "tell_active",
]);

/** Whether an order that its customer has cancelled meanwhile stops before this step. */
export function stopsWhenCancelled(step: FulfilmentStep): boolean {
  return !COMPLETING.has(step);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Every figure of carrying an order out, in milliseconds. */
export const FULFILMENT = {
  /** Asking whether a line is open, and for how long (freebit.md 4.17). */
  lineLookMs: MINUTE,
  lineLimitMs: 30 * MINUTE,
  /** Asking whether a line was installed, where the event that says so is lost. */
  installationLookMs: 6 * 60 * MINUTE,
  /** How long a call without an answer may still be under way; until then nobody looks or repeats it (whmcs.md 1.6). */
  quietMs: { AddOrder: 45 * SECOND, AcceptOrder: 90 * SECOND, line: 60 * SECOND },
  /** When an order that is finished or left to a person, and could not be read, is looked at again. */
  unreadMs: 2 * MINUTE,
  /** When an order that is said to be under way is looked after (portal.md 7). */
  stalledMs: 30 * MINUTE,
} as const;

/** Seconds: tried again by itself after these pauses, before a person is called (portal.md 7). */
export const RETRY_PAUSES = [5, 25, 120] as const;

type ErrorRule = {
  retry: "automatic" | "person";
  /** For staff, in the customer system: no personal data. */
  text: string;
};

export const ERROR_RULES: Readonly<Record<FulfilmentError, ErrorRule>> = {
  PAYMENT_METHOD_MISSING: { retry: "person", text: "No payment method is stored in WHMCS." },
  ORDER_NOT_FOUND: { retry: "person", text: "The order could not be read." },
  MAPPING_MISSING: {
    retry: "person",
    text: "No portal login is linked to this account and its WHMCS client.",
  },
  PRODUCT_MAPPING_MISSING: {
    retry: "person",
    text: "A product lacks its WHMCS product, billing cycle or mobile plan.",
  },
  SIM_DATA_MISSING: { retry: "person", text: "Data for the line is missing or not usable." },
  SIM_ACTIVATION_FAILED: { retry: "person", text: "The mobile network did not activate the line." },
  SIM_OUTCOME_UNKNOWN: {
    retry: "person",
    text: "Nobody knows whether the eSIM was activated. Find its number at Freebit, enter it as SIM_Phone_Number__c.",
  },
  ORDER_CHANGED: { retry: "person", text: "Lines or prices are not those the customer confirmed." },
  IDENTITY_NOT_VERIFIED: { retry: "person", text: "A voice line needs a verified identity check." },
  FREEBIT_UNAVAILABLE: { retry: "automatic", text: "Freebit gave no usable answer." },
  WHMCS_UNAVAILABLE: { retry: "automatic", text: "WHMCS gave no usable answer." },
  SALESFORCE_UNAVAILABLE: { retry: "automatic", text: "Salesforce gave no usable answer." },
  WHMCS_ADD_FAILED: { retry: "person", text: "WHMCS did not take the order." },
  WHMCS_ACCEPT_FAILED: { retry: "person", text: "WHMCS did not accept the order." },
  UNKNOWN: { retry: "person", text: "Stopped for a reason that has no code. The portal's log has it." },
};

/** Whether what has stopped with this code may pass by itself. */
export function isRetried(code: string): boolean {
  return Object.hasOwn(ERROR_RULES, code) && ERROR_RULES[code as FulfilmentError].retry === "automatic";
}

const MAX_MESSAGE = 255;

/** `detail`: a SKU, a code or names of fields; never personal data. */
export function staffMessage(code: FulfilmentError, detail: string | null): string {
  const { text } = ERROR_RULES[code];
  return (detail === null ? text : `${text} (${detail})`).slice(0, MAX_MESSAGE);
}

/** `finish`: the line is live, the bill is not there yet. `stop`: nothing of it may be done. */
export type Guard = { go: "run" | "finish" | "done" | "stop" } | { go: "wait"; until: Date };

/**
 * Whether an order may be worked on, as it is now: an event is only a hint. `isUnderWay`: our own journal says so, which counts
 * for an order that says Failed, since only an operator's retry or a lost answer brings the two apart.
 */
export function guardOf(
  order: Pick<Order, "status" | "activation" | "billingOrderId">,
  { isUnderWay, now }: { isUnderWay: boolean; now: Date },
): Guard {
  const { status, activation, billingOrderId } = order;
  if (isFinished(order)) return { go: billingOrderId === null ? "stop" : "done" };
  if (status !== "approved" && status !== "reactivate") return { go: "stop" };
  switch (activation.status) {
    case "activating":
      return { go: "run" };
    case "scheduled": {
      const until = startOf(activation);
      return until === null || until <= now ? { go: "run" } : { go: "wait", until };
    }
    case "activated":
      return { go: "finish" };
    case "failed":
      return { go: isUnderWay ? "run" : "stop" };
    case "not_started":
    case "unknown":
    case null:
      return { go: "stop" };
  }
}

/** When the line is to start: 00:00 in Tokyo of that day, since no provider takes a date. Null: as soon as possible. */
export function startOf({
  type,
  scheduledAt,
}: Pick<Order["activation"], "type" | "scheduledAt">): Date | null {
  if (type !== "scheduled" || scheduledAt === null) return null;
  return startOfDay(tokyoDate(scheduledAt));
}

/**
 * Until when an approved order waits; null: it goes on. A SIM or a VPN waits for its day. An internet line is there when a technician has put
 * it in, whatever day was planned: staff says so by setting the order to Activating once more.
 */
export function waitsUntil(
  { kind, activation }: Pick<Order, "kind" | "activation">,
  { isAwaited, now }: { isAwaited: boolean; now: Date },
): Date | null {
  if (kind === "internet")
    return isAwaited && activation.status === "activating"
      ? null
      : new Date(now.getTime() + FULFILMENT.installationLookMs);
  const start = startOf(activation);
  return start !== null && start > now ? start : null;
}

function startOfDay(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00+09:00`);
}

type ComparedLine = Omit<ConfirmedLine, "sku">;

/** Staff may change an order until it is processed, the customer's agreement covers what they saw (salesforce-data-model.md 5). */
export function differsFromConfirmed(
  items: readonly Pick<OrderItem, "priceEntryId" | "quantity" | "price" | "cycle">[],
  confirmed: readonly ComparedLine[],
): boolean {
  const lines = items.map(({ price: { minor }, ...item }) => asText({ ...item, minor })).sort();
  return lines.join("\n") !== confirmed.map(asText).sort().join("\n");
}

function asText({
  priceEntryId,
  quantity,
  minor,
  cycle,
}: Omit<ComparedLine, "cycle"> & Pick<OrderItem, "cycle">): string {
  return [priceEntryId, quantity, minor, cycle ?? "none"].join(" ");
}
