import { describe, expect, test } from "vitest";
import { SERVICE_KINDS, type ServiceKind } from "../catalog/schema.ts";
import type { CartProblem } from "./composition.ts";
import { checkGates, GATES, notPassed, type Gate, type GateFacts, type GateState } from "./gates.ts";

const verification = { status: "verified", method: "jpki" } as const;
const voice = { isOrdered: true, lines: 0, limit: 5 };
const ready: GateFacts = {
  hasMapping: true,
  problems: [],
  payMethods: 1,
  address: { isWhole: true, isConfirmed: true },
  eligibility: "eligible",
  activeInternet: 0,
  allowsSecondInternet: false,
  verification,
  hasMinor: false,
  voice,
  isAgreed: true,
};
const nothing: GateFacts = {
  ...ready,
  problems: null,
  payMethods: null,
  address: null,
  eligibility: null,
  activeInternet: null,
  verification: null,
  hasMinor: null,
  voice: { ...voice, isOrdered: null, lines: null },
};
const problem = (reason: CartProblem["reason"]): CartProblem => ({ reason, field: "planSku", sku: "X" });
const checked = (status: NonNullable<GateFacts["verification"]>["status"]) => ({
  verification: { ...verification, status },
});

/** Which kinds a gate is for (portal.md 6). */
const OF_KIND: Record<Gate, readonly ServiceKind[]> = {
  mapping: SERVICE_KINDS,
  products: SERVICE_KINDS,
  composition: SERVICE_KINDS,
  payment_method: SERVICE_KINDS,
  address: SERVICE_KINDS,
  address_confirmed: ["internet"],
  eligibility: ["internet"],
  single_internet: ["internet"],
  verification: SERVICE_KINDS,
  of_age: SERVICE_KINDS,
  voice_lines: ["sim"],
  agreed: SERVICE_KINDS,
};

/** What stands in the way when one fact is another than in an order that may be placed. */
const CELLS: readonly [change: Partial<GateFacts>, gate: Gate, state: GateState, reason: string][] = [
  [{ hasMapping: false }, "mapping", "refused", "MAPPING_MISSING"],
  [{ problems: [problem("unknown_sku")] }, "products", "refused", "SKU_UNKNOWN"],
  [{ problems: [problem("wrong_category")] }, "products", "refused", "SKU_UNKNOWN"],
  [{ problems: [problem("duplicate")] }, "composition", "refused", "CART_INVALID"],
  [{ problems: [problem("installation_count")] }, "composition", "refused", "CART_INVALID"],
  [{ problems: [problem("incomplete_pair")] }, "composition", "refused", "CART_INVALID"],
  [{ problems: [problem("voice_addon_on_data_plan")] }, "composition", "refused", "CART_INVALID"],
  [{ problems: [problem("family_without_sim")] }, "composition", "refused", "CART_INVALID"],
  [{ problems: [problem("fee_missing")] }, "composition", "refused", "CART_INVALID"],
  [{ payMethods: 0 }, "payment_method", "refused", "PAYMENT_METHOD_MISSING"],
  [{ payMethods: null }, "payment_method", "unknown", "PAYMENT_METHOD_MISSING"],
  [{ address: { isWhole: false, isConfirmed: true } }, "address", "refused", "ADDRESS_MISSING"],
  [{ address: { isWhole: true, isConfirmed: false } }, "address_confirmed", "refused", "VALIDATION_FAILED"],
  [{ problems: [problem("not_offered")] }, "eligibility", "refused", "ELIGIBILITY_REQUIRED"],
  [{ eligibility: "not_requested" }, "eligibility", "refused", "ELIGIBILITY_REQUIRED"],
  [{ eligibility: "pending" }, "eligibility", "refused", "ELIGIBILITY_REQUIRED"],
  [{ eligibility: "ineligible" }, "eligibility", "refused", "ELIGIBILITY_REQUIRED"],
  [{ eligibility: "unknown" }, "eligibility", "refused", "ELIGIBILITY_REQUIRED"],
  [{ eligibility: null }, "eligibility", "unknown", "ELIGIBILITY_REQUIRED"],
  [{ activeInternet: 1 }, "single_internet", "refused", "DUPLICATE_INTERNET"],
  [{ activeInternet: null }, "single_internet", "unknown", "DUPLICATE_INTERNET"],
  [checked("not_submitted"), "verification", "refused", "VERIFICATION_REQUIRED"],
  [checked("rejected"), "verification", "refused", "VERIFICATION_REQUIRED"],
  [checked("unknown"), "verification", "refused", "VERIFICATION_REQUIRED"],
  [{ verification: null }, "verification", "unknown", "VERIFICATION_REQUIRED"],
  [{ hasMinor: true }, "of_age", "refused", "GUARDIAN_REQUIRED"],
  [{ hasMinor: null }, "of_age", "unknown", "GUARDIAN_REQUIRED"],
  [{ voice: { ...voice, lines: 5 } }, "voice_lines", "refused", "LINE_LIMIT_REACHED"],
  [{ voice: { ...voice, limit: 0 } }, "voice_lines", "refused", "LINE_LIMIT_REACHED"],
  [{ voice: { ...voice, lines: null } }, "voice_lines", "unknown", "LINE_LIMIT_REACHED"],
  [{ voice: { ...voice, isOrdered: null } }, "voice_lines", "unknown", "LINE_LIMIT_REACHED"],
  [{ isAgreed: false }, "agreed", "refused", "VALIDATION_FAILED"],
];

describe.each(SERVICE_KINDS)("gates of an order for %s", (kind) => {
  test("are those of its kind, in their order, and all open when nothing is missing", () => {
    const gates = checkGates(kind, ready);
    expect(gates.map(({ gate }) => gate)).toEqual(GATES.filter((gate) => OF_KIND[gate].includes(kind)));
    expect(notPassed(gates)).toEqual([]);
  });

  test.each(CELLS)("%j", (change, gate, state, reason) => {
    const isAsked = OF_KIND[gate].includes(kind);
    expect(notPassed(checkGates(kind, { ...ready, ...change }))).toEqual(
      isAsked ? [{ gate, state, reason }] : [],
    );
  });

  test("what no system has told is never passed", () => {
    const states = checkGates(kind, nothing).filter(({ gate }) => !["mapping", "agreed"].includes(gate));
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["unknown"]));
  });

  test("a document that is only submitted is enough", () => {
    expect(notPassed(checkGates(kind, { ...ready, ...checked("submitted") }))).toEqual([]);
  });
});

test("a second line is a matter of the switch", () => {
  const second = { ...ready, activeInternet: 1, allowsSecondInternet: true };
  expect(notPassed(checkGates("internet", second))).toEqual([]);
});

test("an address that is known not to have a line is refused, whatever the cart says", () => {
  const facts = { ...ready, eligibility: "ineligible", problems: null } as const;
  expect(checkGates("internet", facts).find(({ gate }) => gate === "eligibility")?.state).toBe("refused");
});

test("a plan without calls is no matter of how many lines there are", () => {
  const facts = { ...ready, voice: { isOrdered: false, lines: null, limit: 0 } };
  expect(notPassed(checkGates("sim", facts))).toEqual([]);
});
