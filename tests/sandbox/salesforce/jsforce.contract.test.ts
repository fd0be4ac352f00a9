import { createSign } from "node:crypto";
import { Connection } from "jsforce/lib/core.js";
import { setDefaults } from "jsforce/lib/request.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSalesforceSandbox, type SalesforceSandbox } from "./server.ts";

/** The client as its makers ship it: what it sends is what the sandbox has to understand (salesforce-wire.md 4). */
let sandbox: SalesforceSandbox;
let conn: Connection;

beforeAll(async () => {
  setDefaults({ timeout: 15_000, followRedirect: false, retry: { maxRetries: 0 } });
  sandbox = await startSalesforceSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  conn = await signedIn();
});

async function control(method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

function assertion(change: Record<string, unknown> = {}): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    iss: sandbox.clientId,
    sub: sandbox.username,
    aud: sandbox.url,
    exp: Math.floor(Date.parse("2026-11-23T00:01:00Z") / 1000),
    ...change,
  };
  const unsigned = `${encode({ alg: "RS256" })}.${encode(claims)}`;
  const signature = createSign("RSA-SHA256")
    .update(unsigned)
    .sign(sandbox.privateKey ?? "", "base64url");
  return `${unsigned}.${signature}`;
}

async function signedIn(jwt?: string): Promise<Connection> {
  await control("POST", "/clock", { now: "2026-11-23T00:00:00Z" });
  const connection = new Connection({ loginUrl: sandbox.url, version: "62.0" });
  await connection.authorize({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: jwt ?? assertion(),
  });
  return connection;
}

const failure = async (
  promise: PromiseLike<unknown>,
): Promise<{ name: string; message: string; data?: unknown }> =>
  Promise.resolve(promise).then(
    () => {
      throw new Error("expected a failure");
    },
    (error: { name: string; message: string; data?: unknown }) => error,
  );

const AMELIA = "0015h0000000001AAA";
const account = (name: string) => ({ Name: name });
const keyed = (number: number) => `acct-00000000-0000-4000-8000-00000000000${number}`;

describe("sign-in", () => {
  it("hands out a token and knows who it is", async () => {
    expect(conn.userInfo).toMatchObject({ organizationId: "00D5h0000000001EAA", id: "0055h0000000001AAA" });
    const info = await conn.requestGet<Record<string, unknown>>(`${sandbox.url}/services/oauth2/userinfo`);
    expect(info["preferred_username"]).toBe(sandbox.username);
    expect(await conn.identity()).toMatchObject({ organization_id: "00D5h0000000001EAA" });
    await conn.logout();
  });

  it.each([
    ["invalid_client_id", { iss: "other" }, "client identifier invalid"],
    ["invalid_grant", { sub: "other" }, "user hasn't approved this consumer"],
    ["invalid_grant", { aud: "https://login.salesforce.com" }, "audience is invalid"],
    ["invalid_grant", { exp: 1 }, "expired authorization code"],
    ["invalid_grant", { exp: Math.floor(Date.parse("2026-11-23T01:00:00Z") / 1000) }, "invalid assertion"],
  ])("refuses: %s %j", async (code, change, message) => {
    expect(await failure(signedIn(assertion(change)))).toMatchObject({ name: code, message });
  });

  it("refuses another's signature", async () => {
    expect(await failure(signedIn(`${assertion().slice(0, -20)}${"A".repeat(20)}`))).toMatchObject({
      message: "invalid assertion",
    });
  });

  it("answers 401 when the session has ended", async () => {
    await control("POST", "/expire-tokens");
    expect(await failure(conn.limits())).toMatchObject({ name: "INVALID_SESSION_ID" });
    const later = await signedIn();
    await control("POST", "/clock", { now: "2026-11-23T02:00:01Z" });
    expect(await failure(later.limits())).toMatchObject({ name: "INVALID_SESSION_ID" });
  });
});

describe("records, one at a time", () => {
  it("create, retrieve, update, destroy", async () => {
    const made = await conn.sobject("Account").create(account("Example"));
    expect(made).toMatchObject({ success: true, errors: [] });
    const id = String(made.id);
    const read = await conn
      .sobject("Account")
      .retrieve(id, { fields: ["Id", "Name", "Phone", "CreatedDate"] });
    expect(read).toEqual({
      attributes: { type: "Account", url: `/services/data/v62.0/sobjects/Account/${id}` },
      Id: id,
      Name: "Example",
      Phone: null,
      CreatedDate: expect.stringMatching(/^2026-11-23T\d\d:\d\d:\d\d\.\d{3}\+0000$/) as string,
    });
    expect(
      await conn.sobject("Account").update({ Id: id.slice(0, 15), Phone: "03-0000-1111" }),
    ).toMatchObject({
      success: true,
    });
    expect(await conn.sobject("Account").retrieve(id)).toMatchObject({ Phone: "03-0000-1111" });
    expect(await conn.sobject("Account").destroy(id)).toMatchObject({ success: true });
    expect(await failure(conn.sobject("Account").retrieve(id))).toMatchObject({ name: "ENTITY_IS_DELETED" });
  });

  it("upsert by the portal's key, case-sensitive", async () => {
    const upsert = (key: string, name: string) =>
      conn.sobject("Account").upsert({ Portal_Key__c: key, Name: name }, "Portal_Key__c");
    const first = await upsert("acct-A", "One");
    expect(first).toMatchObject({ success: true, created: true });
    expect(await upsert("acct-A", "Two")).toMatchObject({ id: first.id, created: false });
    expect(await upsert("acct-a", "Three")).toMatchObject({ created: true });
  });

  it.each([
    ["REQUIRED_FIELD_MISSING", "Contact", { FirstName: "A" }, ["LastName"]],
    ["INVALID_EMAIL_ADDRESS", "Contact", { LastName: "A", Email: "none" }, ["Email"]],
    ["STRING_TOO_LONG", "Contact", { LastName: "A", MailingCity: "x".repeat(41) }, ["MailingCity"]],
    [
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
      "Account",
      { Name: "A", Portal_Status__c: "Odd" },
      ["Portal_Status__c"],
    ],
    ["INVALID_FIELD", "Account", { Name: "A", Nothing__c: 1 }, undefined],
    [
      "INVALID_FIELD_FOR_INSERT_UPDATE",
      "Account",
      { Name: "A", SF_Account_No__c: "CN-1" },
      ["SF_Account_No__c"],
    ],
    ["MALFORMED_ID", "Contact", { LastName: "A", AccountId: "001" }, ["AccountId"]],
    ["INVALID_CROSS_REFERENCE_KEY", "Contact", { LastName: "A", AccountId: "0015h0000099999AAA" }, []],
    ["JSON_PARSER_ERROR", "Contact", { LastName: "A", Birthdate: "tomorrow" }, undefined],
  ])("refuses with %s", async (code, object, record, fields) => {
    expect(await failure(conn.sobject(object).create(record))).toMatchObject({
      name: code,
      data: fields === undefined ? {} : { fields },
    });
  });

  it("shows compound addresses and nulls as Salesforce does, and takes null for empty", async () => {
    const id = "0035h0000000001AAA";
    const read = await conn
      .sobject("Contact")
      .retrieve(id, { fields: ["MailingAddress", "MobilePhone", "Name"] });
    expect(read).toMatchObject({
      Name: "Amelia Carter",
      MobilePhone: null,
      MailingAddress: {
        street: "東麻布1-9-2",
        city: "港区",
        state: "東京都",
        postalCode: "106-0044",
        country: "JP",
      },
    });
    await conn.sobject("Contact").update({ Id: id, Phone: "" });
    expect(await conn.sobject("Contact").retrieve(id, { fields: ["Phone"] })).toMatchObject({ Phone: null });
  });
});

describe("many records", () => {
  it("collections answer each row, good and bad, in order", async () => {
    const rows = await conn.sobject("Account").create([account("A"), { Phone: "1" }]);
    expect(rows).toMatchObject([
      { success: true },
      { success: false, errors: [{ statusCode: "REQUIRED_FIELD_MISSING", fields: ["Name"] }] },
    ]);
    const none = await conn.sobject("Account").create([account("B"), {}], { allOrNone: true });
    expect(none[0]).toMatchObject({
      success: false,
      errors: [{ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" }],
    });
    expect((await conn.query("SELECT COUNT() FROM Account WHERE Name = 'B'")).totalSize).toBe(0);
  });

  it("update, upsert, retrieve and destroy in one call each", async () => {
    const made = await conn.sobject("Account").create([account("A"), account("B")]);
    const ids = made.map(({ id }) => String(id));
    const updates = ids.map((Id) => ({ Id, Phone: "03" }));
    expect(await conn.sobject("Account").update(updates)).toMatchObject([
      { success: true },
      { success: true },
    ]);
    const upserts = [1, 2].map((number) => ({ Portal_Key__c: keyed(number), Name: "K" }));
    expect(await conn.sobject("Account").upsert(upserts, "Portal_Key__c")).toMatchObject([
      { created: true },
      { created: true },
    ]);
    const read = await conn
      .sobject("Account")
      .retrieve([...ids, "0015h0000099999AAA"], { fields: ["Phone"] });
    expect(read).toMatchObject([{ Phone: "03" }, { Phone: "03" }, null]);
    expect(await conn.sobject("Account").destroy(ids)).toMatchObject([{ success: true }, { success: true }]);
  });

  it("tree", async () => {
    const records = [
      {
        attributes: { type: "Account", referenceId: "a1" },
        Name: "Tree",
        Contacts: { records: [{ attributes: { type: "Contact", referenceId: "c1" }, LastName: "Leaf" }] },
      },
    ];
    expect(await conn.requestPost("/composite/tree/Account", { records })).toMatchObject({
      hasErrors: false,
      results: [{ referenceId: "a1" }, { referenceId: "c1" }],
    });
    const bad = [{ attributes: { type: "Account", referenceId: "a1" } }];
    expect(await failure(conn.requestPost("/composite/tree/Account", { records: bad }))).toMatchObject({
      name: "ERROR_HTTP_400",
    });
  });
});

describe("composite", () => {
  type Part = { httpStatusCode: number; referenceId: string; body: unknown };
  const composite = async (parts: Record<string, unknown>[], allOrNone = true) =>
    (
      await conn.requestPost<{ compositeResponse: Part[] }>("/composite", {
        allOrNone,
        compositeRequest: parts,
      })
    ).compositeResponse;
  const part = (referenceId: string, path: string, body: unknown) => ({
    method: "PATCH",
    url: `/services/data/v62.0/sobjects/${path}`,
    referenceId,
    body,
  });
  const order = {
    AccountId: AMELIA,
    EffectiveDate: "2026-11-23",
    Status: "Pending Review",
    Pricebook2Id: "01s5h0000000001AAA",
  };
  const item = (pid: number) => ({
    OrderId: "@{order.id}",
    PricebookEntryId: `01u5h0000000${pid}AAA`,
    Quantity: 1,
    UnitPrice: 1_980,
  });

  it("places an order with its items, and the same call again changes nothing", async () => {
    const parts = [
      part("order", "Order/Portal_Key__c/ord-1", order),
      part("item1", "OrderItem/Portal_Key__c/ord-1-1", item(202)),
    ];
    expect((await composite(parts)).map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201]);
    expect((await composite(parts)).map(({ httpStatusCode }) => httpStatusCode)).toEqual([200, 200]);
    const { records } = await conn.query(
      "SELECT Id, TotalAmount, (SELECT Quantity, Product2.StockKeepingUnit FROM OrderItems) FROM Order WHERE Portal_Key__c = 'ord-1'",
    );
    expect(records).toMatchObject([
      {
        TotalAmount: 1_980,
        OrderItems: {
          totalSize: 1,
          done: true,
          records: [{ Quantity: 1, Product2: { StockKeepingUnit: "SIM-DATA-VOICE-10GB" } }],
        },
      },
    ]);
  });

  it("rolls everything back, and only the guilty has its own code", async () => {
    const parts = [
      part("order", "Order/Portal_Key__c/ord-2", order),
      part("item1", "OrderItem/Portal_Key__c/ord-2-1", item(202)),
      part("item2", "OrderItem/Portal_Key__c/ord-2-2", item(214)),
    ];
    expect(
      (await composite(parts)).map(({ body }) => (body as { errorCode: string }[])[0]?.errorCode),
    ).toEqual(["PROCESSING_HALTED", "PROCESSING_HALTED", "FIELD_INTEGRITY_EXCEPTION"]);
    expect((await conn.query("SELECT COUNT() FROM Order WHERE Portal_Key__c = 'ord-2'")).totalSize).toBe(0);
  });

  it("without allOrNone only what depends on the failed part is halted", async () => {
    const answers = await composite(
      [
        part("order", "Order/Portal_Key__c/ord-3", { ...order, Status: "Approved" }),
        part("item1", "OrderItem/Portal_Key__c/ord-3-1", item(202)),
        part("account", "Account/Portal_Key__c/acct-3", account("Free")),
      ],
      false,
    );
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 201]);
    expect(answers[1]?.body).toMatchObject([
      { message: "Invalid reference specified. No value for order.id found in order" },
    ]);
  });

  it.each([
    ["without referenceId", [{ method: "GET", url: "/x" }]],
    ["twice the same", [part("a", "Account/Portal_Key__c/a", {}), part("a", "Account/Portal_Key__c/b", {})]],
    ["too many", Array.from({ length: 26 }, (_, index) => part(`r${index}`, "Account/Portal_Key__c/a", {}))],
  ])("refuses the whole: %s", async (_, parts) => {
    await expect(composite(parts)).rejects.toHaveProperty("errorCode");
  });
});

describe("queries", () => {
  it("follow pages of the asked size", async () => {
    await control("POST", "/shape", { pageSize: 5 });
    const first = await conn.query("SELECT Id FROM Contact ORDER BY Id");
    expect(first).toMatchObject({ totalSize: 11, done: false });
    const second = await conn.queryMore(first.nextRecordsUrl ?? "");
    expect(second.records).toHaveLength(5);
    const all = await conn.query("SELECT Id FROM Contact", { autoFetch: true, maxFetch: 100 }).execute();
    expect(all.records).toHaveLength(11);
    await control("POST", "/shape", { tokenSeconds: 3 * 86_400 });
    await conn.limits();
    await control("POST", "/clock", { now: "2026-11-25T00:01:00Z" });
    expect(await failure(conn.queryMore(first.nextRecordsUrl ?? ""))).toMatchObject({
      name: "INVALID_QUERY_LOCATOR",
    });
  });

  it.each([
    ["SELECT Id FROM Contact WHERE Email = 'AMELIA@example.com'", 1],
    ["SELECT Id FROM Contact WHERE Email LIKE '%@example.jp'", 3],
    ["SELECT Id FROM Contact WHERE Account.SF_Account_No__c IN ('CN-100001', 'CN-100002')", 2],
    ["SELECT Id FROM Account WHERE WH_Account__c = null", 2],
    ["SELECT Id FROM Account WHERE Portal_Registration_Source__c != 'Migrated'", 8],
    ["SELECT Id FROM Account WHERE NOT Portal_Status__c = 'Active'", 2],
    ["SELECT Id FROM Account WHERE (Portal_Status__c = 'Not Yet' OR Name LIKE 'Amelia%') AND Id != null", 3],
    ["SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Gender__c = 'Male')", 3],
    ["SELECT Id FROM Contact WHERE LastName = 'O\\'Late'", 1],
    ["SELECT Id FROM Contact WHERE Birthdate < 1985-01-01", 4],
    ["SELECT Id FROM Account WHERE CreatedDate = TODAY LIMIT 4 OFFSET 1", 4],
    ["SELECT Id FROM Account WHERE Id = '0015h0000000001'", 1],
    ["select Id from account where name like 'AMELIA_carter'", 1],
  ])("%s finds %i", async (query, count) => {
    expect((await conn.query(query)).records).toHaveLength(count);
  });

  it("sorts, empty values first, and groups", async () => {
    const { records } = await conn.query(
      "SELECT Name, WH_Account__c FROM Account ORDER BY WH_Account__c, Name DESC LIMIT 3",
    );
    expect(records.map((record) => record["Name"] as string)).toEqual([
      "李 美玲",
      "Lena Legacy",
      "Amelia Carter",
    ]);
    const groups = await conn.query(
      "SELECT Portal_Status__c, COUNT(Id) FROM Account GROUP BY Portal_Status__c HAVING COUNT(Id) > 2",
    );
    expect(groups.records).toEqual([
      { attributes: { type: "AggregateResult" }, Portal_Status__c: "Active", expr0: 9 },
    ]);
  });

  it("nests parents and children; none is null", async () => {
    const { records } = await conn.query(
      "SELECT CaseNumber, Contact.Account.Name, (SELECT CommentBody FROM CaseComments WHERE IsPublished = true), (SELECT Id FROM EmailMessages) FROM Case WHERE AccountId = '0015h0000000008AAA' ORDER BY CaseNumber",
    );
    expect(records).toMatchObject([
      {
        CaseNumber: "00000008",
        Contact: { Account: { Name: "𠮷田 健二" } },
        CaseComments: null,
        EmailMessages: null,
      },
      { CaseComments: { totalSize: 3 }, EmailMessages: { totalSize: 2 } },
      { CaseComments: null },
    ]);
    const orphan = await conn.sobject("Contact").create({ LastName: "Alone" });
    const alone = await conn.query(`SELECT Account.Name FROM Contact WHERE Id = '${String(orphan.id)}'`);
    expect(alone.records[0]).toMatchObject({ Account: null });
  });

  it.each([
    ["MALFORMED_QUERY", "SELECT Id FORM Account"],
    ["MALFORMED_QUERY", "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'"],
    ["INVALID_TYPE", "SELECT Id FROM Acount"],
    ["INVALID_FIELD", "SELECT Nope FROM Account"],
    ["INVALID_FIELD", "SELECT Id FROM Case WHERE Description = 'x'"],
    ["INVALID_FIELD", "SELECT Id FROM Contact WHERE Birthdate = '1990-01-01'"],
  ])("refuses with %s: %s", async (code, query) => {
    expect(await failure(conn.query(query))).toMatchObject({ name: code });
  });
});

describe("the rest of the API", () => {
  it("describe, describeGlobal, limits, updated, deleted", async () => {
    const description = await conn.sobject("Account").describe();
    expect(description.fields.find(({ name }) => name === "Portal_Key__c")).toMatchObject({
      externalId: true,
      unique: true,
    });
    expect((await conn.describeGlobal()).sobjects.map(({ name }) => name)).toContain("Case");
    expect((await conn.limits())["DailyApiRequests"]).toMatchObject({ Max: 100_000 });
    const { id } = await conn.sobject("Account").create(account("New"));
    await conn.sobject("Account").destroy(String(id));
    await control("POST", "/clock", { now: "2026-11-23T00:05:00Z" });
    const window = ["2026-11-22T23:00:00Z", "2026-11-23T00:04:00Z"] as const;
    expect((await conn.sobject("Account").updated(...window)).ids).toContain(AMELIA);
    expect((await conn.sobject("Account").deleted(...window)).deletedRecords).toMatchObject([{ id }]);
    expect(conn.limitInfo.apiUsage).toMatchObject({ limit: 100_000 });
  });

  it("counts calls, and answers 403 when they are used up", async () => {
    await control("POST", "/shape", { dailyCalls: 2 });
    await conn.limits();
    await conn.limits();
    expect(await failure(conn.limits())).toMatchObject({
      name: "REQUEST_LIMIT_EXCEEDED",
      message: "TotalRequests Limit exceeded.",
    });
  });

  it("knows its versions", async () => {
    expect(await failure(conn.requestGet("/services/data/v40.0/limits"))).toMatchObject({
      name: "UNSUPPORTED_API_VERSION",
    });
    expect(await conn.requestGet("/services/data/v68.0/limits")).toHaveProperty("DailyApiRequests");
  });

  it("keeps a file, sent as JSON or in parts, and gives its bytes back", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const record = {
      PathOnClient: "card.jpg",
      FirstPublishLocationId: AMELIA,
      VersionData: bytes.toString("base64"),
    };
    const parts = { VersionData: { filename: "card.jpg", contentType: "image/jpeg" } };
    const saved = [
      await conn.sobject("ContentVersion").create({ ...record }),
      await conn.sobject("ContentVersion").create({ ...record }, { multipartFileFields: parts }),
    ];
    for (const { id } of saved) {
      const version = await conn.sobject("ContentVersion").retrieve(String(id));
      expect(version).toMatchObject({ Title: "card", FileType: "JPG", ContentSize: 256 });
      const address = String(version["VersionData"]);
      const kept = await conn.request<string>(address, { encoding: "base64" });
      expect(Buffer.from(kept, "base64").equals(bytes)).toBe(true);
    }
    const links = "SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = '" + AMELIA + "'";
    expect((await conn.query(links)).totalSize).toBe(2);
    expect(
      await failure(conn.sobject("ContentVersion").create({ ...record, VersionData: "not base64!" })),
    ).toMatchObject({ name: "INVALID_BASE64_CHARACTERS" });
  });

  it("an approved order asks for activation, and only one that has an item can be approved", async () => {
    const empty = await conn.sobject("Order").create({
      AccountId: AMELIA,
      EffectiveDate: "2026-11-23",
      Status: "Draft",
      Pricebook2Id: "01s5h0000000001AAA",
    });
    const approve = { Id: String(empty.id), Status: "Approved" };
    expect(await failure(conn.sobject("Order").update(approve))).toMatchObject({
      name: "FIELD_INTEGRITY_EXCEPTION",
    });
    await conn
      .sobject("OrderItem")
      .create({ OrderId: approve.Id, PricebookEntryId: "01u5h0000000202AAA", Quantity: 1, UnitPrice: 1_980 });
    await conn.sobject("Order").update(approve);
    expect(await conn.sobject("Order").retrieve(approve.Id)).toMatchObject({
      Activation_Status__c: "Activating",
    });
  });
});
