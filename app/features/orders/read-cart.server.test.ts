import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Selection } from "#domain/orders/selection.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "../deps.testing.ts";
import { readCart } from "./read-cart.server.ts";

const HOUR = 60 * 60 * 1000;

let world: TestDeps;
let deps: Services;

beforeAll(async () => {
  world = await startTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  deps = world.freshDeps();
});

const ownerOf = (clientId: number): Owner => ({
  userId: UserIdSchema.parse(`00000000-0000-4000-8000-${String(clientId).padStart(12, "0")}`),
  clientId: WhmcsClientIdSchema.parse(clientId),
});
const internet = (planSku: string): Selection => ({
  kind: "internet",
  planSku,
  installationSku: "INTERNET-INSTALL-24M",
  addonSkus: ["INTERNET-ADDON-HIKARI-DENWA", "INTERNET-ADDON-HIKARI-DENWA-INSTALL"],
  accessMode: "pppoe",
});
const sim = (planSku: string): Selection => ({
  kind: "sim",
  planSku,
  addonSkus: [],
  eid: null,
  startsOn: null,
  porting: null,
  holder: null,
});
const vpn: Selection = { kind: "vpn", planSku: "VPN-REMOTE-ACCESS-UK-LONDON" };

it("prices a VPN from the price book, with the fee of every region", async () => {
  expect(await readCart(deps, ownerOf(1001), vpn)).toMatchObject({
    ok: {
      lines: [{ sku: "VPN-REMOTE-ACCESS-UK-LONDON" }, { sku: "VPN-ACTIVATION-FEE" }],
      monthly: { withTax: { minor: 2_750 } },
      onetime: { withTax: { minor: 3_300 } },
    },
  });
  // Neither the address nor what somebody has already matters for it.
  expect(await world.calls("GetClientsProducts")).toHaveLength(0);
});

it.each([
  [1007, "INTERNET-GOLD-APT-1G", "ok"],
  [1007, "INTERNET-GOLD-HOME-1G", "not_offered"],
  [1002, "INTERNET-GOLD-HOME-1G", "ok"],
  [1005, "INTERNET-GOLD-HOME-1G", "not_offered"],
  [1004, "INTERNET-GOLD-HOME-1G", "not_offered"],
])("the address of %i and %s: %s", async (clientId, planSku, outcome) => {
  const cart = await readCart(deps, ownerOf(clientId), internet(planSku));
  expect("ok" in cart ? "ok" : cart.problems[0]?.reason).toBe(outcome);
});

it.each([
  [1001, "SIM-DATA-VOICE-50GB-FAMILY", "ok"],
  // Suspended is not active.
  [1005, "SIM-DATA-VOICE-50GB-FAMILY", "family_without_sim"],
  [1004, "SIM-DATA-VOICE-50GB-FAMILY", "family_without_sim"],
  [1004, "SIM-DATA-VOICE-50GB", "ok"],
  [1005, "SIM-OLD-3GB", "unknown_sku"],
])("the SIM of %i and %s: %s", async (clientId, planSku, outcome) => {
  const cart = await readCart(deps, ownerOf(clientId), sim(planSku));
  expect("ok" in cart ? "ok" : cart.problems[0]?.reason).toBe(outcome);
});

it("does not guess while a system does not answer", async () => {
  await world.control("POST", "/faults", { action: "GetClientsProducts", kind: "http_503" });
  await expect(readCart(deps, ownerOf(1004), sim("SIM-VOICE-ONLY"))).rejects.toMatchObject({
    code: "provider_unavailable",
    reason: "BILLING_UNAVAILABLE",
  });
});

it("orders at no price of yesterday", async () => {
  await readCart(deps, ownerOf(1001), vpn);
  await world.crmControl("POST", "/faults", { action: "query", kind: "http_503" });
  world.wait(13 * HOUR);
  await expect(readCart(deps, ownerOf(1001), vpn)).rejects.toMatchObject({
    code: "provider_unavailable",
    reason: "CRM_UNAVAILABLE",
  });
});
