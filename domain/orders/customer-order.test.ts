import { describe, expect, test } from "vitest";
import type { NetPrice } from "../catalog/price.ts";
import { JPY } from "../shared/money.ts";
import { toCustomerOrder } from "./customer-order.ts";
import { isFinished, isOrderState } from "./rules.ts";
import { ACTIVATION_STATUSES, ORDER_STATUSES, type Order, type OrderItem } from "./schema.ts";

const item = (minor: number, change: Partial<OrderItem> = {}): OrderItem => ({
  id: "8025h0000000071AAA" as OrderItem["id"],
  priceEntryId: "01u5h0000000182AAA" as OrderItem["priceEntryId"],
  productId: "01t5h0000000182AAA" as OrderItem["productId"],
  sku: "SKU",
  name: "Plan",
  quantity: 1,
  price: { currency: JPY, minor } as NetPrice,
  cycle: "monthly",
  serviceId: null,
  ...change,
});
const order = (
  status: Order["status"],
  activation: Partial<Order["activation"]> = {},
  items: OrderItem[] = [],
): Order => ({
  id: "8015h0000000007AAA" as Order["id"],
  number: "00000007",
  accountId: "0015h0000000007AAA" as Order["accountId"],
  opportunityId: null,
  kind: "sim",
  status,
  orderedAt: new Date("2026-11-22T15:30:00Z"),
  changedAt: new Date("2026-11-23T00:00:00Z"),
  activation: {
    type: "immediate",
    scheduledAt: null,
    status: null,
    errorCode: null,
    attemptedAt: null,
    ...activation,
  },
  billingOrderId: null,
  items,
  unreadableItems: [],
});

describe("what a customer sees of an order (portal.md 6)", () => {
  test.each([
    ["pending_review", null, "under_review", 1],
    ["pending_review", "not_started", "under_review", 1],
    ["approved", null, "setting_up", 2],
    ["approved", "not_started", "setting_up", 2],
    ["approved", "activating", "setting_up", 3],
    ["reactivate", "activating", "setting_up", 3],
    ["approved", "activated", "setting_up", 3],
    ["approved", "scheduled", "scheduled", 3],
    ["approved", "failed", "needs_attention", 3],
    ["approved", "unknown", "unknown", null],
    ["processed", "activated", "active", 4],
    ["rejected", null, "not_accepted", null],
    ["cancelled", "failed", "cancelled", null],
    ["draft", null, "unknown", null],
    ["unknown", "activated", "unknown", null],
  ] as const)("%s and %s: %s, step %s", (status, activation, label, step) => {
    expect(toCustomerOrder(order(status, { status: activation }))).toMatchObject({ label, step });
  });

  test.each([
    ["PAYMENT_METHOD_MISSING", "payment_method"],
    ["IDENTITY_NOT_VERIFIED", "identity_check"],
    ["ORDER_CHANGED", "agreement"],
    ["SIM_ACTIVATION_FAILED", null],
    ["unknown", null],
    [null, null],
  ] as const)("after %s the customer can help with %s", (errorCode, needs) => {
    expect(toCustomerOrder(order("approved", { status: "failed", errorCode })).needs).toBe(needs);
    // A code left over from an earlier try asks for nothing.
    expect(toCustomerOrder(order("approved", { status: "activating", errorCode })).needs).toBeNull();
  });

  test("the day it is planned for, in Tokyo, while it is planned", () => {
    const scheduledAt = new Date("2026-11-30T15:00:00Z");
    expect(toCustomerOrder(order("approved", { status: "scheduled", scheduledAt })).scheduledOn).toBe(
      "2026-12-01",
    );
    expect(toCustomerOrder(order("pending_review", { scheduledAt })).scheduledOn).toBe("2026-12-01");
    expect(toCustomerOrder(order("processed", { status: "activated", scheduledAt })).scheduledOn).toBeNull();
  });

  test("tax of a sum is taken once (JP-MO-7)", () => {
    const items = [item(105), item(105), item(105), item(3_000, { cycle: "onetime" })];
    const seen = toCustomerOrder(order("processed", {}, items));
    expect(seen.lines.map(({ price }) => price.withTax.minor)).toEqual([115, 115, 115, 3_300]);
    expect(seen.monthly?.withTax.minor).toBe(346);
    expect(seen.onetime?.withTax.minor).toBe(3_300);
  });

  test("several of one are priced together", () => {
    const seen = toCustomerOrder(order("processed", {}, [item(105, { quantity: 3 })]));
    expect(seen.lines[0]?.price.withTax.minor).toBe(346);
  });

  test("no sum is a guess: neither of none, nor beside a line whose cycle is not known", () => {
    expect(toCustomerOrder(order("processed"))).toMatchObject({ monthly: null, onetime: null });
    const items = [item(105), item(105, { cycle: null })];
    expect(toCustomerOrder(order("processed", {}, items))).toMatchObject({ monthly: null, onetime: null });
  });
});

describe("status and activation (salesforce-data-model.md 5)", () => {
  test("only what the table names goes together", () => {
    const activations = [null, ...ACTIVATION_STATUSES];
    const allowed = ORDER_STATUSES.map((status) => [
      status,
      activations.filter((activation) => isOrderState({ status, activation })),
    ]);
    expect(Object.fromEntries(allowed)).toEqual({
      draft: [null, "not_started"],
      pending_review: [null, "not_started"],
      approved: ["activating", "scheduled", "activated", "failed"],
      reactivate: ["activating", "scheduled", "activated", "failed"],
      processed: ["activated"],
      rejected: [null, "not_started", "scheduled", "activated", "failed"],
      cancelled: [null, "not_started", "scheduled", "activated", "failed"],
    });
  });

  test("what is not known goes with nothing", () => {
    expect(isOrderState({ status: "unknown", activation: "activated" })).toBe(false);
    expect(isOrderState({ status: "approved", activation: "unknown" })).toBe(false);
  });

  test("processed alone is finished", () => {
    expect(ORDER_STATUSES.filter((status) => isFinished({ status }))).toEqual(["processed"]);
  });
});
