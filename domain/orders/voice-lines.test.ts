import { describe, expect, test } from "vitest";
import { BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import { JPY } from "../shared/money.ts";
import type { Service } from "../subscriptions/schema.ts";
import type { CustomerOrder, OrderLabel } from "./customer-order.ts";
import { products } from "./price-book.testing.ts";
import { countVoiceLines, isAdditionalVoiceLine, isVoicePlan, type VoiceFacts } from "./voice-lines.ts";

const service = (pid: number, status: Service["status"] = "active", name = "SIM"): Service => ({
  id: ServiceIdSchema.parse(1),
  productId: BillingProductIdSchema.parse(pid),
  groupName: "",
  status,
  name,
  cycle: "monthly",
  amount: { currency: JPY, minor: 1 },
  registeredOn: null,
  nextDueOn: null,
});
const order = (label: OrderLabel, sku: string | null, kind: CustomerOrder["kind"] = "sim") => ({
  kind,
  label,
  lines: [{ sku }, { sku: "SIM-FEE" }] as CustomerOrder["lines"],
});
const count = (services: Service[], orders: ReturnType<typeof order>[] = []) =>
  countVoiceLines({ services, orders, products });

describe("lines that can call", () => {
  test.each<[string, Service, number]>([
    ["a plan with calls", service(202), 1],
    ["calls alone", service(209), 1],
    ["a plan that is sold no more", service(213), 1],
    ["data alone", service(206), 0],
    ["an add-on or a fee", service(210), 0],
    ["another kind", service(182), 0],
    ["a product that the catalogue does not know", service(999), 1],
    ["suspended", service(202, "suspended"), 1],
    ["not yet accepted", service(202, "pending"), 1],
    ["of an unknown state", service(202, "unknown"), 1],
    ["cancelled", service(202, "cancelled"), 0],
    ["terminated", service(202, "terminated"), 0],
  ])("a service: %s", (_, held, lines) => {
    expect(count([held])).toBe(lines);
  });

  test.each<[OrderLabel, number]>([
    ["under_review", 1],
    ["setting_up", 1],
    ["scheduled", 1],
    ["needs_attention", 1],
    ["unknown", 1],
    ["active", 0],
    ["not_accepted", 0],
    ["cancelling", 0],
    ["cancelled", 0],
  ])("an order that is %s: %i", (label, lines) => {
    expect(count([], [order(label, "VOICE-10")])).toBe(lines);
  });

  test("an order for data is none; one whose plan nobody knows may be one", () => {
    expect(count([], [order("under_review", "DATA-5")])).toBe(0);
    expect(count([], [order("under_review", null)])).toBe(1);
    expect(count([], [order("under_review", "VOICE-10", "vpn")])).toBe(0);
  });

  test("are added up", () => {
    expect(count([service(202), service(206)], [order("scheduled", "VOICE-10")])).toBe(2);
  });
});

test.each([
  ["VOICE-10", true],
  ["VOICE", true],
  ["DATA-5", false],
  ["HOME-GOLD", null],
  ["GONE", null],
])("%s is a plan with calls: %s", (sku, is) => {
  expect(isVoicePlan(sku, products)).toBe(is);
});

test.each<[VoiceFacts["isOrdered"], VoiceFacts["lines"], boolean]>([
  [true, 0, false],
  [true, 1, true],
  [true, null, true],
  [null, 0, false],
  [null, 1, true],
  [null, null, true],
  [false, 0, false],
  [false, 3, false],
  [false, null, false],
])("ordered %s with %s lines: a factor is asked for: %s", (isOrdered, lines, is) => {
  expect(isAdditionalVoiceLine({ isOrdered, lines, limit: 5 })).toBe(is);
});
