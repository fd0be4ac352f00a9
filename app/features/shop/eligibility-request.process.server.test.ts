import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { killAtEachPoint } from "~/platform/process/kills.testing.ts";
import { adoptEligibilityRequests } from "./adopt-eligibility-requests.server.ts";
import { eligibilityRequest } from "./eligibility-request.server.ts";
import { requestEligibility } from "./request-eligibility.server.ts";

let bench: TestDeps;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.crmControl("POST", "/reset");
});

const userId = seedUserId(1001);
const accountId = AccountIdSchema.parse("0015h0000000001AAA");
const newInput = () => ({
  userId,
  accountId,
  idempotencyKey: randomUUID(),
  seen: {},
  opportunityKey: PortalKeySchema.parse(`opp-${randomUUID()}`),
  caseKey: PortalKeySchema.parse(`case-${randomUUID()}`),
});
const press = (deps = bench.freshDeps()) =>
  requestEligibility(deps, {
    owner: { userId, clientId: WhmcsClientIdSchema.parse(1001) },
    idempotencyKey: randomUUID(),
    seen: { ip: "192.0.2.1", device: "Firefox", requestId: "r" },
  });
type Row = Record<string, unknown>;
const sql = async (text: string, values: unknown[] = []): Promise<Row[]> =>
  (await asSystem(bench.database, (tx) => tx.raw(text, values))).rows;
const reviews = async () =>
  (await bench.crmControl<Row[]>("GET", "/cases")).filter(
    (row) => row["AccountId"] === accountId && row["Origin"] === "Portal Notification",
  );

test("wherever its holder dies, staff get one case and its owner one mail", async () => {
  const points = await killAtEachPoint({
    database: bench.database,
    wait: bench.wait,
    engine: (database) => bench.freshDeps(database).processes,
    begin: async (processes) => {
      await bench.crmControl("POST", "/reset");
      await sql("DELETE FROM mail_outbox");
      const claim = await asSystem(bench.database, (tx) =>
        processes.start(tx, eligibilityRequest, newInput()),
      );
      return claim?.id ?? "";
    },
    check: async (row, { n, when }) => {
      const at = `${when} ${n}`;
      expect([row.state, row.facts["outcome"], row.sealed], at).toEqual(["done", "requested", null]);
      expect(await reviews(), at).toMatchObject([{ OpportunityId: expect.stringMatching(/^006/) as string }]);
      expect(await sql("SELECT template FROM mail_outbox"), at).toEqual([
        { template: "eligibility-request" },
      ]);
    },
  });
  expect(points).toBeGreaterThan(20);
}, 240_000);

test("one that was interrupted goes on by itself", async () => {
  const deps = bench.freshDeps();
  await bench.crmControl("POST", "/faults", { action: "upsert Case", kind: "lost_answer", times: 1 });
  await expect(press(deps)).rejects.toMatchObject({ code: "provider_unavailable" });
  bench.wait(10_000);
  await deps.processes.runDue();
  expect(await reviews()).toHaveLength(1);
  expect(await sql("SELECT state FROM processes")).toEqual([{ state: "done" }]);
});

test("what was stopped for staff goes on with the next press, and what staff have stopped does not", async () => {
  const deps = bench.freshDeps();
  await bench.crmControl("POST", "/faults", { action: "upsert Case", kind: "lost_answer", times: 1 });
  await expect(press(deps)).rejects.toMatchObject({ code: "provider_unavailable" });
  const id = String((await sql("SELECT id FROM processes"))[0]?.["id"]);
  await asSystem(bench.database, (tx) => deps.processes.park(tx, id, "T-1"));
  await deps.processes.runDue();
  await expect(press(deps)).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(await sql("SELECT state, held FROM processes")).toEqual([{ state: "parked", held: true }]);
  await sql("UPDATE processes SET held = false");
  expect(await press(deps)).toBe("requested");
  expect(await reviews()).toHaveLength(1);
});

test.each([
  ["released", null, true],
  ["left by one that has died", -1_000, true],
  ["still at work", 60_000, false],
] as const)("one of an earlier release that is %s", async (_, claimedForMs, isTaken) => {
  const deps = bench.freshDeps();
  const at = deps.now();
  const until = claimedForMs === null ? null : new Date(at.getTime() + claimedForMs).toISOString();
  const [id, caseKey] = [randomUUID(), `case-${randomUUID()}`];
  await sql("INSERT INTO eligibility_requests VALUES ($1, $2, $3, $4, $5, $6, $7)", [
    id,
    userId,
    accountId,
    `opp-${randomUUID()}`,
    caseKey,
    at.toISOString(),
    until,
  ]);
  await adoptEligibilityRequests(deps);
  await adoptEligibilityRequests(deps);
  expect(await sql("SELECT state, wake_at FROM processes")).toEqual(
    isTaken ? [{ state: "waiting", wake_at: null }] : [],
  );
  if (!isTaken) return;
  const claimedUntil = (await sql("SELECT claimed_until FROM eligibility_requests"))[0]?.["claimed_until"];
  expect(new Date(claimedUntil as string).getFullYear()).toBe(2036);
  // As before it goes on with the next press, under its own keys.
  expect(await press(deps)).toBe("requested");
  expect(await reviews()).toMatchObject([{ Portal_Key__c: caseKey }]);
  expect(await sql("SELECT id FROM eligibility_requests WHERE finished_at IS NULL")).toEqual([]);
  expect(await sql("SELECT template FROM mail_outbox")).toHaveLength(1);
});
