import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AccountIdSchema, PortalKeySchema, PricebookIdSchema } from "#domain/shared/salesforce-ids.ts";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startSalesforceSandbox, type SalesforceSandbox } from "#tests/sandbox/salesforce/server.ts";
import { createSalesforce, type SalesforceOptions } from "./salesforce.ts";

let sandbox: SalesforceSandbox;
let logger = createMemoryLogger();
let salesforce: ReturnType<typeof createSalesforce>;

beforeAll(async () => {
  sandbox = await startSalesforceSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  await control("POST", "/clock", { now: "2026-11-23T00:00:00Z" });
  logger = createMemoryLogger();
  salesforce = createSalesforce(options());
});

const options = (change: Partial<SalesforceOptions> = {}): SalesforceOptions => ({
  loginUrl: sandbox.url,
  clientId: sandbox.clientId,
  username: sandbox.username,
  privateKey: sandbox.privateKey ?? "",
  pricebookId: PricebookIdSchema.parse(sandbox.pricebookId),
  verificationFields: sandbox.verificationFields,
  now: () => new Date("2026-11-23T00:00:00Z"),
  logger,
  limits: { backOffMs: 1, readTimeoutMs: 2_000, commandTimeoutMs: 2_000, uploadTimeoutMs: 2_000 },
  ...change,
});

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}
const fault = (action: string, kind: string, times = 1) =>
  control("POST", "/faults", { action, kind, times });
type Row = Record<string, unknown>;
const documents = () => control<Row[]>("GET", "/documents");

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

const accountId = AccountIdSchema.parse("0015h0000000004AAA");
const key = (number: number) =>
  PortalKeySchema.parse(`doc-00000000-0000-4000-8000-${String(number).padStart(12, "0")}`);
/** Every byte there is, line ends and what looks like the end of a part among them. */
const EVERY_BYTE = Buffer.concat([
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  Buffer.from("\r\n--\r\n\r\n"),
]);
const store = (documentKey = key(1), bytes: Uint8Array = EVERY_BYTE) =>
  salesforce.storeDocument({
    accountId,
    documentKey,
    document: { title: "Identity document", fileName: "identity.jpg", mediaType: "image/jpeg", bytes },
  });

describe("a document", () => {
  it("is kept byte for byte, with the account", async () => {
    const { documentId } = await store();
    expect(documentId).toMatch(/^069/);
    expect(await documents()).toMatchObject([
      {
        Title: "Identity document",
        PathOnClient: "identity.jpg",
        FirstPublishLocationId: accountId,
        Portal_Key__c: key(1),
        ContentDocumentId: documentId,
        ContentSize: EVERY_BYTE.length,
        Checksum: createHash("md5").update(EVERY_BYTE).digest("hex"),
      },
    ]);
  });

  it("of five megabytes gets there", async () => {
    await store(key(2), Buffer.alloc(5 * 1024 * 1024, 7));
    expect(await documents()).toMatchObject([{ ContentSize: 5 * 1024 * 1024 }]);
  });

  it("sent again under its key stays one, also from two sides at once", async () => {
    const first = await store();
    expect(await store()).toEqual(first);
    const [one, other] = await Promise.all([store(key(3)), store(key(3))]);
    expect(one).toEqual(other);
    expect(await documents()).toHaveLength(2);
  });

  it.each(["lost_answer", "half_answer", "broken_json"])(
    "whose upload had an unknown end (%s) is found by the same call, and not sent again",
    async (kind) => {
      await fault("create ContentVersion", kind);
      expect(await failureOf(store())).toMatchObject({ code: "provider_unavailable", facts: { sent: true } });
      await store();
      expect(await documents()).toHaveLength(1);
      const { byAction } = await control<{ byAction: Record<string, number> }>("GET", "/calls");
      expect(byAction["create ContentVersion"]).toBe(1);
    },
  );

  it("that never got there is sent once more", async () => {
    await fault("create ContentVersion", "reset");
    await failureOf(store());
    expect(await documents()).toEqual([]);
    await store();
    expect(await documents()).toHaveLength(1);
  });

  it("goes with a new token when the old one has run out", async () => {
    await salesforce.limits();
    await control("POST", "/expire-tokens");
    await store();
    expect(await documents()).toHaveLength(1);
  });

  it("other bytes under a used key are refused", async () => {
    await store();
    expect(await failureOf(store(key(1), Buffer.from("other")))).toMatchObject({
      code: "conflict",
      reason: "CRM_CONFLICT",
    });
  });

  it("is in no log", async () => {
    await store(key(4), Buffer.from("who somebody is"));
    expect(JSON.stringify(logger.lines)).not.toMatch(/who somebody is|identity\.jpg/);
    expect(JSON.stringify(await control("GET", "/calls"))).not.toContain("who somebody is");
  });
});

describe("how an identity was checked", () => {
  it.each([
    ["0015h0000000001AAA", { status: "verified", method: "ic_chip_face" }],
    ["0015h0000000002AAA", { status: "verified", method: "in_person_ic" }],
    ["0015h0000000004AAA", { status: "not_submitted", method: null }],
    ["0015h0000000008AAA", { status: "submitted", method: "document_image_upload" }],
  ])("%s: %j", async (id, verification) => {
    const account = await salesforce.getAccount({ accountId: AccountIdSchema.parse(id) });
    expect(account.verification).toMatchObject(verification);
  });

  it("is not asked for where the org has no such field", async () => {
    salesforce = createSalesforce(options({ verificationFields: {} }));
    const account = await salesforce.getAccount({ accountId: AccountIdSchema.parse("0015h0000000001AAA") });
    expect(account.verification).toMatchObject({ status: "verified", method: null });
    expect(await salesforce.findAccountByNumber({ customerNumber: "CN-100001" })).toMatchObject({
      verification: { method: null },
    });
  });

  it("says what was read on the document, where the org keeps it", async () => {
    await control("POST", "/verify-identity", {
      account: "CN-100004",
      method: "jpki",
      name: "Emi Newman",
      birthDate: "1991-04-12",
    });
    const checked = { name: "Emi Newman", address: null, birthDate: "1991-04-12" };
    expect((await salesforce.getAccount({ accountId })).verification).toMatchObject({ checked });
  });

  it("a field that is configured and not there is told, not guessed", async () => {
    salesforce = createSalesforce(options({ verificationFields: { method: "No_Such_Field__c" } }));
    const error = await failureOf(salesforce.getAccount({ accountId }));
    expect(error).toMatchObject({ code: "provider_contract", facts: { errorCode: "INVALID_FIELD" } });
  });

  it("follows what is sent in, and what staff says", async () => {
    const submittedAt = new Date("2026-11-23T05:00:00Z");
    const change = { verification: { status: "submitted" as const, submittedAt } };
    await salesforce.updateAccount({ accountId, change });
    const verification = async () => (await salesforce.getAccount({ accountId })).verification;
    expect(await verification()).toMatchObject({ status: "submitted", submittedAt, method: null });
    await control("POST", "/reject-identity", { account: "CN-100004", message: "読み取れません。" });
    expect(await verification()).toMatchObject({ status: "rejected", rejectionMessage: "読み取れません。" });
    await control("POST", "/verify-identity", { account: "CN-100004", method: "jpki" });
    expect(await verification()).toMatchObject({
      status: "verified",
      method: "jpki",
      rejectionMessage: null,
    });
  });
});
