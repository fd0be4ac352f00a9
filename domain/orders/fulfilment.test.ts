import { describe, expect, test } from "vitest";
import { SERVICE_KINDS, type ServiceKind } from "../catalog/schema.ts";
import type { NetPrice } from "../catalog/price.ts";
import { JPY } from "../shared/money.ts";
import type { PricebookEntryId } from "../shared/salesforce-ids.ts";
import {
  differsFromConfirmed,
  ERROR_RULES,
  FULFILMENT_STEPS,
  guardOf,
  isRetried,
  RETRY_PAUSES,
  staffMessage,
  startOf,
  STEP_RULES,
  type FulfilmentStep,
} from "./fulfilment.ts";
import {
  ACTIVATION_STATUSES,
  FULFILMENT_ERRORS,
  ORDER_STATUSES,
  type Order,
  type OrderItem,
} from "./schema.ts";

const now = new Date("2026-11-23T05:05:00Z");

function wayOf(kind: ServiceKind): FulfilmentStep[] {
  return FULFILMENT_STEPS.filter((step) => STEP_RULES[step].kinds.includes(kind));
}

describe("the way of an order (portal.md 7)", () => {
  const billing = [
    "add_order",
    "accept_order",
    "service_fields",
    "write_back",
    "move_opportunity",
    "tell_active",
  ];
  const begin = ["check", "mark_activating", "tell_approved", "await_start"];

  test.each<[ServiceKind, string[]]>([
    ["internet", [...begin, ...billing]],
    ["vpn", [...begin, ...billing]],
    [
      "sim",
      [
        ...begin,
        "activate_line",
        "note_number",
        "await_line",
        "register_voice",
        "mark_activated",
        ...billing,
      ],
    ],
  ])("%s", (kind, steps) => {
    expect(wayOf(kind)).toEqual(steps);
  });

  test("whatever is sold, the bill comes after the line and the end is the same", () => {
    for (const kind of SERVICE_KINDS) {
      const way = wayOf(kind);
      expect(way.at(-1)).toBe("tell_active");
      expect(way.indexOf("add_order")).toBeGreaterThan(way.indexOf("activate_line"));
    }
  });
});

describe("what a failure does", () => {
  test("a system that is away is tried again three times with growing pauses; nothing else is", () => {
    const isAway = (code: string) => code.endsWith("_UNAVAILABLE");
    for (const code of FULFILMENT_ERRORS) expect(isRetried(code), code).toBe(isAway(code));
    for (const code of ["HELD", "TAKEN_BACK", "toString"]) expect(isRetried(code), code).toBe(false);
    expect(RETRY_PAUSES).toEqual([5, 25, 120]);
  });

  test("then a person is called, but for the steps that an order can go on without", () => {
    const otherwise: Partial<Record<FulfilmentStep, string>> = {
      register_voice: "warn",
      move_opportunity: "reconcile",
    };
    for (const step of FULFILMENT_STEPS)
      expect(STEP_RULES[step].otherwise, step).toBe(otherwise[step] ?? "park");
  });

  test("what staff reads fits the field", () => {
    for (const code of FULFILMENT_ERRORS) {
      expect(ERROR_RULES[code].text.length).toBeLessThanOrEqual(200);
      expect(staffMessage(code, "x".repeat(300))).toHaveLength(255);
    }
    expect(staffMessage("PRODUCT_MAPPING_MISSING", "SIM-OLD-3GB")).toMatch(/\(SIM-OLD-3GB\)$/);
  });

  test("a refusal has a code at every step", () => {
    for (const step of FULFILMENT_STEPS) expect(FULFILMENT_ERRORS).toContain(STEP_RULES[step].refused);
  });
});

describe("whether an order may be worked on", () => {
  const order = (
    status: Order["status"],
    activation: Order["activation"]["status"],
    more: Partial<Order["activation"]> & { billingOrderId?: string } = {},
  ) => ({
    status,
    billingOrderId: more.billingOrderId ?? null,
    activation: {
      type: "immediate" as const,
      scheduledAt: null,
      errorCode: null,
      attemptedAt: null,
      ...more,
      status: activation,
    },
  });
  const goes = (at: ReturnType<typeof order>, isUnderWay = false) => guardOf(at, { isUnderWay, now }).go;

  test("every status with every activation", () => {
    const activations = [null, "unknown" as const, ...ACTIVATION_STATUSES];
    const table = ([...ORDER_STATUSES, "unknown"] as const).map((status) => [
      status,
      activations.map((activation) => goes(order(status, activation))),
    ]);
    const never = activations.map(() => "stop");
    // none, unknown, not_started, activating, scheduled without a date, activated, failed
    const may = ["stop", "stop", "stop", "run", "run", "finish", "stop"];
    expect(Object.fromEntries(table)).toEqual({
      draft: never,
      pending_review: never,
      processed: never,
      rejected: never,
      cancelled: never,
      unknown: never,
      approved: may,
      reactivate: may,
    });
  });

  test("processed with its bill is done", () => {
    expect(goes(order("processed", "activated", { billingOrderId: "4101" }))).toBe("done");
  });

  test("what says Failed runs only when our journal does not agree", () => {
    expect([goes(order("approved", "failed")), goes(order("approved", "failed"), true)]).toEqual([
      "stop",
      "run",
    ]);
  });

  test("a day is its first moment in Tokyo", () => {
    const at = (day: string) => ({ type: "scheduled" as const, scheduledAt: new Date(day) });
    expect(startOf(at("2026-11-30T03:00:00Z"))).toEqual(new Date("2026-11-29T15:00:00Z"));
    expect(startOf(at("2026-11-29T15:00:00Z"))).toEqual(new Date("2026-11-29T15:00:00Z"));
    expect(startOf({ type: "immediate", scheduledAt: new Date("2026-11-30T03:00:00Z") })).toBeNull();
    const scheduled = order("approved", "scheduled", at("2026-11-30T03:00:00Z"));
    expect(guardOf(scheduled, { isUnderWay: true, now })).toEqual({
      go: "wait",
      until: new Date("2026-11-29T15:00:00Z"),
    });
    expect(goes(order("approved", "scheduled", at("2026-11-23T03:00:00Z")))).toBe("run");
    expect(goes(order("approved", "scheduled", at("2026-11-22T16:00:00Z")))).toBe("run");
  });
});

describe("the order is what the customer confirmed", () => {
  const entry = (text: string) => text as PricebookEntryId;
  const confirmed = [
    { priceEntryId: entry("a"), quantity: 1, minor: 1_980, cycle: "monthly" as const },
    { priceEntryId: entry("b"), quantity: 2, minor: 1_500, cycle: "onetime" as const },
  ];
  type Item = Pick<OrderItem, "priceEntryId" | "quantity" | "price" | "cycle">;
  const items: Item[] = confirmed.map(({ minor, ...line }) => ({
    ...line,
    price: { currency: JPY, minor } as NetPrice,
  }));
  const changed = (change: Partial<Item>) =>
    items.map((item, at) => (at === 0 ? { ...item, ...change } : item));

  test("in any order", () => {
    expect(differsFromConfirmed(items, confirmed)).toBe(false);
    expect(differsFromConfirmed(items.toReversed(), confirmed)).toBe(false);
  });

  test.each<[string, Item[]]>([
    ["another price", changed({ price: { currency: JPY, minor: 1_979 } as NetPrice })],
    ["another quantity", changed({ quantity: 2 })],
    ["another product", changed({ priceEntryId: entry("c") })],
    ["another cycle", changed({ cycle: "onetime" })],
    ["no cycle", changed({ cycle: null })],
    ["a line less", items.slice(1)],
    ["a line twice", [...items, ...items.slice(1)]],
    ["none", []],
  ])("%s differs", (_, other) => {
    expect(differsFromConfirmed(other, confirmed)).toBe(true);
  });
});
