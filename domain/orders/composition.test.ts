import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeOrder, type CartProblem, type OrderFacts } from "./composition.ts";
import { facts, internet, products, sim, vpn } from "./price-book.testing.ts";
import type { Selection } from "./selection.ts";

const compose = (selection: Selection, change: Partial<OrderFacts> = {}, book = products) =>
  composeOrder(selection, { products: book, facts: { ...facts, ...change } });
function linesOf(selection: Selection, change: Partial<OrderFacts> = {}) {
  const composed = compose(selection, change);
  return "ok" in composed ? composed.ok.map(({ sku }) => sku) : composed.problems;
}
const problem = (reason: CartProblem["reason"], field: CartProblem["field"], sku: string) => ({
  reason,
  field,
  sku,
});
const without = (...skus: string[]) => products.filter(({ sku }) => !skus.includes(sku));

describe("what was chosen becomes lines, with the fee that is required", () => {
  test.each<[string, Selection, string[]]>([
    ["internet", internet(), ["HOME-GOLD", "INSTALL-ONCE"]],
    [
      "internet with everything",
      internet({ installationSku: "INTERNET-INSTALL-12M", addonSkus: ["PHONE", "PHONE-SETUP", "WEEKEND"] }),
      ["HOME-GOLD", "INTERNET-INSTALL-12M", "PHONE", "PHONE-SETUP", "WEEKEND"],
    ],
    ["a SIM", sim(), ["VOICE-10", "SIM-FEE"]],
    [
      "a SIM for calls with add-ons",
      sim({ planSku: "VOICE", addonSkus: ["CALL-WAITING", "VOICE-MAIL"] }),
      ["VOICE", "CALL-WAITING", "VOICE-MAIL", "SIM-FEE"],
    ],
    ["a SIM for data", sim({ planSku: "DATA-5" }), ["DATA-5", "SIM-FEE"]],
    ["a VPN with the general fee", vpn(), ["VPN-USA", "VPN-FEE"]],
    ["a VPN with its region's fee", vpn("VPN-UK"), ["VPN-UK", "VPN-FEE-UK"]],
  ])("%s", (_, selection, skus) => {
    expect(linesOf(selection)).toEqual(skus);
  });

  test("a family plan beside an active SIM", () => {
    expect(linesOf(sim({ planSku: "FAMILY-50" }), { hasActiveSim: true })).toEqual(["FAMILY-50", "SIM-FEE"]);
  });
});

describe("what cannot be ordered is named", () => {
  test.each<[string, Selection, CartProblem[]]>([
    ["a SKU of nothing", vpn("NOTHING"), [problem("unknown_sku", "planSku", "NOTHING")]],
    ["a withdrawn plan", sim({ planSku: "OLD-3" }), [problem("unknown_sku", "planSku", "OLD-3")]],
    ["a plan of another kind", vpn("VOICE-10"), [problem("wrong_category", "planSku", "VOICE-10")]],
    ["a fee as a plan", sim({ planSku: "SIM-FEE" }), [problem("wrong_category", "planSku", "SIM-FEE")]],
    [
      "a fee that the server adds",
      sim({ addonSkus: ["SIM-FEE"] }),
      [problem("wrong_category", "addonSkus", "SIM-FEE")],
    ],
    [
      "an add-on twice",
      sim({ addonSkus: ["VOICE-MAIL", "VOICE-MAIL"] }),
      [problem("duplicate", "addonSkus", "VOICE-MAIL")],
    ],
    [
      "a second installation",
      internet({ addonSkus: ["INTERNET-INSTALL-12M"] }),
      [problem("installation_count", "addonSkus", "INTERNET-INSTALL-12M")],
    ],
    [
      "no installation",
      internet({ installationSku: "WEEKEND" }),
      [problem("installation_count", "installationSku", "WEEKEND")],
    ],
    [
      "half of a pair",
      internet({ addonSkus: ["PHONE"] }),
      [problem("incomplete_pair", "addonSkus", "PHONE")],
    ],
    [
      "the other half",
      internet({ addonSkus: ["PHONE-SETUP"] }),
      [problem("incomplete_pair", "addonSkus", "PHONE-SETUP")],
    ],
    [
      "voice add-ons without voice",
      sim({ planSku: "DATA-5", addonSkus: ["VOICE-MAIL", "CALL-WAITING"] }),
      [
        problem("voice_addon_on_data_plan", "addonSkus", "VOICE-MAIL"),
        problem("voice_addon_on_data_plan", "addonSkus", "CALL-WAITING"),
      ],
    ],
    [
      "a family plan alone",
      sim({ planSku: "FAMILY-50" }),
      [problem("family_without_sim", "planSku", "FAMILY-50")],
    ],
    [
      "a plan for another building",
      internet({ planSku: "FLAT-GOLD" }),
      [problem("not_offered", "planSku", "FLAT-GOLD")],
    ],
    [
      "several faults",
      internet({ planSku: "FLAT-GOLD", installationSku: "NOTHING", addonSkus: ["VOICE-MAIL"] }),
      [
        problem("not_offered", "planSku", "FLAT-GOLD"),
        problem("unknown_sku", "installationSku", "NOTHING"),
        problem("wrong_category", "addonSkus", "VOICE-MAIL"),
      ],
    ],
  ])("%s", (_, selection, problems) => {
    expect(compose(selection)).toEqual({ problems });
  });

  test("an address that is not eligible", () => {
    expect(compose(internet(), { offerings: [] })).toEqual({
      problems: [problem("not_offered", "planSku", "HOME-GOLD")],
    });
  });

  test("a fee that the price book lacks", () => {
    expect(compose(sim(), {}, without("SIM-FEE"))).toEqual({
      problems: [problem("fee_missing", "planSku", "VOICE-10")],
    });
    expect(compose(vpn("VPN-UK"), {}, without("VPN-FEE-UK"))).toHaveProperty("ok");
    expect(compose(vpn("VPN-USA"), {}, without("VPN-FEE"))).toEqual({
      problems: [problem("fee_missing", "planSku", "VPN-USA")],
    });
  });

  test("the half of a pair whose other half was withdrawn", () => {
    const book = products.map((each) =>
      each.sku === "PHONE-SETUP" ? { ...each, isOrderable: false } : each,
    );
    expect(compose(internet({ addonSkus: ["PHONE", "PHONE-SETUP"] }), {}, book)).toEqual({
      problems: [
        problem("unknown_sku", "addonSkus", "PHONE-SETUP"),
        problem("incomplete_pair", "addonSkus", "PHONE"),
      ],
    });
  });
});

describe("whatever is sent", () => {
  const sku = fc.oneof(fc.constantFrom(...products.map((each) => each.sku)), fc.string());
  const selection = fc.oneof(
    fc
      .record({ planSku: sku, installationSku: sku, addonSkus: fc.array(sku, { maxLength: 5 }) })
      .map((chosen) => internet(chosen)),
    fc.record({ planSku: sku, addonSkus: fc.array(sku, { maxLength: 4 }) }).map((chosen) => sim(chosen)),
    sku.map(vpn),
  );
  const anyFacts = fc.record({
    offerings: fc.subarray(["home_1g", "apartment_1g"] as const),
    hasActiveSim: fc.boolean(),
  });

  test("lines obey the rules of their kind", () => {
    fc.assert(
      fc.property(selection, anyFacts, (chosen, known) => {
        const composed = compose(chosen, known);
        if ("problems" in composed) {
          expect(composed.problems).not.toEqual([]);
          return;
        }
        const lines = composed.ok;
        const count = (...kinds: string[]) => lines.filter(({ kind }) => kinds.includes(kind)).length;
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        expect(lines.every(({ isOrderable }) => isOrderable)).toBe(true);
        expect(count("internet_plan", "sim_plan", "vpn_plan")).toBe(1);
        expect(count("installation")).toBe(chosen.kind === "internet" ? 1 : 0);
        expect(count("sim_activation", "vpn_activation")).toBe(chosen.kind === "internet" ? 0 : 1);
        for (const line of lines) {
          if (line.kind === "internet_plan") expect(known.offerings).toContain(line.offering);
          if (line.kind === "internet_addon" && line.pairedWith !== null)
            expect(lines.map(({ id }) => id)).toContain(line.pairedWith);
          if (line.kind === "sim_plan" && line.isFamily) expect(known.hasActiveSim).toBe(true);
          if (line.kind === "sim_plan" && line.planType === "data_only") expect(count("sim_addon")).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("nothing that was chosen is lost, and nothing but a fee is added", () => {
    fc.assert(
      fc.property(selection, anyFacts, (chosen, known) => {
        const composed = compose(chosen, known);
        if ("problems" in composed) return;
        const wanted = [
          chosen.planSku,
          ...(chosen.kind === "internet" ? [chosen.installationSku] : []),
          ...(chosen.kind === "vpn" ? [] : chosen.addonSkus),
        ];
        const kept = composed.ok.filter(({ kind }) => !kind.endsWith("_activation"));
        expect(kept.map((line) => line.sku)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });
});
