import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema } from "#domain/shared/salesforce-ids.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { readCatalogue } from "./read-catalogue.server.ts";
import { readEligibility } from "./read-eligibility.server.ts";

const HOUR = 60 * 60 * 1000;

let world: TestDeps;
let deps: Services;

beforeAll(async () => {
  world = await startTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  await world.crmControl("POST", "/reset");
  deps = world.freshDeps();
});

const queries = async () =>
  (await world.crmControl<{ byAction: Record<string, number> }>("GET", "/calls")).byAction["query"] ?? 0;
const ownerOf = (clientId: number): Owner => ({
  userId: UserIdSchema.parse(`00000000-0000-4000-8000-${String(clientId).padStart(12, "0")}`),
  clientId: WhmcsClientIdSchema.parse(clientId),
});

describe("the catalogue", () => {
  it("is read once, however many ask at once and afterwards", async () => {
    const readings = await Promise.all(Array.from({ length: 20 }, () => readCatalogue(deps)));
    expect(readings.every(({ value }) => value.length === 34)).toBe(true);
    world.wait(11 * HOUR);
    await readCatalogue(deps);
    expect(await queries()).toBe(1);
    world.wait(2 * HOUR);
    const before = await queries();
    await readCatalogue(deps);
    expect(await queries()).toBeGreaterThan(before);
  });

  it("is read again after a change that was reported", async () => {
    await readCatalogue(deps);
    await deps.cache.drop(customerTags.catalogue);
    await readCatalogue(deps);
    expect(await queries()).toBe(2);
  });

  it("stays for a day as an old copy while nobody answers, and is never an empty list", async () => {
    const { value } = await readCatalogue(deps);
    await world.crmControl("POST", "/faults", { action: "query", kind: "http_503" });
    world.wait(13 * HOUR);
    expect(await readCatalogue(deps)).toMatchObject({ value, staleSince: deps.now() });
    world.wait(24 * HOUR);
    await expect(readCatalogue(deps)).rejects.toMatchObject({ reason: "CRM_UNAVAILABLE" });
    await world.crmControl("DELETE", "/faults");
    world.wait(HOUR);
    expect(await readCatalogue(deps)).toMatchObject({ staleSince: null });
  });
});

describe("eligibility", () => {
  it.each([
    [1001, { status: "not_requested", offerings: [], notes: null }],
    [1002, { status: "eligible", offerings: ["home_1g"], isComplete: true }],
    [1005, { status: "ineligible", offerings: [], notes: "No fibre in this building yet." }],
    // Its status is empty, and so is the value.
    [1006, { status: "not_requested" }],
    [1007, { status: "eligible", offerings: ["apartment_1g", "apartment_100m"] }],
  ])("of %i", async (clientId, eligibility) => {
    expect((await readEligibility(deps, ownerOf(clientId))).value).toMatchObject(eligibility);
  });

  it("is asked for again after a change of this account alone", async () => {
    const reads = async () =>
      (await world.crmControl<{ byAction: Record<string, number> }>("GET", "/calls")).byAction[
        "retrieve Account"
      ] ?? 0;
    await readEligibility(deps, ownerOf(1001));
    await readEligibility(deps, ownerOf(1002));
    const before = await reads();
    expect(before).toBe(2);
    await deps.cache.drop(customerTags.account(AccountIdSchema.parse("0015h0000000001AAA")));
    await readEligibility(deps, ownerOf(1001));
    await readEligibility(deps, ownerOf(1002));
    expect(await reads()).toBe(before + 1);
  });

  it("of a login without an account is an error, not an answer", async () => {
    const { userId } = ownerOf(1004);
    const setAccount = (account: string | null) =>
      asSystem(world.database, (tx) =>
        tx.raw("UPDATE id_mappings SET sf_account_id = $1 WHERE user_id = $2", [account, userId]),
      );
    await setAccount(null);
    await expect(readEligibility(deps, ownerOf(1004))).rejects.toMatchObject({
      code: "conflict",
      reason: "MAPPING_MISSING",
    });
    await setAccount("0015h0000000004AAA");
    expect((await readEligibility(deps, ownerOf(1004))).value.status).toBe("not_requested");
  });
});

describe("services", () => {
  it("are kept for five minutes, per person", async () => {
    const list = async (clientId: number) => (await readServices(deps, ownerOf(clientId))).value.rows.length;
    expect([await list(1001), await list(1002), await list(1001)]).toEqual([2, 2, 2]);
    expect(await world.calls("GetClientsProducts")).toHaveLength(2);
    world.wait(6 * 60_000);
    await list(1001);
    expect(await world.calls("GetClientsProducts")).toHaveLength(3);
  });

  it("are in the client's currency", async () => {
    expect((await readServices(deps, ownerOf(1001))).value.rows[0]?.amount).toEqual({
      currency: "JPY",
      minor: 1_980,
    });
    expect((await readServices(deps, ownerOf(1009))).value.rows).toEqual([]);
  });
});
