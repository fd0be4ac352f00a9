import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { submitGuestRequest } from "./submit-guest-request.server.ts";

let bench: TestDeps;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await crm("POST", "/reset");
});

const crm: TestDeps["crmControl"] = (method, path, body) => bench.crmControl(method, path, body);
const ADDRESS = {
  postcode: "106-0044",
  prefecture: "東京都",
  city: "港区",
  street: "東麻布1-9-2",
  building: "Azabu Court",
  room: "305",
};
const submit = (
  deps: Services,
  email: string,
  { lastName = "Visitor", formKey = randomUUID(), clientIp = "192.0.2.1" } = {},
) =>
  submitGuestRequest(deps, {
    formKey,
    details: { email, firstName: "Vera", lastName, address: ADDRESS },
    language: "en",
    clientIp,
  });

/** Longer than the first pause after a failure. */
const PAUSE_MS = 90_000;

type Row = Record<string, unknown>;
const rows = async (view: string) => crm<Row[]>("GET", `/${view}`);
const reviews = async () =>
  (await rows("cases")).filter(
    (row) => String(row["Portal_Key__c"]).startsWith("case-") && row["Status"] === "New",
  );
async function sql(text: string): Promise<Row[]> {
  return (await asSystem(bench.database, (tx) => tx.raw(text))).rows;
}
const mails = () => sql("SELECT to_address, template, user_id, text FROM mail_outbox");
/** Does what is due. */
const work = (deps: Services) => deps.processes.runDue();
const underWay = () => sql("SELECT state, error_code FROM processes WHERE finished_at IS NULL");

describe("a visitor's request to check an address (portal.md 5.2)", () => {
  test("for an address that nobody has: account, contact, opportunity and case, and the account is pending", async () => {
    const deps = bench.freshDeps();
    await submit(deps, "vera@example.com");
    expect(await reviews()).toEqual([]);
    await work(deps);

    const [contact] = await deps.salesforce.findContactsByEmail({ email: "vera@example.com" });
    expect(contact).toMatchObject({ accountName: "Vera Visitor", hasBilling: false });
    const [review, ...others] = await reviews();
    expect(others).toEqual([]);
    expect(review).toMatchObject({
      AccountId: contact?.accountId,
      ContactId: contact?.contactId,
      OpportunityId: expect.stringMatching(/^006/) as string,
      Origin: "Portal Notification",
      Type: "Internet availability check request",
    });
    expect(review?.["Description"]).toContain("〒106-0044\n東京都港区東麻布1-9-2\nAzabu Court 305");
    expect(review?.["Description"]).toContain("not proved: vera@example.com");
    const account = (await rows("accounts")).find(({ Id }) => Id === contact?.accountId);
    expect(account).toMatchObject({
      Internet_Eligibility_Status__c: "Pending",
      Internet_Eligibility_Case_Id__c: review?.["Id"],
      Portal_Status__c: "Not Yet",
    });
    // Nothing of what was typed is left.
    expect(await sql("SELECT email_hash, details FROM guest_requests")).toEqual([
      { email_hash: null, details: null },
    ]);
    expect(await sql("SELECT state, sealed FROM processes")).toEqual([{ state: "done", sealed: null }]);
    const kept = JSON.stringify(await sql("SELECT p::text, a::text FROM processes p, process_attempts a"));
    expect(kept).not.toMatch(/vera@|Visitor|東麻布|Azabu/);
  });

  test.each([
    ["a customer with a login", "amelia@example.com", "0015h0000000001AAA"],
    ["one without", "legacy@example.com", "0015h0000000021AAA"],
    ["known to the customer system alone", "lead@example.jp", "0015h0000000022AAA"],
    ["known to the billing system alone", "orphan@example.com", null],
    ["a second login of the billing system", "accounts@example.com", null],
  ])("whose address it may be (%s) is left alone: a case, and nothing else", async (_, email, accountId) => {
    const deps = bench.freshDeps();
    const before = await rows("accounts");
    await submit(deps, email);
    await work(deps);
    expect(await rows("accounts")).toEqual(before);
    expect(await reviews()).toMatchObject([{ AccountId: accountId, OpportunityId: null }]);
    const [review] = await reviews();
    expect(review?.["Description"]).toContain("may be a customer's");
  });

  test("mail and answer are the same for both, and carry nothing of what was typed", async () => {
    const deps = bench.freshDeps();
    await submit(deps, "vera@example.com", { lastName: "Buy now at evil.example" });
    await submit(deps, "amelia@example.com", { lastName: "Buy now at evil.example" });
    const [one, other] = await mails();
    expect(one).toMatchObject({ to_address: "vera@example.com", template: "guest-request", user_id: null });
    expect(other).toMatchObject({ to_address: "amelia@example.com", user_id: null });
    expect(other?.["text"]).toBe(one?.["text"]);
    expect(one?.["text"]).not.toMatch(/Vera|evil|Azabu|106-0044/);
    expect(one?.["text"]).toContain("http://portal.test/auth/get-started");
  });

  test("what was typed is sealed until it is with staff", async () => {
    await submit(bench.freshDeps(), "vera@example.com");
    const text = JSON.stringify([
      await sql("SELECT * FROM guest_requests"),
      await sql("SELECT * FROM processes"),
    ]);
    expect(text).toContain("guest-request");
    expect(text).not.toMatch(/vera@|Visitor|東麻布|Azabu/);
  });

  test("sent twice it is one request; typed anew while it waits, staff gets what was meant last", async () => {
    const deps = bench.freshDeps();
    const formKey = randomUUID();
    await Promise.all([
      submit(deps, "vera@example.com", { formKey }),
      submit(deps, "vera@example.com", { formKey }),
    ]);
    await submit(deps, "vera@example.com", { formKey });
    expect(await underWay()).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
    await bench.reset();
    await submit(deps, "vera@example.org");
    await submit(deps, "vera@example.org", { lastName: "Visiting" });
    await work(deps);
    expect(await reviews()).toHaveLength(1);
    expect((await reviews())[0]?.["Description"]).toContain("Vera Visiting");
  });

  test("a later request of the same visitor finds the account of the first", async () => {
    const deps = bench.freshDeps();
    await submit(deps, "vera@example.com");
    await work(deps);
    await submit(deps, "vera@example.com");
    await work(deps);
    const cases = await reviews();
    expect(cases).toHaveLength(2);
    expect(new Set(cases.map(({ AccountId }) => AccountId)).size).toBe(1);
    expect(await deps.salesforce.findContactsByEmail({ email: "vera@example.com" })).toHaveLength(1);
  });

  test.each(["composite", "upsert Opportunity", "upsert Case", "update Account"])(
    "goes on where it was interrupted: a lost answer to %s",
    async (action) => {
      const deps = bench.freshDeps();
      await submit(deps, "vera@example.com");
      await crm("POST", "/faults", { action, kind: "lost_answer", times: 1 });
      await work(deps);
      expect(await underWay()).toEqual([{ state: "waiting", error_code: "CRM_UNAVAILABLE" }]);
      bench.wait(PAUSE_MS);
      await work(deps);
      expect(await deps.salesforce.findContactsByEmail({ email: "vera@example.com" })).toHaveLength(1);
      expect(await reviews()).toMatchObject([{ OpportunityId: expect.stringMatching(/^006/) as string }]);
    },
  );

  test("waits for the billing system, which knows who is a customer", async () => {
    const deps = bench.freshDeps();
    await submit(deps, "vera@example.com");
    await bench.control("POST", "/faults", { action: "GetUsers", kind: "http_503" });
    await work(deps);
    expect(await underWay()).toEqual([{ state: "waiting", error_code: "BILLING_UNAVAILABLE" }]);
    expect(await reviews()).toEqual([]);
    await bench.control("DELETE", "/faults");
    bench.wait(PAUSE_MS);
    await work(bench.freshDeps());
    expect(await reviews()).toHaveLength(1);
  });

  test("what the customer system does not take as an account becomes a case alone", async () => {
    const deps = bench.freshDeps();
    await submit(deps, "vera@example.com", { lastName: "x".repeat(81) });
    await work(deps);
    expect(await reviews()).toMatchObject([{ AccountId: null, OpportunityId: null }]);
    expect(await deps.salesforce.findContactsByEmail({ email: "vera@example.com" })).toEqual([]);
  });
});

describe("too many", () => {
  test("to one mailbox are dropped, whatever is put behind a plus, and the answer does not tell", async () => {
    const deps = bench.freshDeps();
    for (let count = 0; count < 5; count += 1)
      await submit(deps, `vera+${count}@example.com`, { clientIp: `192.0.2.${count}` });
    expect(await mails()).toHaveLength(3);
    expect(await underWay()).toHaveLength(3);
  });

  test("from one source are refused, and from everybody together", async () => {
    const deps = bench.freshDeps();
    for (let count = 0; count < 10; count += 1) await submit(deps, `v${count}@example.com`);
    const refused = { code: "rate_limited" };
    await expect(submit(deps, "other@example.com")).rejects.toMatchObject(refused);
    await submit(deps, "other@example.com", { clientIp: "192.0.2.99" });
    for (let count = 0; count < 189; count += 1) await deps.limits.use("guestAll", "all");
    await expect(submit(deps, "another@example.com", { clientIp: "192.0.2.98" })).rejects.toMatchObject(
      refused,
    );
  });
});
