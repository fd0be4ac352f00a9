import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import {
  AccountIdSchema,
  ContactIdSchema,
  PortalKeySchema,
  PricebookIdSchema,
} from "#domain/shared/salesforce-ids.ts";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { startSalesforceSandbox, type SalesforceSandbox } from "#tests/sandbox/salesforce/server.ts";
import { createClient } from "./client.ts";
import { ACCOUNT } from "#domain/shared/salesforce-names.ts";
import { queryCount, queryRows } from "./query.ts";
import { createSalesforce, type SalesforceOptions } from "./salesforce.ts";
import { name, soql } from "./soql.ts";

let sandbox: SalesforceSandbox;
let logger = createMemoryLogger();
let options: SalesforceOptions;
let salesforce: ReturnType<typeof createSalesforce>;
let clock = 0;

beforeAll(async () => {
  sandbox = await startSalesforceSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control("POST", "/reset");
  await control("POST", "/clock", { now: "2026-11-23T00:00:00Z" });
  clock = Date.parse("2026-11-23T00:00:00Z");
  logger = createMemoryLogger();
  options = {
    loginUrl: sandbox.url,
    clientId: sandbox.clientId,
    username: sandbox.username,
    privateKey: sandbox.privateKey ?? "",
    pricebookId: PricebookIdSchema.parse(sandbox.pricebookId),
    now: () => new Date(clock),
    logger,
    limits: { backOffMs: 1, readTimeoutMs: 2_000, commandTimeoutMs: 2_000 },
  };
  salesforce = createSalesforce(options);
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
const fault = (action: string, kind: string, times?: number) =>
  control("POST", "/faults", { action, kind, times });
type Calls = { byAction: Record<string, number> };
const counts = async () => (await control<Calls>("GET", "/calls")).byAction;

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

const amelia = {
  accountId: AccountIdSchema.parse("0015h0000000001AAA"),
  contactId: ContactIdSchema.parse("0035h0000000001AAA"),
};
const key = (kind: string, number: number) =>
  PortalKeySchema.parse(`${kind}-00000000-0000-4000-8000-${String(number).padStart(12, "0")}`);
const details = {
  firstName: "健",
  lastName: 'O\'Neil \\ "Q"',
  firstNameKana: "ケン",
  lastNameKana: "オニール",
  email: "new.person@example.jp",
  phone: "03-0000-9999",
  birthDate: "1990-02-28" as CalendarDate,
  gender: "male" as const,
  nationality: null,
  address: {
    postcode: "150-0002",
    prefecture: "東京都",
    city: "渋谷区",
    street: "渋谷2-21-1",
    building: "ヒカリハイツ",
    room: "1204",
  },
};
const newCustomer = (number: number) => ({
  accountKey: key("acct", number),
  contactKey: key("con", number),
  accountName: "健 O'Neil",
  contact: details,
  account: { portalStatus: "active" as const, registrationSource: "new_signup" as const },
});
const newCase = {
  accountId: amelia.accountId,
  contactId: amelia.contactId,
  origin: "customer" as const,
  subject: "Slow line",
  description: "Since Monday.\n'quoted' \\ and 日本語",
  type: "Technical",
  priority: "high" as const,
};

describe("the catalogue", () => {
  it("holds what has an active price in the portal's price book, in its order", async () => {
    const products = await salesforce.listProducts();
    const pids = products.map(({ billingProductId }) => billingProductId);
    expect(products).toHaveLength(34);
    for (const never of [214, 215, 216]) expect(pids).not.toContain(never);
    expect(pids).toEqual(pids.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(logger.lines.filter(({ message }) => message === "unknown value")).toEqual([]);
    const one = await salesforce.listProducts();
    expect(one).toEqual(products);
  });

  it("tells products apart by their fields", async () => {
    const products = await salesforce.listProducts();
    const bySku = (sku: string) => products.find((product) => product.sku === sku);
    const kinds = [...new Set(products.map(({ kind }) => kind))].toSorted();
    expect(kinds.map((kind) => [kind, products.filter((each) => each.kind === kind).length])).toEqual([
      ["installation", 3],
      ["internet_addon", 3],
      ["internet_plan", 12],
      ["sim_activation", 1],
      ["sim_addon", 2],
      ["sim_plan", 10],
      ["vpn_activation", 1],
      ["vpn_plan", 2],
    ]);
    expect(bySku("INTERNET-GOLD-APT-100M")).toMatchObject({
      kind: "internet_plan",
      id: "01t5h0000000188AAA",
      priceEntryId: "01u5h0000000188AAA",
      offering: "apartment_100m",
      tier: "gold",
      cycle: "monthly",
      price: { currency: "JPY", minor: 5_300 },
      isListed: true,
      features: [
        "Fibre line Apartment 100M",
        "Gold support & router",
        "光回線",
        "ゴールドのサポートとルーター",
      ],
    });
    expect(bySku("INTERNET-INSTALL-SINGLE")).toMatchObject({ payments: 1, isListed: false, isDefault: true });
    expect(bySku("INTERNET-INSTALL-24M")).toMatchObject({ payments: 24, cycle: "monthly" });
    expect(bySku("INTERNET-ADDON-HIKARI-DENWA")).toMatchObject({ pairedWith: "01t5h0000000247AAA" });
    expect(bySku("INTERNET-INSTALL-WEEKEND")).toMatchObject({ pairedWith: null });
    expect(bySku("SIM-DATA-VOICE-50GB-FAMILY")).toMatchObject({ isFamily: true, dataGb: 50 });
    expect(bySku("SIM-VOICE-ONLY")).toMatchObject({ planType: "voice_only", dataGb: null });
    expect(bySku("SIM-OLD-3GB")).toMatchObject({ isListed: false, isOrderable: false });
    expect(bySku("VPN-ACTIVATION-FEE")).toMatchObject({ region: null, isAutoAdded: true });
  });

  it("is asked for once more when the first answer is none", async () => {
    await fault("query", "http_503", 1);
    expect(await salesforce.listProducts()).toHaveLength(34);
  });
});

describe("reading customers", () => {
  it("reads an account and its contact", async () => {
    expect(await salesforce.getAccount(amelia)).toMatchObject({
      id: "0015h0000000001AAA",
      name: "Amelia Carter",
      customerNumber: "CN-100001",
      billingReference: "#1001 - Amelia Carter",
      portalStatus: "active",
      registrationSource: "new_signup",
      eligibility: { status: "not_requested", value: null },
      verification: { status: "verified", verifiedAt: new Date("2026-05-07T00:00:00Z") },
    });
    expect(await salesforce.getContact(amelia)).toMatchObject({
      accountId: "0015h0000000001AAA",
      lastName: "Carter",
      lastNameKana: "カーター",
      birthDate: "1991-04-12",
      gender: "female",
      address: {
        postcode: "106-0044",
        prefecture: "東京都",
        city: "港区",
        building: "麻布コート",
        room: "305",
      },
    });
  });

  it("derives an eligibility that the org left empty", async () => {
    const accountId = AccountIdSchema.parse("0015h0000000006AAA");
    expect((await salesforce.getAccount({ accountId })).eligibility.status).toBe("not_requested");
  });

  it("answers somebody else's contact as one that does not exist, and so one that is none", async () => {
    const other = { accountId: AccountIdSchema.parse("0015h0000000002AAA"), contactId: amelia.contactId };
    expect(await failureOf(salesforce.getContact(other))).toMatchObject({ code: "not_found" });
    const unknown = { accountId: AccountIdSchema.parse("0015h0000099999AAA") };
    expect(await failureOf(salesforce.getAccount(unknown))).toMatchObject({ code: "not_found" });
  });

  it("finds by e-mail, whatever its case, and by number", async () => {
    expect(await salesforce.findContactsByEmail({ email: " Legacy@Example.com " })).toEqual([
      {
        contactId: "0035h0000000021AAA",
        accountId: "0015h0000000021AAA",
        accountName: "Lena Legacy",
        customerNumber: "CN-100021",
        hasBilling: false,
      },
    ]);
    expect(await salesforce.findContactsByEmail({ email: "x' OR Name != '" })).toEqual([]);
    expect(await salesforce.findContactsByEmail({ email: "" })).toEqual([]);
    expect(await salesforce.findAccountByNumber({ customerNumber: "CN-100022" })).toMatchObject({
      name: "李 美玲",
      eligibility: { status: "pending", caseId: "5005h0000000022AAA" },
    });
    expect(await salesforce.findAccountByNumber({ customerNumber: "CN-999999" })).toBeNull();
  });

  it("tells what may still be called, and keeps what the answers say of it", async () => {
    expect(salesforce.usage()).toBeNull();
    const { apiCalls } = await salesforce.limits();
    expect(apiCalls).toEqual({ max: 100_000, remaining: 99_999 });
    expect(salesforce.usage()).toMatchObject({ used: 1, max: 100_000 });
  });
});

describe("writing customers", () => {
  it("makes account and contact and gives the number; a repeat finds its own", async () => {
    const made = await salesforce.createAccountWithContact(newCustomer(1));
    expect(made.customerNumber).toMatch(/^CN-\d{6}$/);
    expect(await salesforce.createAccountWithContact(newCustomer(1))).toEqual(made);
    expect(await salesforce.getContact(made)).toMatchObject({
      lastName: details.lastName,
      email: details.email,
      address: { ...details.address, country: "JP" },
    });
    expect(await salesforce.findContactsByEmail({ email: details.email })).toHaveLength(1);
    expect(await salesforce.findAccountByKey({ accountKey: key("acct", 1) })).toMatchObject({
      id: made.accountId,
    });
  });

  it("makes both or none", async () => {
    await control("POST", "/shape", { duplicateRule: true });
    const taken = { ...newCustomer(2), contact: { ...details, email: "amelia@example.com" } };
    expect(await failureOf(salesforce.createAccountWithContact(taken))).toMatchObject({
      code: "conflict",
      reason: "CRM_DUPLICATE",
      facts: { matches: "0035h0000000001AAA" },
    });
    expect(await salesforce.findAccountByKey({ accountKey: key("acct", 2) })).toBeNull();
  });

  it("changes what is given and leaves the rest", async () => {
    await salesforce.updateAccount({
      accountId: amelia.accountId,
      change: {
        lastSignInAt: new Date("2026-11-23T01:02:03Z"),
        billing: { clientId: 1001 as WhmcsClientId, name: "Amelia B. Carter" },
      },
    });
    expect(await salesforce.getAccount(amelia)).toMatchObject({
      lastSignInAt: new Date("2026-11-23T01:02:03Z"),
      billingReference: "#1001 - Amelia B. Carter",
      portalStatus: "active",
    });
    await salesforce.updateContact({
      contactId: amelia.contactId,
      change: { address: details.address, phone: null },
    });
    expect(await salesforce.getContact(amelia)).toMatchObject({
      phone: null,
      lastName: "Carter",
      address: { street: "渋谷2-21-1", room: "1204" },
    });
  });

  it("never cuts an address: it is refused and nothing is sent", async () => {
    const change = { address: { ...details.address, city: "あ".repeat(41) } };
    expect(await failureOf(salesforce.updateContact({ contactId: amelia.contactId, change }))).toMatchObject({
      code: "invalid_input",
      facts: { fields: "address.city" },
    });
    expect(await counts()).toEqual({});
  });

  it("names the field that the org did not like, in our words, and repeats nothing that was typed", async () => {
    const change = { email: "no address" };
    const error = await failureOf(salesforce.updateContact({ contactId: amelia.contactId, change }));
    expect(error).toMatchObject({
      code: "provider_rejected",
      facts: { errorCode: "INVALID_EMAIL_ADDRESS", fields: "email" },
    });
    expect(JSON.stringify([error.facts, error.message, logger.lines])).not.toContain("no address");
  });

  it("opens a case once, however often it is sent, and finds it by its key", async () => {
    const first = await salesforce.createCase({ caseKey: key("case", 1), newCase });
    const second = await salesforce.createCase({ caseKey: key("case", 1), newCase });
    expect([first.created, second]).toEqual([true, { caseId: first.caseId, created: false }]);
    const find = (n: number) =>
      salesforce.findCaseByKey({ accountId: newCase.accountId, caseKey: key("case", n) });
    expect([await find(1), await find(9)]).toEqual([first.caseId, null]);
  });
});

describe("queries", () => {
  it("reads page by page, and a page that is no longer kept makes it start again", async () => {
    await control("POST", "/shape", { pageSize: 4 });
    const client = createClient(options);
    const read = () =>
      queryRows(client, {
        action: "accounts",
        from: ACCOUNT.object,
        select: [],
        asked: "any_record",
        rest: soql`ORDER BY ${name("Id")}`,
        read: (record) => String(record["Id"]),
        maxRows: 100,
      });
    const all = await read();
    expect(all).toHaveLength(11);
    expect(new Set(all).size).toBe(11);
    expect(await counts()).toMatchObject({ query: 1, queryMore: 2 });
    await fault("queryMore", "locator_gone", 1);
    expect(await read()).toEqual(all);
    expect(
      await queryCount(client, { action: "count", soql: soql`SELECT COUNT() FROM ${name("Account")}` }),
    ).toBe(11);
  });

  it("refuses more rows than the caller can take: a list cut short looks like a whole one", async () => {
    const rows = queryRows(createClient(options), {
      action: "accounts",
      from: ACCOUNT.object,
      select: [],
      asked: "any_record",
      read: (record) => record,
      maxRows: 10,
    });
    expect(await failureOf(rows)).toMatchObject({ code: "provider_contract" });
  });
});

describe("faults", () => {
  it("signs in once for parallel calls, and once more when the session has ended", async () => {
    await Promise.all(Array.from({ length: 6 }, () => salesforce.getAccount(amelia)));
    expect((await counts())["token"]).toBe(1);
    await control("POST", "/expire-tokens");
    await Promise.all(Array.from({ length: 6 }, () => salesforce.getAccount(amelia)));
    expect((await counts())["token"]).toBe(2);
  });

  it("repeats a command with the new token", async () => {
    await salesforce.limits();
    await control("POST", "/expire-tokens");
    expect((await salesforce.createCase({ caseKey: key("case", 2), newCase })).created).toBe(true);
  });

  it("gives up when new tokens are refused too, and stops calling", async () => {
    await salesforce.limits();
    await fault("limits", "session_expired");
    expect(await failureOf(salesforce.limits())).toMatchObject({
      code: "provider_unavailable",
      facts: { cause: "access_refused", sent: false },
    });
    const after = await counts();
    expect(after["token"]).toBeLessThanOrEqual(3);
    expect(await failureOf(salesforce.limits())).toMatchObject({ facts: { cause: "circuit_open" } });
    expect(await counts()).toEqual(after);
    await control("DELETE", "/faults");
    clock += 61_000;
    await salesforce.limits();
  });

  it("reads once more after a cut connection or a 503; then says that the system is not there", async () => {
    for (const kind of ["reset", "http_503", "server_unavailable", "half_answer"]) {
      await fault("retrieve Account", kind, 1);
      expect((await salesforce.getAccount(amelia)).customerNumber).toBe("CN-100001");
      await fault("retrieve Account", kind, 2);
      expect(await failureOf(salesforce.getAccount(amelia))).toMatchObject({ reason: "CRM_UNAVAILABLE" });
    }
  });

  it.each([
    "html",
    "http_503",
    "broken_json",
    "empty_body",
    "redirect",
    "half_answer",
    "lost_answer",
    "unknown_exception",
  ])("a command answered with %s has an unknown end, and the same command finds out", async (kind) => {
    await salesforce.limits();
    await fault("upsert Case", kind, 1);
    const error = await failureOf(salesforce.createCase({ caseKey: key("case", 3), newCase }));
    expect(error).toMatchObject({ code: "provider_unavailable", facts: { sent: true } });
    expect((await counts())["upsert Case"]).toBe(1);
    await salesforce.createCase({ caseKey: key("case", 3), newCase });
    const cases = soql`SELECT COUNT() FROM ${name("Case")} WHERE ${name("Subject")} = ${newCase.subject}`;
    expect(await queryCount(createClient(options), { action: "count", soql: cases })).toBe(1);
  });

  it("waits for a locked row, up to five times", async () => {
    await fault("update Account", "lock_row", 4);
    await salesforce.updateAccount({ accountId: amelia.accountId, change: { portalStatus: "inactive" } });
    expect((await counts())["update Account"]).toBe(5);
    await fault("update Account", "lock_row", 5);
    const change = salesforce.updateAccount({
      accountId: amelia.accountId,
      change: { portalStatus: "active" },
    });
    expect(await failureOf(change)).toMatchObject({ facts: { cause: "row_locked", sent: false } });
    expect(salesforce.status().circuit).toBe("closed");
  });

  it("holds back for a quarter of an hour when the day's calls are used up, for seconds when long calls are too many", async () => {
    await fault("limits", "daily_limit", 1);
    expect(await failureOf(salesforce.limits())).toMatchObject({
      retryAfter: 900,
      facts: { cause: "quota", sent: false },
    });
    clock += 899_000;
    expect(await failureOf(salesforce.limits())).toMatchObject({ facts: { cause: "circuit_open" } });
    clock += 1_000;
    await salesforce.limits();
    await fault("limits", "concurrent_limit", 1);
    expect(await failureOf(salesforce.limits())).toMatchObject({ retryAfter: 5 });
  });

  it("keeps the last calls of the day for commands and sign-ins", async () => {
    await control("POST", "/shape", { dailyCalls: 100, usedCalls: 96 });
    await salesforce.limits();
    expect(salesforce.usageLevel()).toBe("reserved");
    expect(await failureOf(salesforce.getAccount(amelia))).toMatchObject({
      facts: { cause: "quota_reserved" },
    });
    expect(await salesforce.findContactsByEmail({ email: "amelia@example.com" })).toHaveLength(1);
    clock += 16 * 60_000;
    await salesforce.getAccount(amelia);
  });

  it("gives up at its own time limit when nothing is answered", async () => {
    salesforce = createSalesforce({ ...options, limits: { ...options.limits, readTimeoutMs: 300 } });
    await salesforce.limits();
    await fault("retrieve Account", "hang");
    expect(await failureOf(salesforce.getAccount(amelia))).toMatchObject({
      facts: { cause: "timeout", sent: true },
    });
  });

  it("logs neither addresses with queries nor tokens nor what was sent", async () => {
    await salesforce.findContactsByEmail({ email: "amelia@example.com" });
    await fault("query", "http_500");
    await failureOf(salesforce.findContactsByEmail({ email: "amelia@example.com" }));
    const written = JSON.stringify(logger.lines);
    expect(logger.lines.length).toBeGreaterThan(1);
    for (const secret of ["amelia", "SELECT", "services/data", "00D5h", "PRIVATE KEY"])
      expect(written).not.toContain(secret);
  });
});
