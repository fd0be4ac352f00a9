import { expect, test } from "vitest";
import { internetPlan, product } from "#domain/catalog/catalogue.testing.ts";
import { BillingProductIdSchema, ServiceIdSchema } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { Part } from "~/platform/page/part.ts";
import { otherActive } from "./shop.ts";

const products = [product(182, { ...internetPlan, offering: "home_1g", tier: "gold" })];
const service = (pid: number, name: string, status: Service["status"] = "active"): Service => ({
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
const part = (rows: Service[]): Part<Listing<Service>> => ({
  state: "ready",
  value: { rows, unreadable: [] },
  readAt: "2026-11-23T00:00:00Z",
  staleSince: null,
});

test("what is active and of no kind is named, and nothing else", () => {
  const services = part([
    service(182, "Home 1G"),
    service(900, "Hosting"),
    service(901, "SIM 10GB"),
    service(902, "Old hosting", "cancelled"),
  ]);
  expect(otherActive(products, services)).toEqual(["Hosting"]);
  expect(otherActive(null, services)).toEqual([]);
});
