import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { CartSchema, priceCart, toNamed, toShownCart, type Cart } from "./cart.ts";
import type { OrderFacts } from "./composition.ts";
import { facts, internet, products, sim, vpn } from "./price-book.testing.ts";
import type { Selection } from "./selection.ts";

function cartOf(selection: Selection, change: Partial<OrderFacts> = {}): Cart {
  const priced = priceCart({ selection, products, facts: { ...facts, ...change } });
  if ("problems" in priced) throw new RangeError(JSON.stringify(priced.problems));
  return priced.ok;
}
const price = (withTax: number, withoutTax: number) => ({
  withTax: { currency: "JPY", minor: withTax },
  withoutTax: { currency: "JPY", minor: withoutTax },
});

test("a line holds what an order is written from", () => {
  expect(cartOf(vpn()).lines).toEqual([
    {
      subject: { kind: "vpn_plan", region: "usa_sf" },
      priceEntryId: "01u5h0000000033AAA",
      sku: "VPN-USA",
      name: "Anything at all",
      cycle: "monthly",
      quantity: 1,
      price: price(2_750, 2_500),
    },
    expect.objectContaining({ sku: "VPN-FEE", cycle: "onetime", price: price(3_300, 3_000) }),
  ]);
});

describe("sums", () => {
  test("by the month and once, with the tax of each taken once (JP-MO-7)", () => {
    const odd = products.map((each) =>
      each.kind === "sim_plan" || each.kind === "sim_addon"
        ? { ...each, price: { ...each.price, minor: 105 } }
        : each,
    );
    const selection = sim({ addonSkus: ["VOICE-MAIL", "CALL-WAITING"] });
    const priced = priceCart({ selection, products: odd, facts });
    expect(priced).toMatchObject({ ok: { monthly: price(346, 315), onetime: price(1_650, 1_500) } });
  });

  test("of an installation that is paid once", () => {
    expect(cartOf(internet())).toMatchObject({
      monthly: price(7_150, 6_500),
      onetime: price(25_080, 22_800),
      installments: null,
    });
  });

  test("of one that is paid by the month, and what a month costs afterwards", () => {
    expect(cartOf(internet({ installationSku: "INTERNET-INSTALL-12M" }))).toMatchObject({
      monthly: price(9_240, 8_400),
      onetime: null,
      installments: {
        payments: 12,
        total: { currency: "JPY", minor: 25_080 },
        monthlyAfter: price(7_150, 6_500),
      },
    });
  });
});

describe("the first month", () => {
  test("of a VPN is charged by the day: 8 of 30 days from the 23rd", () => {
    expect(cartOf(vpn()).firstMonth).toEqual({
      startsOn: "2026-11-23",
      isAssumed: true,
      until: "2026-11-30",
      fullPriceFrom: "2026-12-01",
      service: price(732, 666),
      due: price(4_032, 3_666),
    });
  });

  test("of internet holds a whole first payment of the installation", () => {
    const { firstMonth } = cartOf(internet({ installationSku: "INTERNET-INSTALL-12M" }));
    // 8 of 30 days of 6,500.
    expect(firstMonth.service.withoutTax.minor).toBe(1_733);
    expect(firstMonth.due.withoutTax.minor).toBe(1_733 + 1_900);
  });

  test("of a SIM is free, apart from what is paid once", () => {
    const { firstMonth } = cartOf(sim({ addonSkus: ["VOICE-MAIL"] }));
    expect(firstMonth).toMatchObject({ service: price(0, 0), due: price(1_650, 1_500) });
  });

  test("is that of the day which the customer has named", () => {
    const { firstMonth } = cartOf(sim({ startsOn: "2026-12-10" as CalendarDate }));
    expect(firstMonth).toMatchObject({
      startsOn: "2026-12-10",
      isAssumed: false,
      until: "2026-12-31",
      fullPriceFrom: "2027-01-01",
    });
  });

  test("never costs more than a whole month and what is paid once", () => {
    const days = fc
      .integer({ min: 0, max: 800 })
      .map((n) => new Date(Date.UTC(2026, 10, 23 + n)).toISOString().slice(0, 10) as CalendarDate);
    const chosen = fc.constantFrom(
      internet({ addonSkus: ["WEEKEND", "PHONE", "PHONE-SETUP"] }),
      internet({ installationSku: "INTERNET-INSTALL-12M" }),
      sim(),
      vpn(),
    );
    fc.assert(
      fc.property(days, chosen, (day, selection) => {
        const { firstMonth, monthly, onetime } = cartOf(selection, { day });
        const whole = monthly.withoutTax.minor + (onetime?.withoutTax.minor ?? 0);
        expect(firstMonth.due.withoutTax.minor).toBeGreaterThanOrEqual(onetime?.withoutTax.minor ?? 0);
        expect(firstMonth.due.withoutTax.minor).toBeLessThanOrEqual(whole);
        expect(firstMonth.until < firstMonth.fullPriceFrom).toBe(true);
      }),
    );
  });
});

test("a cart is what its schema says, also after JSON", () => {
  for (const selection of [internet(), sim(), vpn()]) {
    const cart = cartOf(selection);
    expect(CartSchema.parse(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
  }
});

test("what cannot be ordered has no price", () => {
  expect(priceCart({ selection: vpn("NOTHING"), products, facts })).toEqual({
    problems: [{ reason: "unknown_sku", field: "planSku", sku: "NOTHING" }],
  });
});

test("what pages and programs are told of it names no record of the catalogue", () => {
  const shown = [toShownCart(cartOf(vpn())), products.map(toNamed)];
  expect(JSON.stringify(shown)).toContain("VPN-USA");
  expect(JSON.stringify(shown)).not.toMatch(
    /"01[tu]|priceEntryId|productId|billingProductId|position|isListed/,
  );
});
