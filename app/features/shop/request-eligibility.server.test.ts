import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { readEligibility } from "./read-eligibility.server.ts";
import { requestEligibility } from "./request-eligibility.server.ts";

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
const owner = (clientId: number) => ({
  clientId: WhmcsClientIdSchema.parse(clientId),
  userId: UserIdSchema.parse(`00000000-0000-4000-8000-${String(clientId).padStart(12, "0")}`),
});
const amelia = owner(1001);
const seen = (requestId: string) => ({ ip: "192.0.2.1", device: "Firefox", requestId });
const request = (deps = bench.freshDeps(), who = amelia, idempotencyKey: string = randomUUID()) =>
  requestEligibility(deps, { owner: who, idempotencyKey, seen: seen(idempotencyKey) });

type Row = Record<string, unknown>;
const reviewsOf = async (account: string) =>
  (await crm<Row[]>("GET", "/cases")).filter(
    (row) => row["AccountId"] === account && row["Origin"] === "Portal Notification",
  );
const AMELIA = "0015h0000000001AAA";
const mails = async () => {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw("SELECT to_address, template, language, text FROM mail_outbox"),
  );
  return rows;
};

describe("a request to check an address (portal.md 5.2)", () => {
  test("makes an opportunity and a case, sets the account pending, and tells the customer", async () => {
    const deps = bench.freshDeps();
    expect((await readEligibility(deps, amelia)).value.status).toBe("not_requested");
    const key = randomUUID();
    expect(await request(deps, amelia, key)).toBe("requested");

    // What was cached before is not shown any more.
    expect((await readEligibility(deps, amelia)).value).toMatchObject({
      status: "pending",
      requestedAt: "2026-11-23T05:05:00.000Z",
    });
    const [review, ...others] = await reviewsOf(AMELIA);
    expect(others).toEqual([]);
    expect(review).toMatchObject({ Type: "Internet availability check request", Status: "New" });
    expect(review?.["OpportunityId"]).toMatch(/^006/);
    expect(review?.["Description"]).toContain("〒106-0044\n東京都港区東麻布1-9-2\n麻布コート 305");
    expect(review?.["Description"]).toContain("created for this request");

    expect(await mails()).toMatchObject([
      { to_address: "amelia@example.com", template: "eligibility-request", language: "en" },
    ]);
    expect(await bench.waitingJobs("send-mail")).toHaveLength(1);
    expect(await bench.auditEvents(key)).toMatchObject([
      {
        userId: amelia.userId,
        type: "eligibility.requested",
        ip: "192.0.2.1",
        detail: { caseId: review?.["Id"] },
      },
    ]);
  });

  test("pressed twice, at once or later, it is one request", async () => {
    const deps = bench.freshDeps();
    const key = randomUUID();
    const outcomes = await Promise.all([request(deps, amelia, key), request(deps, amelia, key)]);
    expect([...outcomes, await request(deps, amelia, key), await request(deps)]).toEqual([
      "requested",
      "requested",
      "requested",
      "requested",
    ]);
    expect(await reviewsOf(AMELIA)).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });

  test("uses an inquiry that is open again", async () => {
    const deps = bench.freshDeps();
    const { opportunityId } = await deps.salesforce.createOpportunity({
      opportunityKey: `opp-${randomUUID()}` as never,
      opportunity: {
        accountId: AMELIA as never,
        accountName: "Amelia Carter",
        kind: "internet",
        isCorporate: false,
        stage: "introduction",
        source: "eligibility_request",
        closesOn: "2027-01-01" as never,
      },
    });
    await request(deps);
    const [review] = await reviewsOf(AMELIA);
    expect(review).toMatchObject({ OpportunityId: opportunityId });
    expect(review?.["Description"]).toContain("found, used again");
  });

  test.each(["upsert Opportunity", "upsert Case", "update Account"])(
    "goes on where it was interrupted: a lost answer to %s",
    async (action) => {
      await crm("POST", "/faults", { action, kind: "lost_answer", times: 1 });
      await expect(request()).rejects.toMatchObject({ code: "provider_unavailable" });
      expect(await mails()).toEqual([]);
      expect(await request()).toBe("requested");
      expect(await reviewsOf(AMELIA)).toHaveLength(1);
      expect(await mails()).toHaveLength(1);
    },
  );

  test("an answer of staff is not asked for again", async () => {
    const hanako = owner(1002);
    expect(await request(bench.freshDeps(), hanako)).toBe("answered");
    expect(await reviewsOf("0015h0000000002AAA")).toEqual([]);
    expect(await mails()).toEqual([]);
  });

  test("an answer about the address that was left opens nothing at the new one, which is asked about anew", async () => {
    const deps = bench.freshDeps();
    const answer = () =>
      crm("POST", "/answer-eligibility", { account: "CN-100001", answer: "Home 1G", notes: "" });
    const status = async () => (await readEligibility(bench.freshDeps(), amelia)).value;
    await request(deps);
    const contactId = ContactIdSchema.parse("0035h0000000001AAA");
    const change = {
      address: {
        postcode: "604-8006",
        prefecture: "京都府",
        city: "京都市中京区",
        street: "下丸屋町403",
        building: null,
        room: null,
      },
    };
    await deps.salesforce.updateContact({ contactId, change });
    await answer();
    expect(await status()).toMatchObject({ status: "not_requested", offerings: [] });

    expect(await request()).toBe("requested");
    expect(await status()).toMatchObject({ status: "pending" });
    const reviews = await reviewsOf(AMELIA);
    expect(reviews.map((row) => String(row["Description"])).sort()).toEqual([
      expect.stringContaining("東麻布") as string,
      expect.stringContaining("下丸屋町403") as string,
    ]);
    await answer();
    expect(await status()).toMatchObject({ status: "eligible" });
    expect(await request()).toBe("answered");
  });

  test("works while the billing system is away", async () => {
    await bench.control("POST", "/faults", { action: "GetClientsDetails", kind: "http_503" });
    expect(await request()).toBe("requested");
  });

  test("after the answer of staff a later request is a new one", async () => {
    const deps = bench.freshDeps();
    await request(deps);
    await crm("POST", "/answer-eligibility", { account: "CN-100001", answer: "Home 1G", notes: "" });
    expect(await request(deps)).toBe("answered");
    expect(await reviewsOf(AMELIA)).toMatchObject([{ Status: "Closed" }]);
  });
});
