import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { eventChannel } from "~/platform/events/publish-event.server.ts";
import type { Database } from "#db/client.server.ts";
import { RETENTION } from "#domain/shared/retention.ts";
import { benchEngine } from "~/platform/process/engine.testing.ts";
import { mortal } from "~/platform/process/kills.testing.ts";
import type { Services } from "~/services.ts";
import { adoptDocuments, sendDocument } from "./send-document.server.ts";
import { START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { readVerification } from "./read-verification.server.ts";
import { submitDocument } from "./submit-document.server.ts";

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
  userId: UserIdSchema.parse(`00000000-0000-4000-8000-${String(clientId).padStart(12, "0")}`),
});
/** Has sent nothing yet. */
const nia = owner(1004);
const CARD = Buffer.from("a picture of a card");
const send = (deps = bench.freshDeps(), { who = nia, bytes = CARD, key = randomUUID() } = {}) =>
  submitDocument(deps, {
    owner: who,
    document: { kind: "jpeg", bytes },
    idempotencyKey: key,
    seen: { ip: "192.0.2.1", device: "Firefox", requestId: key },
  });
type Row = Record<string, unknown>;
const documents = () => crm<Row[]>("GET", "/documents");
const journal = async () => {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw("SELECT facts->>'documentKey' AS document_key, finished_at, state, facts FROM processes"),
  );
  return rows;
};
const statusOf = async (deps = bench.freshDeps(), who = nia) =>
  (await readVerification(deps, who)).value.status;

describe("a document for the identity check (portal.md 18)", () => {
  test("becomes a file of the account, which is under review from then on", async () => {
    const deps = bench.freshDeps();
    expect(await statusOf(deps)).toBe("not_submitted");
    const heard: string[] = [];
    const stop = await deps.kv.subscribe(eventChannel(nia.userId), (text) => void heard.push(text));
    const key = randomUUID();
    expect(await send(deps, { key })).toBe("sent");
    // What was cached before is not shown any more.
    expect((await readVerification(deps, nia)).value).toMatchObject({
      status: "submitted",
      submittedAt: "2026-11-23T05:05:00.000Z",
    });
    const [document, ...others] = await documents();
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      Title: "Identity document (sent by the customer)",
      PathOnClient: "identity-document.jpg",
      FirstPublishLocationId: "0015h0000000004AAA",
      Checksum: createHash("md5").update(CARD).digest("hex"),
    });
    expect(await journal()).toMatchObject([
      { document_key: document?.["Portal_Key__c"], finished_at: expect.anything() as Date },
    ]);
    expect(await bench.auditEvents(key)).toMatchObject([
      {
        userId: nia.userId,
        type: "identity.document_sent",
        detail: { documentId: document?.["ContentDocumentId"], kind: "jpeg" },
      },
    ]);
    expect(heard).toEqual(['{"type":"account.verification.changed"}']);
    await stop();
  });

  test("pressed twice, at once or later, it is one file", async () => {
    const deps = bench.freshDeps();
    const key = randomUUID();
    const outcomes = await Promise.all([send(deps, { key }), send(deps, { key })]);
    expect(outcomes).toContain("sent");
    expect(await send(deps, { key })).toBe("sent");
    expect(await documents()).toHaveLength(1);
  });

  test("the same form after a refusal of staff sends nothing again; a new one does", async () => {
    const deps = bench.freshDeps();
    const key = randomUUID();
    await send(deps, { key });
    await crm("POST", "/reject-identity", { account: "CN-100004", message: "Not readable." });
    expect(await send(deps, { key })).toBe("sent");
    expect(await documents()).toHaveLength(1);
    expect(await send(deps)).toBe("sent");
    expect(await documents()).toHaveLength(2);
    expect(await statusOf()).toBe("submitted");
  });

  test.each([
    ["under review", 1008],
    ["over", 1001],
  ])("while the check is %s nothing is sent", async (_, clientId) => {
    expect(await send(bench.freshDeps(), { who: owner(clientId) })).toBe("not_now");
    expect(await documents()).toEqual([]);
    expect(await journal()).toMatchObject([{ finished_at: expect.anything() as Date }]);
  });

  test.each(["create ContentVersion", "update Account"])(
    "goes on where it was interrupted: a lost answer to %s",
    async (action) => {
      await crm("POST", "/faults", { action, kind: "lost_answer", times: 1 });
      const deps = bench.freshDeps();
      await expect(send(deps)).rejects.toMatchObject({ code: "provider_unavailable" });
      const key = randomUUID();
      expect(await send(deps, { key })).toBe("sent");
      expect(await documents()).toHaveLength(1);
      expect(await statusOf()).toBe("submitted");
      expect(await bench.auditEvents(key)).toHaveLength(1);
    },
  );

  test("another picture after an interruption is another file, under a key of its own", async () => {
    await crm("POST", "/faults", { action: "update Account", kind: "reset", times: 1 });
    const deps = bench.freshDeps();
    await expect(send(deps)).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(await statusOf()).toBe("not_submitted");
    expect(await send(deps, { bytes: Buffer.from("a better picture") })).toBe("sent");
    expect(await documents()).toHaveLength(2);
    expect(await journal()).toHaveLength(1);
  });

  test("the portal keeps nothing of it", async () => {
    const deps = bench.freshDeps();
    await send(deps);
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw(
        "SELECT row_to_json(t)::text AS row, row_to_json(a)::text AS attempt FROM processes t, process_attempts a",
      ),
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toContain(CARD.toString());
    expect(JSON.stringify(rows)).not.toContain(CARD.toString("base64"));
  });

  test("a file that is refused is told so, and another one can be sent", async () => {
    await crm("POST", "/faults", { action: "create ContentVersion", kind: "validation_rule", times: 1 });
    await expect(send()).rejects.toMatchObject({ code: "provider_rejected" });
    expect(await journal()).toMatchObject([{ state: "done", facts: { ended: "refused" } }]);
    expect(await send()).toBe("sent");
  });

  test("the news of it follows by itself, the file waits for its owner, for a month at most", async () => {
    const deps = bench.freshDeps();
    await crm("POST", "/faults", { action: "update Account", kind: "reset", times: 1 });
    const key = randomUUID();
    await expect(send(deps, { key })).rejects.toMatchObject({ code: "provider_unavailable" });
    bench.wait(60_000);
    await deps.processes.runDue();
    expect(await statusOf()).toBe("submitted");
    expect(await bench.auditEvents(key)).toHaveLength(1);
    expect(await send(deps, { key })).toBe("sent");

    const late = owner(1005);
    await crm("POST", "/faults", { action: "create ContentVersion", kind: "http_503" });
    await expect(send(deps, { who: late })).rejects.toMatchObject({ code: "provider_unavailable" });
    for (let n = 0; n < 3; n += 1) {
      bench.wait(60 * 60_000);
      await deps.processes.runDue();
    }
    expect((await journal()).map(({ state }) => state).sort()).toEqual(["done", "waiting"]);
    bench.wait(RETENTION.identityDocuments);
    await deps.processes.runDue();
    expect((await journal()).map(({ facts }) => (facts as Row)["ended"]).sort()).toEqual([
      "given_up",
      "sent",
    ]);
    expect(await documents()).toHaveLength(1);
  });

  test("is one file, wherever the portal dies while it is sent", { timeout: 120_000 }, async () => {
    const keys = bench.freshDeps().config.encryptionKeys;
    const on = (database: Database): Services => {
      const services = { ...bench.freshDeps(), database };
      const engine = benchEngine({
        database,
        definitions: [sendDocument],
        services,
        now: services.now,
        keys: [...keys],
      });
      return Object.assign(services, { processes: engine });
    };
    const whole = mortal(bench.database, null);
    expect(await send(on(whole.database))).toBe("sent");
    expect(whole.count()).toBeGreaterThan(8);
    for (let n = 1; n <= whole.count(); n += 1)
      for (const when of ["before", "after"] as const) {
        await bench.reset();
        await crm("POST", "/reset");
        const doomed = mortal(bench.database, { n, when });
        await Promise.race([doomed.died, send(on(doomed.database))]);
        const heir = on(bench.database);
        bench.wait(10 * 60_000);
        await heir.processes.runDue();
        const outcome = await send(heir);
        expect([outcome, await statusOf(), (await documents()).length], `${when} ${n}`).toEqual([
          expect.stringMatching(/^(sent|not_now)$/),
          "submitted",
          1,
        ]);
        expect((await journal()).filter(({ finished_at: at }) => at === null)).toEqual([]);
      }
  });
});

describe("documents of the last release's journal", () => {
  const DIGEST = createHash("sha256").update(CARD).digest("hex");
  async function old({
    digest = DIGEST,
    claimedUntil = null as Date | null,
    finishedAt = null as Date | null,
  } = {}) {
    const at = (date: Date | null) => date?.toISOString() ?? null;
    await asSystem(bench.database, (tx) =>
      tx.raw(
        "INSERT INTO identity_documents (id, user_id, account_id, document_key, digest, created_at, claimed_until, finished_at) VALUES ($1, $2, '0015h0000000004AAA', 'doc-00000000-0000-4000-8000-000000000001', $3, $4, $5, $6)",
        [randomUUID(), nia.userId, digest, "2026-11-23T05:00:00Z", at(claimedUntil), at(finishedAt)],
      ),
    );
  }
  const minutes = (n: number) => new Date(START.getTime() + n * 60_000);

  test("wait for their owners, and go on under their keys", async () => {
    await old();
    const deps = bench.freshDeps();
    await adoptDocuments(deps);
    await adoptDocuments(deps);
    await deps.processes.runDue();
    expect(await journal()).toMatchObject([{ state: "waiting" }]);
    expect(await send(deps)).toBe("sent");
    expect(await documents()).toMatchObject([{ Portal_Key__c: "doc-00000000-0000-4000-8000-000000000001" }]);
  });

  test("are found by the press of the button, before anybody has adopted them", async () => {
    await old({ claimedUntil: minutes(-1) });
    expect(await send()).toBe("sent");
    expect(await documents()).toMatchObject([{ Portal_Key__c: "doc-00000000-0000-4000-8000-000000000001" }]);
  });

  test("of other bytes make way for another file", async () => {
    await old({ digest: "other" });
    expect(await send()).toBe("sent");
    const [document] = await documents();
    expect(document?.["Portal_Key__c"]).not.toBe("doc-00000000-0000-4000-8000-000000000001");
  });

  test("that an instance of it is sending stay with it", async () => {
    await old({ claimedUntil: minutes(3) });
    const deps = bench.freshDeps();
    await adoptDocuments(deps);
    expect(await send(deps)).toBe("not_now");
    expect([await journal(), await documents()]).toEqual([[], []]);
  });

  test("that came to their end stay where they are", async () => {
    await old({ finishedAt: minutes(-1) });
    const deps = bench.freshDeps();
    await adoptDocuments(deps);
    expect(await journal()).toEqual([]);
    expect(await send(deps)).toBe("sent");
  });
});
