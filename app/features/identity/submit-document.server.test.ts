import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { eventChannel } from "~/platform/events/publish-event.server.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
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
    tx.raw("SELECT document_key, finished_at FROM identity_documents"),
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
      tx.raw("SELECT row_to_json(t)::text AS row FROM identity_documents t"),
    );
    expect(JSON.stringify(rows)).not.toContain(CARD.toString());
    expect(JSON.stringify(rows)).not.toContain(CARD.toString("base64"));
  });
});
