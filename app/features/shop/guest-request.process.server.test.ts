import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { killAtEachPoint } from "~/platform/process/kills.testing.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { adoptGuestRequests } from "./adopt-guest-requests.server.ts";
import { guestRequest, type GuestDetails } from "./guest-request.server.ts";
import { submitGuestRequest } from "./submit-guest-request.server.ts";

let bench: TestDeps;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.crmControl("POST", "/reset");
});

const typed = (email: string, lastName = "Visitor"): GuestDetails => ({
  email,
  firstName: "Vera",
  lastName,
  address: {
    postcode: "106-0044",
    prefecture: "東京都",
    city: "港区",
    street: "東麻布1-9-2",
    building: "Azabu Court",
    room: "305",
  },
});
type Row = Record<string, unknown>;
const casesOf = async (email: string) =>
  (await bench.crmControl<Row[]>("GET", "/cases")).filter((row) =>
    String(row["Description"]).includes(`not proved: ${email}`),
  );
const sql = async (text: string, values: unknown[] = []): Promise<Row[]> =>
  (await asSystem(bench.database, (tx) => tx.raw(text, values))).rows;

test("wherever its holder dies, staff get one case and one account", async () => {
  let email = "";
  const points = await killAtEachPoint({
    database: bench.database,
    wait: bench.wait,
    engine: (database) => bench.freshDeps(database).processes,
    begin: async (processes) => {
      email = `${randomUUID()}@example.com`;
      const input = { requestId: randomUUID(), details: typed(email) };
      return (await asSystem(bench.database, (tx) => processes.start(tx, guestRequest, input)))?.id ?? "";
    },
    check: async (row, { n, when }) => {
      const { salesforce } = bench.freshDeps();
      const at = `${when} ${n}`;
      expect([row.state, row.errorCode], at).toEqual(["done", null]);
      expect(await casesOf(email), at).toHaveLength(1);
      expect(await salesforce.findContactsByEmail({ email }), at).toHaveLength(1);
    },
  });
  expect(points).toBeGreaterThan(10);
}, 240_000);

test("typed anew while a call is on its way, the same records get what was meant last", async () => {
  const deps = bench.freshDeps();
  const submit = (lastName: string) =>
    submitGuestRequest(deps, {
      formKey: randomUUID(),
      language: "en",
      clientIp: "192.0.2.1",
      details: typed("vera@example.com", lastName),
    });
  await submit("Visitor");
  await bench.crmControl("POST", "/faults", { action: "upsert Case", kind: "slow", times: 1, delayMs: 1500 });
  const first = deps.processes.runDue();
  await expect
    .poll(() => sql("SELECT id FROM process_attempts WHERE step = 'case'"), { timeout: 5000 })
    .toHaveLength(1);
  await submit("Visiting");
  await first;
  // Not before the call of the first has had its time.
  expect(await sql("SELECT id FROM processes WHERE finished_at IS NOT NULL")).toEqual([]);
  bench.wait(60_000);
  await deps.processes.runDue();
  const cases = await casesOf("vera@example.com");
  expect(cases).toHaveLength(1);
  expect(cases[0]?.["Description"]).toContain("Vera Visiting");
});

test("what a visitor has typed is wiped after a week, also when nobody could do anything with it", async () => {
  const deps = bench.freshDeps();
  const input = { requestId: randomUUID(), details: typed("vera@example.com") };
  const claim = await asSystem(bench.database, (tx) => deps.processes.start(tx, guestRequest, input));
  await asSystem(bench.database, (tx) => deps.processes.park(tx, claim?.id ?? "", "T-1"));
  await deps.processes.runDue();
  const sealed = () => sql("SELECT state, sealed IS NULL AS wiped FROM processes");
  bench.wait(7 * 24 * 60 * 60_000 - 1);
  await deps.processes.prune();
  expect(await sealed()).toEqual([{ state: "parked", wiped: false }]);
  bench.wait(2);
  await deps.processes.prune();
  expect(await sealed()).toEqual([{ state: "cancelled", wiped: true }]);
});

test("requests that an earlier release has kept are taken over with their keys, once", async () => {
  const deps = bench.freshDeps();
  const [id, ended] = [randomUUID(), randomUUID()];
  const details = deps.encryption.seal(
    JSON.stringify(typed("vera@example.com")),
    `guest_requests.details ${id}`,
  );
  const insert =
    "INSERT INTO guest_requests (id, form_key, email_hash, details, created_at, finished_at) VALUES ($1, $2, $3, $4, $5, $6)";
  const at = deps.now().toISOString();
  await sql(insert, [id, randomUUID(), hashText("vera@example.com"), details, at, null]);
  await sql(insert, [ended, randomUUID(), null, null, at, at]);
  // What its job had made before it died is found by its key.
  await deps.salesforce.createAccountWithContact({
    accountKey: `acct-${id}` as never,
    contactKey: `con-${id}` as never,
    accountName: "Vera Visitor",
    account: {},
    contact: {
      firstName: "Vera",
      lastName: "Visitor",
      email: "vera@example.com",
      address: null,
      firstNameKana: null,
      lastNameKana: null,
      phone: null,
      birthDate: null,
      gender: null,
      nationality: null,
    },
  });
  await adoptGuestRequests(deps);
  await adoptGuestRequests(deps);
  expect(await sql("SELECT name, state FROM processes")).toEqual([
    { name: "guest-request", state: "running" },
  ]);
  expect(await sql("SELECT details, finished_at FROM guest_requests WHERE id = $1", [id])).toEqual([
    { details: null, finished_at: expect.anything() as unknown },
  ]);
  await deps.processes.runDue();
  expect(await deps.salesforce.findContactsByEmail({ email: "vera@example.com" })).toHaveLength(1);
  const [review] = await casesOf("vera@example.com");
  expect(review?.["Portal_Key__c"]).toBe(`case-${id}`);
  expect(review?.["OpportunityId"]).toMatch(/^006/);
});
