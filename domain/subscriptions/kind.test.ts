import { describe, expect, test } from "vitest";
import { internetPlan, product, simPlan } from "../catalog/catalogue.testing.ts";
import { BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import { JPY } from "../shared/money.ts";
import { activeServices, kindOfService } from "./kind.ts";
import type { Service } from "./schema.ts";

const products = [
  product(181, { ...internetPlan, offering: "home_1g", tier: "silver" }),
  product(201, { ...simPlan, planType: "data_voice", dataGb: 5 }),
  product(210, { category: "sim", itemClass: "activation", cycle: "onetime" }),
];
const service = (pid: number, change: Partial<Service> = {}): Service => ({
  id: ServiceIdSchema.parse(30_000 + pid),
  productId: BillingProductIdSchema.parse(pid),
  name: "Plan",
  groupName: "",
  status: "active",
  cycle: "monthly",
  amount: { currency: JPY, minor: 1_000 },
  registeredOn: null,
  nextDueOn: null,
  ...change,
});

describe("kindOfService", () => {
  test("goes by the product, whatever the name says", () => {
    expect(kindOfService(service(201, { name: "VPN Internet" }), products)).toBe("sim");
    expect(kindOfService(service(181, { name: "SIM" }), products)).toBe("internet");
  });

  test.each([
    ["SIM 10GB", "", "sim"],
    ["10GB", "SIM plans", "sim"],
    ["SonixNet VPN Remote Access", "", "vpn"],
    ["SonixNet Home", "", "internet"],
    ["Internet 1G", "", "internet"],
    ["NTT Fiber", "", "internet"],
    ["Fiber", "", null],
    ["Hosting", "", null],
  ])("knows %s of %s by its words", (name, groupName, kind) => {
    expect(kindOfService(service(999, { name, groupName }), products)).toBe(kind);
  });
});

describe("activeServices", () => {
  test.each(["pending", "suspended", "terminated", "cancelled", "fraud", "completed", "unknown"] as const)(
    "a SIM that is %s is not active",
    (status) => {
      expect(activeServices("sim", [service(201, { status })], products)).toEqual([]);
    },
  );

  test("fees and other kinds do not count", () => {
    const all = [service(201), service(210), service(181), service(999, { name: "Old SIM" })];
    expect(activeServices("sim", all, products).map(({ productId }) => productId)).toEqual([201, 999]);
  });
});
