import { createVerify } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import { AccountIdSchema, PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import type { Request } from "./client.ts";
import { ACCOUNT, PRODUCT } from "#domain/shared/salesforce-names.ts";
import { queryCount, readAllPages } from "./query.ts";
import { soql } from "./soql.ts";
import { publicKey, usePlayback, type Answer } from "./testing/playback.ts";
import {
  readChildren,
  readField,
  RecordWire,
  wireDateTime,
  wireText,
  wireYen,
  type WireRecord,
} from "#domain/shared/salesforce-wire.ts";
import { readComposite, readRows, readSaved, updateRecord, upsertRecord } from "./writes.ts";

/** Recorded samples of a generic org: they test transport, envelopes and errors, not the names of our org. */
const FOLDER = new URL("../../tests/fixtures/salesforce/", import.meta.url);
const AnswerSchema = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()).default({ "content-type": "application/json;charset=UTF-8" }),
  body: z.unknown(),
});
const FixtureSchema = z.object({
  response: AnswerSchema,
  variants: z.array(AnswerSchema).default([]),
  followUp: z.object({ body: z.unknown() }).optional(),
});

const QueryBodySchema = z.object({ totalSize: z.int(), done: z.boolean(), records: z.array(RecordWire) });

const bench = usePlayback();
const used = new Set<string>();

function fixture(file: string): z.infer<typeof FixtureSchema> {
  used.add(file);
  return FixtureSchema.parse(JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), "utf8")));
}
const answerOf = (file: string): Answer => fixture(file).response;

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

const read = (request: Request = { method: "GET", path: ["anything"] }) =>
  bench.client.call({ action: "test", kind: "read", run: (send) => send(request) });
const command = <T>(map: (answer: unknown) => T) =>
  bench.client.call({
    action: "test",
    kind: "command",
    run: async (send) => map(await send({ method: "POST", path: ["anything"], body: {} })),
  });
const rowsOf = <T>(map: (record: WireRecord) => T) =>
  bench.client.call({
    action: "test",
    kind: "read",
    run: async (send) =>
      (await readAllPages(send, { soql: soql`SELECT Id FROM Contact`, maxRows: 100 })).map(map),
  });
const key = PortalKeySchema.parse("ord-00000000-0000-4000-8000-000000000007");
const accountId = AccountIdSchema.parse("001Kz0000000042IAA");

describe("sign-in", () => {
  test("token-jwt-success: the token goes with every call; the assertion is ours", async () => {
    const { body } = answerOf("token-jwt-success");
    const token = z.record(z.string(), z.string()).parse(body);
    const here = (text = "") => text.replace("http://127.0.0.1:8443", bench.url());
    bench.answerSignIn({
      status: 200,
      headers: { "content-type": "application/json" },
      body: { ...token, instance_url: here(token["instance_url"]), id: here(token["id"]) },
    });
    bench.answer(answerOf("limits"));
    await bench.salesforce.limits();
    expect(bench.calls()[0]).toMatchObject({
      method: "GET",
      path: "/services/data/v62.0/limits",
      headers: { authorization: `Bearer ${token["access_token"]}` },
    });
    const form = new URLSearchParams(bench.signIns()[0]?.body);
    expect([...form.keys()]).toEqual(["grant_type", "assertion"]);
    expect(form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    const [header = "", claims = "", signature = ""] = (form.get("assertion") ?? "").split(".");
    const decode = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
    expect(decode(header)).toMatchObject({ alg: "RS256" });
    const now = Date.parse("2026-11-23T00:00:00Z") / 1000;
    expect(decode(claims)).toEqual({
      iss: "consumer",
      sub: "portal@example.com",
      aud: bench.url(),
      exp: now + 150,
    });
    const check = createVerify("RSA-SHA256").update(`${header}.${claims}`);
    expect(check.verify(publicKey, Buffer.from(signature, "base64url"))).toBe(true);
  });

  test.each(fixture("token-jwt-errors").variants)("token-jwt-errors: $body", async (variant) => {
    bench.answerSignIn(variant);
    expect(await failureOf(bench.salesforce.limits())).toMatchObject({
      code: "provider_unavailable",
      facts: { cause: "access_refused", sent: false },
    });
    // Only an assertion that came too late is worth a fresh one.
    expect(bench.signIns()).toHaveLength(JSON.stringify(variant.body).includes("expired") ? 2 : 1);
    expect(bench.logger.lines).toContainEqual(expect.objectContaining({ level: "error" }));
    expect(await failureOf(bench.salesforce.limits())).toMatchObject({ facts: { cause: "circuit_open" } });
  });

  test("an assertion that came too late once is repeated", async () => {
    const late = fixture("token-jwt-errors").variants.find(({ body }) =>
      JSON.stringify(body).includes("expired"),
    );
    bench.answerSignIn(late ?? { status: 500 }, bench.goodToken());
    bench.answer(answerOf("limits"));
    expect(await bench.salesforce.limits()).toMatchObject({ apiCalls: { remaining: 98_158 } });
  });
});

describe("answers", () => {
  test("limits, with the header that comes with every answer", async () => {
    bench.answer(answerOf("limits"));
    expect(await bench.salesforce.limits()).toEqual({
      apiCalls: { max: 100_000, remaining: 98_158 },
      deliveredEvents: { max: 50_000, remaining: 49_980 },
    });
    expect(bench.salesforce.usage()).toMatchObject({ used: 1_842, max: 100_000, perApp: null });
  });

  test("retrieve-account: a field of ours that is not there is named, not guessed", async () => {
    bench.answer(answerOf("retrieve-account"));
    const error = await failureOf(bench.salesforce.getAccount({ accountId }));
    expect(error).toMatchObject({
      code: "provider_contract",
      reason: "CRM_CONTRACT",
      facts: { call: "getAccount" },
    });
    expect(Object.values(ACCOUNT.fields)).toContain(error.facts["field"]);
  });

  test("retrieve-account, with our fields", async () => {
    const answer = answerOf("retrieve-account");
    const ours = Object.fromEntries(Object.values(ACCOUNT.fields).map((field) => [field, null]));
    const body = { ...ours, ...RecordWire.parse(answer.body), [ACCOUNT.fields.portalStatus]: "Paused" };
    bench.answer({ ...answer, body });
    expect(await bench.salesforce.getAccount({ accountId })).toMatchObject({
      id: accountId,
      name: "Example Telecom BV",
      customerNumber: null,
      portalStatus: "unknown",
      eligibility: { status: "not_requested" },
    });
    expect(bench.logger.lines).toContainEqual(
      expect.objectContaining({
        level: "warn",
        message: "unknown value",
        fields: expect.objectContaining({ value: "Paused" }) as object,
      }),
    );
  });

  test("query-empty finds nobody", async () => {
    bench.answer(answerOf("query-empty"));
    expect(await bench.salesforce.findAccountByNumber({ customerNumber: "CN-1" })).toBeNull();
    expect(await bench.salesforce.findContactsByEmail({ email: "a@example.com" })).toEqual([]);
  });

  test("query-page-1 and query-page-2 are one list", async () => {
    bench.handle(({ path }, response) =>
      bench.play(
        response,
        answerOf(path.endsWith("/query/01gKz0000000009IAA-2") ? "query-page-2" : "query-page-1"),
      ),
    );
    const parent = (record: WireRecord) => RecordWire.parse(record["Account"])["Name"];
    expect(await rowsOf((record) => [record["Id"], parent(record)])).toEqual([
      ["003Kz0000000011IAA", "Example Telecom BV"],
      ["003Kz0000000012IAA", "Example Telecom BV"],
      ["003Kz0000000013IAA", "Second Account"],
    ]);
  });

  test("query-page-1 that leads to another host is not followed", async () => {
    const answer = answerOf("query-page-1");
    const body = {
      ...RecordWire.parse(answer.body),
      nextRecordsUrl: "https://evil.example/services/data/v62.0/query/01g-2",
    };
    bench.answer({ ...answer, body });
    expect(await failureOf(rowsOf((record) => record))).toMatchObject({ facts: { field: "nextRecordsUrl" } });
    expect(bench.calls()).toHaveLength(1);
  });

  test("query-page-1 without the rest is no list", async () => {
    bench.answer(answerOf("query-page-1"), {
      ...answerOf("query-page-2"),
      body: { totalSize: 3, done: true, records: [] },
    });
    expect(await failureOf(rowsOf((record) => record))).toMatchObject({ code: "provider_contract" });
  });

  test("query-count", async () => {
    bench.answer(answerOf("query-count"));
    expect(await queryCount(bench.client, { action: "test", soql: soql`SELECT COUNT() FROM Case` })).toBe(17);
  });

  test("query-aggregate", async () => {
    bench.answer(answerOf("query-aggregate"));
    expect(await rowsOf(({ Status, expr0 }) => [Status, expr0])).toEqual([
      ["New", 12],
      ["Working", 5],
    ]);
  });

  test("query-catalog: a field of ours that is not there is named", async () => {
    bench.answer(answerOf("query-catalog"));
    const error = await failureOf(bench.salesforce.listProducts());
    expect(error).toMatchObject({ code: "provider_contract", facts: { call: "listProducts" } });
    expect([...Object.values(PRODUCT.fields), "Pricebook2Id"]).toContain(error.facts["field"]);
  });

  /** The sample's rows with the fields of our org, as staff would have entered them for a VPN. */
  function ourCatalogue(change: Record<string, unknown> = {}): Answer {
    const answer = answerOf("query-catalog");
    const body = QueryBodySchema.parse(answer.body);
    const ours = {
      ...Object.fromEntries(Object.values(PRODUCT.fields).map((field) => [field, null])),
      IsActive: true,
      StockKeepingUnit: "VPN-USA",
      Product2Categories1__c: "VPN",
      Item_Class__c: "Service",
      Billing_Cycle__c: "Monthly",
      VPN_Region__c: "USA-SF",
      Portal_Catalog__c: true,
      Portal_Accessible__c: true,
      Is_Default__c: false,
      Auto_Add__c: false,
      Is_Bundled_Addon__c: false,
      SIM_Has_Family_Discount__c: false,
      ...change,
    };
    const records = body.records.map((row) => ({
      ...row,
      Pricebook2Id: "01s5h0000000001AAA",
      IsActive: true,
      Product2: { ...ours, ...RecordWire.parse(row["Product2"]), ...change },
    }));
    return { ...answer, body: { ...body, records } };
  }
  const unknownValues = () =>
    bench.logger.lines
      .filter(({ message }) => message === "unknown value")
      .map(({ fields }) => [fields?.["field"], fields?.["value"]]);

  test("query-catalog with our fields: what costs cents is not sold, and told", async () => {
    bench.answer(ourCatalogue());
    expect(await bench.salesforce.listProducts()).toEqual([
      expect.objectContaining({
        kind: "vpn_plan",
        id: "01tKz0000000002IAA",
        priceEntryId: "01uKz0000000002IAA",
        sku: "VPN-USA",
        region: "usa_sf",
        cycle: "monthly",
        price: { currency: "JPY", minor: 5 },
        billingProductId: null,
        features: [],
      }),
    ]);
    expect(bench.logger.lines).toContainEqual(
      expect.objectContaining({
        level: "error",
        fields: expect.objectContaining({ field: "UnitPrice" }) as object,
      }),
    );
  });

  test.each([
    [{ Item_Class__c: "Rental" }, "Item_Class__c", "Rental"],
    [{ VPN_Region__c: "Mars" }, "VPN_Region__c", "Mars"],
    [{ Product2Categories1__c: null }, "product", "VPN-USA"],
    [{ StockKeepingUnit: null }, "product", "01tKz0000000002IAA"],
  ])("query-catalog with %j: not listed, and told", async (change, field, value) => {
    bench.answer(ourCatalogue(change));
    expect(await bench.salesforce.listProducts()).toEqual([]);
    expect(unknownValues()).toContainEqual([field, value]);
  });

  test("query-catalog: a category without a shop is left out in silence", async () => {
    bench.answer(ourCatalogue({ Product2Categories1__c: "Other" }));
    expect(await bench.salesforce.listProducts()).toEqual([]);
    expect(unknownValues()).toEqual([]);
  });

  test("query-catalog in two pages is one catalogue", async () => {
    const whole = ourCatalogue();
    const { records } = QueryBodySchema.parse(whole.body);
    const page = (part: unknown[], rest: object) => ({
      ...whole,
      body: { totalSize: 2, records: part, ...rest },
    });
    bench.handle(({ path }, response) =>
      bench.play(
        response,
        path.endsWith("/query/01gKz0000000009IAA-1")
          ? page(records.slice(1), { done: true })
          : page(records.slice(0, 1), {
              done: false,
              nextRecordsUrl: "/services/data/v62.0/query/01gKz0000000009IAA-1",
            }),
      ),
    );
    expect((await bench.salesforce.listProducts()).map(({ id }) => id)).toEqual(["01tKz0000000002IAA"]);
    expect(bench.calls()).toHaveLength(2);
  });

  test("query-subquery-order-items: a list inside a record, and cents in it", async () => {
    bench.answer(answerOf("query-subquery-order-items"));
    const items = (record: WireRecord) => readChildren(record, "OrderItems");
    expect(await rowsOf((record) => items(record).map(({ Quantity }) => Quantity))).toEqual([[1, 1]]);
    const prices = rowsOf((record) => items(record).map((item) => readField(item, "UnitPrice", wireYen)));
    expect(await failureOf(prices)).toMatchObject({ facts: { field: "UnitPrice" } });
  });

  test("case-with-comments", async () => {
    bench.answer(answerOf("case-with-comments"));
    const texts = await rowsOf((record) => [
      ...readChildren(record, "CaseComments").map((each) => readField(each, "CommentBody", wireText)),
      ...readChildren(record, "EmailMessages").map((each) => readField(each, "MessageDate", wireDateTime)),
    ]);
    expect(texts).toEqual([["Engineer booked for Tuesday.", new Date("2026-11-21T11:00:00Z")]]);
    expect(readChildren({ CaseComments: null }, "CaseComments")).toEqual([]);
  });

  test("updated-window", async () => {
    bench.answer(answerOf("updated-window"));
    const window = RecordWire.parse(await read());
    expect(window["ids"]).toEqual(["801Kz0000000501IAA"]);
    expect(readField(window, "latestDateCovered", wireDateTime)).toEqual(new Date("2026-11-23T08:59:00Z"));
  });

  test("describe-order-excerpt", async () => {
    bench.answer(answerOf("describe-order-excerpt"));
    expect(await read()).toMatchObject({ name: "Order", keyPrefix: "801" });
  });
});

const PARTS = ["order", "item1", "item2"];

describe("writes", () => {
  test("create-success", async () => {
    bench.answer(answerOf("create-success"));
    expect(await command(readSaved)).toEqual({ id: "001Kz0000000042IAA", created: true });
  });

  test("content-version-create: looked for, sent in two parts, read back and compared", async () => {
    const { response, followUp } = fixture("content-version-create");
    const documentKey = PortalKeySchema.parse("doc-00000000-0000-4000-8000-000000000001");
    const found = QueryBodySchema.parse(followUp?.body);
    const records = found.records.map((row) => ({
      Id: "068Kz0000000005IAA",
      ...row,
      Portal_Key__c: documentKey,
    }));
    const kept = { ...response, status: 200, body: { ...found, records } };
    const answers = [answerOf("query-empty"), response, kept];
    bench.answer(...answers, ...answers);
    const document = { title: "passport", fileName: "passport.pdf", mediaType: "application/pdf" };
    // The sample's checksum and size are those of this text.
    const bytes = Buffer.from("hello");
    const stored = await bench.salesforce.storeDocument({
      accountId,
      documentKey,
      document: { ...document, bytes },
    });
    expect(stored).toEqual({ documentId: "069Kz0000000005IAA" });
    const [, upload] = bench.calls();
    expect(upload).toMatchObject({ method: "POST", path: "/services/data/v62.0/sobjects/ContentVersion" });
    const type = upload?.headers["content-type"] ?? "";
    const form = await new Response(upload?.body ?? "", { headers: { "content-type": type } }).formData();
    expect(JSON.parse(form.get("ContentVersion") as string)).toEqual({
      Title: "passport",
      PathOnClient: "passport.pdf",
      FirstPublishLocationId: accountId,
      Portal_Key__c: documentKey,
    });
    const file = form.get("VersionData") as File;
    expect([file.name, file.type, await file.text()]).toEqual(["passport.pdf", "application/pdf", "hello"]);

    const other = bench.salesforce.storeDocument({
      accountId,
      documentKey,
      document: { ...document, bytes: Buffer.from("hullo") },
    });
    expect(await failureOf(other)).toMatchObject({ code: "provider_contract", facts: { field: "Checksum" } });
  });

  test("update-success: 204 without a body", async () => {
    bench.answer(answerOf("update-success"));
    await updateRecord(bench.client, {
      action: "test",
      object: "Account",
      id: accountId,
      fields: { Phone: "1" },
    });
    expect(bench.calls()[0]).toMatchObject({
      method: "PATCH",
      path: `/services/data/v62.0/sobjects/Account/${accountId}`,
      body: '{"Phone":"1"}',
    });
  });

  test.each([
    ["upsert-created", true],
    ["upsert-updated", false],
  ])("%s", async (file, created) => {
    bench.answer(answerOf(file));
    const saved = upsertRecord(bench.client, { action: "test", object: "Order", key, fields: {} });
    expect(await saved).toEqual({ id: "801Kz0000000501IAA", created });
    expect(bench.calls()[0]?.path).toBe(`/services/data/v62.0/sobjects/Order/Portal_Key__c/${key}`);
  });

  test("composite-success", async () => {
    bench.answer(answerOf("composite-success"));
    const saved = await command((answer) => readComposite(answer, PARTS));
    expect([...saved.keys()]).toEqual(PARTS);
  });

  test("composite-failure-all-or-none: the part with a code of its own is what failed", async () => {
    bench.answer(answerOf("composite-failure-all-or-none"));
    const failed = command((answer) => readComposite(answer, PARTS));
    expect(await failureOf(failed)).toMatchObject({
      code: "provider_rejected",
      facts: { part: "item2", errorCode: "FIELD_INTEGRITY_EXCEPTION", fields: "PricebookEntryId" },
    });
  });

  test("collections-mixed: a 200 with a failed row is a failure", async () => {
    bench.answer(answerOf("collections-mixed"));
    expect(await failureOf(command((answer) => readRows(answer, 3)))).toMatchObject({
      facts: { errorCode: "REQUIRED_FIELD_MISSING", fields: "Quantity" },
    });
  });

  test("tree-success", async () => {
    bench.answer(answerOf("tree-success"));
    expect(await read()).toMatchObject({
      hasErrors: false,
      results: [{ referenceId: "a1" }, { referenceId: "c1" }],
    });
  });
});

describe("errors", () => {
  const EXPECTED: Record<string, Record<string, unknown>> = {
    REQUIRED_FIELD_MISSING: { code: "provider_rejected", facts: { fields: "lastName" } },
    INVALID_TYPE: { code: "provider_contract" },
    MALFORMED_QUERY: { code: "provider_contract" },
    DUPLICATE_VALUE: { code: "conflict", reason: "CRM_CONFLICT" },
    UNABLE_TO_LOCK_ROW: { code: "provider_unavailable", facts: { cause: "row_locked", sent: false } },
    FIELD_CUSTOM_VALIDATION_EXCEPTION: { code: "provider_rejected", facts: { fields: "ShippingStreet" } },
    INVALID_SESSION_ID: { code: "provider_unavailable", facts: { cause: "access_refused" } },
    "TotalRequests Limit exceeded.": { code: "provider_unavailable", retryAfter: 900 },
    "ConcurrentRequests (Concurrent API Requests) Limit exceeded.": {
      code: "provider_unavailable",
      retryAfter: 5,
    },
    NOT_FOUND: { code: "not_found" },
    ENTITY_IS_DELETED: { code: "not_found" },
    UNKNOWN_EXCEPTION: { code: "provider_unavailable", facts: { sent: true } },
    SERVER_UNAVAILABLE: { code: "provider_unavailable", facts: { sent: true } },
  };

  test.each(fixture("error-bodies").variants)("error-bodies: $body", async ({ body, ...answer }) => {
    const [{ errorCode, message } = { errorCode: "", message: "" }] = z
      .array(z.object({ errorCode: z.string(), message: z.string() }))
      .parse(body);
    bench.answer({ ...answer, headers: fixture("error-bodies").response.headers, body });
    const error = await failureOf(command(readSaved));
    expect(error).toMatchObject(EXPECTED[errorCode] ?? EXPECTED[message] ?? { code: "none expected" });
    expect(JSON.stringify([error.message, error.facts])).not.toContain(message);
  });

  test.each(["duplicateResut", "duplicateResult"])("error-duplicate-rule, spelt %s", async (spelling) => {
    const answer = answerOf("error-duplicate-rule");
    const body = JSON.stringify(answer.body).replace("duplicateResut", spelling);
    bench.answer({ ...answer, body });
    expect(await failureOf(command(readSaved))).toMatchObject({
      code: "conflict",
      reason: "CRM_DUPLICATE",
      facts: { matches: "003Kz0000000011IAA" },
    });
  });
});

test("every sample of a call has a case", () => {
  const files = readdirSync(FOLDER)
    .map((file) => file.replace(/\.json$/, ""))
    // Samples of the event bus travel over another wire (events/samples.contract.test.ts).
    .filter((file) => !file.startsWith("event-"));
  expect([...used].sort()).toEqual(files.sort());
});
