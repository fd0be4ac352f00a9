import { SERVICE_KINDS, type ServiceKind } from "../catalog/schema.ts";
import type { Account } from "../users/customer.ts";
import { mayOrder } from "../users/verification.ts";
import type { CartProblem } from "./composition.ts";
import { mayAddVoiceLine, type VoiceFacts } from "./voice-lines.ts";

/** What decides whether an order may be placed. A fact is null when its system did not answer: that is never "passed". */
export type GateFacts = {
  hasMapping: boolean;
  problems: readonly CartProblem[] | null;
  /** Payment methods that the billing system has stored. */
  payMethods: number | null;
  address: { isWhole: boolean; isConfirmed: boolean } | null;
  eligibility: Account["eligibility"]["status"] | null;
  activeInternet: number | null;
  allowsSecondInternet: boolean;
  verification: Pick<Account["verification"], "status" | "method"> | null;
  /** By the birth dates on record and those typed into the order; where there is none, the customer says it on the way. */
  hasMinor: boolean | null;
  voice: VoiceFacts;
  /** Everything that is read and agreed to on the way, as it stands now. */
  isAgreed: boolean;
};

export const GATES = [
  "mapping",
  "products",
  "composition",
  "payment_method",
  "address",
  "address_confirmed",
  "eligibility",
  "single_internet",
  "verification",
  "of_age",
  "voice_lines",
  "agreed",
] as const;
export type Gate = (typeof GATES)[number];

export type GateReason =
  | "MAPPING_MISSING"
  | "SKU_UNKNOWN"
  | "CART_INVALID"
  | "PAYMENT_METHOD_MISSING"
  | "ADDRESS_MISSING"
  | "ELIGIBILITY_REQUIRED"
  | "DUPLICATE_INTERNET"
  | "VERIFICATION_REQUIRED"
  | "GUARDIAN_REQUIRED"
  | "LINE_LIMIT_REACHED"
  | "VALIDATION_FAILED";

export const GATE_STATES = ["passed", "refused", "unknown"] as const;
export type GateState = (typeof GATE_STATES)[number];
export type GateResult = { gate: Gate; state: GateState; reason: GateReason };

type Rule = {
  kinds: readonly ServiceKind[];
  reason: GateReason;
  /** Null: not known. */
  passes: (facts: GateFacts) => boolean | null;
};

const INTERNET = ["internet"] as const;
/** Each problem of a cart belongs to one gate: here those that are no matter of how the parts go together. */
const OF_PRODUCTS: ReadonlySet<CartProblem["reason"]> = new Set(["unknown_sku", "wrong_category"]);
const OF_ELIGIBILITY: ReadonlySet<CartProblem["reason"]> = new Set(["not_offered"]);

/** In the order in which they are told (portal.md 6). */
const RULES: Readonly<Record<Gate, Rule>> = {
  mapping: { kinds: SERVICE_KINDS, reason: "MAPPING_MISSING", passes: ({ hasMapping }) => hasMapping },
  products: {
    kinds: SERVICE_KINDS,
    reason: "SKU_UNKNOWN",
    passes: ({ problems }) => problems && !problems.some(({ reason }) => OF_PRODUCTS.has(reason)),
  },
  composition: {
    kinds: SERVICE_KINDS,
    reason: "CART_INVALID",
    passes: ({ problems }) =>
      problems && problems.every(({ reason }) => OF_PRODUCTS.has(reason) || OF_ELIGIBILITY.has(reason)),
  },
  payment_method: {
    kinds: SERVICE_KINDS,
    reason: "PAYMENT_METHOD_MISSING",
    passes: ({ payMethods }) => (payMethods === null ? null : payMethods > 0),
  },
  address: {
    kinds: SERVICE_KINDS,
    reason: "ADDRESS_MISSING",
    passes: ({ address }) => address && address.isWhole,
  },
  // A technician comes there; the other kinds take it as it is.
  address_confirmed: {
    kinds: INTERNET,
    reason: "VALIDATION_FAILED",
    passes: ({ address }) => address && address.isConfirmed,
  },
  eligibility: {
    kinds: INTERNET,
    reason: "ELIGIBILITY_REQUIRED",
    passes: ({ eligibility, problems }) => {
      if (eligibility !== null && eligibility !== "eligible") return false;
      return eligibility && problems && !problems.some(({ reason }) => OF_ELIGIBILITY.has(reason));
    },
  },
  single_internet: {
    kinds: INTERNET,
    reason: "DUPLICATE_INTERNET",
    passes: ({ activeInternet, allowsSecondInternet }) =>
      allowsSecondInternet || (activeInternet === null ? null : activeInternet === 0),
  },
  verification: {
    kinds: SERVICE_KINDS,
    reason: "VERIFICATION_REQUIRED",
    passes: ({ verification }) => verification && mayOrder(verification),
  },
  // Together with a guardian they order by phone (JP-TB-22).
  of_age: {
    kinds: SERVICE_KINDS,
    reason: "GUARDIAN_REQUIRED",
    passes: ({ hasMinor }) => (hasMinor === null ? null : !hasMinor),
  },
  // More are for staff to decide, never for a page (JP-ID-7).
  voice_lines: {
    kinds: ["sim"],
    reason: "LINE_LIMIT_REACHED",
    passes: ({ voice }) => mayAddVoiceLine(voice),
  },
  agreed: { kinds: SERVICE_KINDS, reason: "VALIDATION_FAILED", passes: ({ isAgreed }) => isAgreed },
};

/** Every gate of a kind of order with its state, in their order. */
export function checkGates(kind: ServiceKind, facts: GateFacts): GateResult[] {
  return GATES.filter((gate) => RULES[gate].kinds.includes(kind)).map((gate) => {
    const { passes, reason } = RULES[gate];
    const isPassed = passes(facts);
    return { gate, reason, state: isPassed === null ? "unknown" : isPassed ? "passed" : "refused" };
  });
}

export function notPassed(gates: readonly GateResult[]): GateResult[] {
  return gates.filter(({ state }) => state !== "passed");
}
