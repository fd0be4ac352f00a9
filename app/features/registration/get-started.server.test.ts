import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findMapping, insertMapping } from "#db/repositories/id-mappings.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { findProcessById } from "#db/repositories/processes.server.ts";
import { findUserByEmail, insertUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { toBillingAddress } from "#domain/address/whmcs.ts";
import { OFFERS, TERMS, versionOn } from "#domain/auth/agreements.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema, type UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import { setFirstPassword } from "./first-password.server.ts";
import { NEW_PASSWORD, person, proved, readStartCode, type Visitor } from "./get-started.testing.ts";
import { linkAccount } from "./link-account.server.ts";
import { proveAddress, resendStartCode, startWithAddress } from "./prove-address.server.ts";
import { findRegistration } from "./read-registering.server.ts";
import { register, type RegistrationOrder } from "./register.server.ts";
import { resumeRegistration } from "./resume-registration.server.ts";
import { getStart, getVerified } from "./start-token.server.ts";

const WHMCS_PASSWORD = "old-portal-pass";
const MINUTE = 60_000;

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await Promise.all([bench.control("POST", "/reset"), bench.crmControl("POST", "/reset")]);
  // Customers of the test before: their ids come again after the reset.
  await asSystem(bench.database, async (tx) => {
    await tx.raw("DELETE FROM id_mappings WHERE user_id::text NOT LIKE '00000000-0000-4000-8000-%'");
    await tx.raw("UPDATE users SET email = id::text WHERE id::text NOT LIKE '00000000-0000-4000-8000-%'");
  });
  deps = bench.freshDeps();
});

type Counted = { byAction: Record<string, number> };
const crmCalls = async (name: string) =>
  (await bench.crmControl<Counted>("GET", "/calls")).byAction[name] ?? 0;
const billingCalls = async (name: string) =>
  (await bench.control<Counted>("GET", "/calls")).byAction[name] ?? 0;

const foundOf = async (visitor: Visitor) => (await getVerified(deps, visitor)).found;
const statusOf = async (visitor: Visitor) => (await foundOf(visitor))?.status;
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (isAppError(error) ? error.reason : String(error)),
  );

function order(visitor: Visitor, change: Partial<RegistrationOrder> = {}): RegistrationOrder {
  return { ...visitor, person, newPassword: NEW_PASSWORD, repeatPassword: NEW_PASSWORD, ...change };
}

const userOf = (email: string) => asSystem(bench.database, (tx) => findUserByEmail(tx, email));
const mappingOf = (userId: UserId) => asSystem(bench.database, (tx) => findMapping(tx, userId));
async function openOf(email: string) {
  const newest = await asSystem(bench.database, (tx) => findRegistration(tx, email));
  return newest?.finishedAt === null ? newest : null;
}
const processOf = (id: string | undefined) => asSystem(bench.database, (tx) => findProcessById(tx, id ?? ""));
const mailsTo = async (email: string) =>
  (await asSystem(bench.database, (tx) => listMail(tx, { toAddress: email, limit: 20 }))).map(
    ({ template }) => template,
  );

/** One customer with this address in every system, and all of them agree. */
async function expectOneCustomer(email: string): Promise<void> {
  const user = await userOf(email);
  if (!user) throw new Error("no login");
  const mapping = await mappingOf(user.id);
  const contacts = await deps.salesforce.findContactsByEmail({ email });
  const clients = await deps.whmcs.findUsersByEmail({ email });
  expect(contacts).toHaveLength(1);
  expect(clients).toHaveLength(1);
  expect(clients[0]?.clients).toHaveLength(1);
  const client = await deps.whmcs.findClientByEmail({ email });
  expect(mapping).toMatchObject({
    whmcsClientId: client?.id,
    whmcsUserId: clients[0]?.id,
    sfAccountId: contacts[0]?.accountId,
    sfContactId: contacts[0]?.contactId,
  });
  expect(client?.customerNumber).toBe(contacts[0]?.customerNumber);
  expect(client?.status).toBe("active");
}

describe("the code", () => {
  const from = { clientIp: "192.0.2.9", userAgent: "Firefox/144.0", requestId: "r" };
  const start = (email: string, deviceId = "device-of-somebody-22") =>
    startWithAddress(deps, { email, deviceId, language: "en", from });

  test("asks no system and nobody's name before it is right, whoever has the address", async () => {
    for (const email of [
      "amelia@example.com",
      "legacy@example.com",
      "lead@example.jp",
      "nobody@example.com",
    ]) {
      const startId = await start(email);
      expect(await getStart(deps, { startId, deviceId: "device-of-somebody-22" })).toMatchObject({
        isVerified: false,
        found: null,
      });
      const [mail] = await asSystem(bench.database, (tx) => listMail(tx, { toAddress: email, limit: 1 }));
      expect(mail).toMatchObject({ userId: null, template: "code" });
      expect(mail?.text).toContain("Hello,");
    }
    expect(await bench.control<{ total: number }>("GET", "/calls")).toMatchObject({ total: 0 });
    expect((await bench.crmControl<{ total: number }>("GET", "/calls")).total).toBe(0);
  });

  test("of one address proves no other, and opens nothing in another browser", async () => {
    const startId = await start("first@example.com");
    const other = await start("second@example.com", "device-of-another-22c");
    const code = await readStartCode(deps, { startId, deviceId: "device-of-somebody-22" });
    const step = { code, from };
    const wrong = proveAddress(deps, { ...step, startId: other, deviceId: "device-of-another-22c" });
    expect(await reasonOf(wrong)).toBe("OTP_INVALID");
    const stolen = proveAddress(deps, { ...step, startId, deviceId: "device-of-another-22c" });
    expect(await reasonOf(stolen)).toBe("SESSION_EXPIRED");
    await proveAddress(deps, { ...step, startId, deviceId: "device-of-somebody-22" });
  });

  test("is worth nothing after ten minutes, and the start after an hour", async () => {
    const cookies = { startId: await start("first@example.com"), deviceId: "device-of-somebody-22" };
    const code = await readStartCode(deps, cookies);
    bench.wait(10 * MINUTE);
    expect(await reasonOf(proveAddress(deps, { ...cookies, code, from }))).toBe("OTP_EXPIRED");
    await resendStartCode(deps, { ...cookies, language: "en", from });
    bench.wait(GET_STARTED.tokenMs);
    expect(await reasonOf(proveAddress(deps, { ...cookies, code, from }))).toBe("SESSION_EXPIRED");
  });

  test("cannot be guessed by twenty at once", async () => {
    const cookies = { startId: await start("first@example.com"), deviceId: "device-of-somebody-22" };
    const right = await readStartCode(deps, cookies);
    const code = right === "000000" ? "000001" : "000000";
    const reasons = await Promise.all(
      Array.from({ length: 20 }, () => reasonOf(proveAddress(deps, { ...cookies, code, from }))),
    );
    expect(reasons.filter((reason) => reason === "OTP_INVALID")).toHaveLength(4);
    expect(reasons.filter((reason) => reason === "OTP_ATTEMPTS_EXCEEDED")).toHaveLength(16);
    expect(await reasonOf(proveAddress(deps, { ...cookies, code: right, from }))).not.toBeNull();
  });

  test("is mailed to one mailbox five times an hour, whatever stands behind the plus", async () => {
    for (let n = 0; n < LIMITS.startAddress.max; n += 1) await start(`some+${n}@example.com`);
    expect(await reasonOf(start("some@example.com"))).toBe("RATE_LIMITED");
    expect(await reasonOf(start("other@example.com"))).toBeNull();
  });

  test("is asked for by one source ten times in a quarter of an hour", async () => {
    for (let n = 0; n < LIMITS.startSource.max; n += 1) await start(`some${n}@example.com`);
    expect(await reasonOf(start("last@example.com"))).toBe("RATE_LIMITED");
  });
});

describe("whose address it is", () => {
  test.each([
    ["amelia@example.com", "portal_exists"],
    ["legacy@example.com", "whmcs_unmapped"],
    ["orphan@example.com", "whmcs_unmapped"],
    ["lead@example.jp", "sf_unmapped"],
    ["nobody@example.com", "new_customer"],
    // The second login of 1003 in the billing system.
    ["accounts@example.com", "support"],
  ])("%s: %s", async (email, status) => {
    expect(await statusOf(await proved(deps, email))).toBe(status);
    expect(await crmCalls("upsert Case")).toBe(status === "support" ? 1 : 0);
  });

  test("several contacts are a case for a person, once, and nothing is linked", async () => {
    for (const n of [1, 2]) await makeContact("twin@example.com", n);
    const visitor = await proved(deps, "twin@example.com");
    expect(await statusOf(visitor)).toBe("support");
    expect(await register(deps, order(visitor))).toEqual({ state: "next" });
    expect(await billingCalls("AddClient")).toBe(0);
    expect(await countCases()).toBe(1);
  });

  test("is looked up later where a system does not answer", async () => {
    await bench.control("POST", "/faults", { action: "GetClientsDetails", kind: "http_500" });
    const visitor = await proved(deps, "legacy@example.com");
    expect(await foundOf(visitor)).toBeNull();
    await bench.control("DELETE", "/faults");
    await resumeRegistration(deps, visitor);
    expect(await statusOf(visitor)).toBe("whmcs_unmapped");
  });
});

/** Staff's own entry of a person: no key of the portal. */
async function makeContact(email: string, n: number) {
  const key = (prefix: string) => `${prefix}-${randomUUID()}` as never;
  const { address: _, ...rest } = person;
  const { firstName, lastName, phone, birthDate, gender } = rest;
  return deps.salesforce.createAccountWithContact({
    accountKey: key("acct"),
    contactKey: key("con"),
    accountName: `Twin ${n}`,
    account: {},
    contact: {
      firstName,
      lastName,
      phone,
      birthDate,
      gender,
      email,
      firstNameKana: null,
      lastNameKana: null,
      nationality: null,
      address: null,
    },
  });
}

/** Cases that were opened, by the portal's key: one sent twice is one. */
async function countCases(): Promise<number> {
  const { recent } = await bench.crmControl<{ recent: { action: string; params: Record<string, string> }[] }>(
    "GET",
    "/calls",
  );
  const paths = recent.filter(({ action }) => action === "upsert Case").map(({ params }) => params["path"]);
  return new Set(paths).size;
}

describe("a new customer", () => {
  const email = "nora@example.com";

  test("is one in every system, is signed in, and has a mail", async () => {
    const visitor = await proved(deps, email);
    const outcome = await register(deps, order(visitor));
    expect(outcome).toMatchObject({ state: "signed_in", signedIn: { returnTo: "/account" } });
    await expectOneCustomer(email);
    const user = await userOf(email);
    if (!user) throw new Error("no login");
    const client = await deps.whmcs.findClientByEmail({ email });
    expect(client).toMatchObject({ firstName: "Nora", address1: "Azabu Court 305", state: "Tokyo" });
    const mapping = await mappingOf(user.id);
    const account = await deps.salesforce.findAccountByNumber({
      customerNumber: client?.customerNumber ?? "",
    });
    expect(account).toMatchObject({
      name: "Nora Newcastle",
      portalStatus: "active",
      registrationSource: "new_signup",
      billingReference: `#${mapping?.whmcsClientId} - Nora Newcastle`,
    });
    const contact = await deps.salesforce.getContact({
      accountId: mapping?.sfAccountId as never,
      contactId: mapping?.sfContactId as never,
    });
    expect(contact).toMatchObject({ birthDate: "1991-04-12", gender: "female" });
    expect(contact.address).toMatchObject({ prefecture: "東京都", street: "東麻布1-9-2", room: "305" });

    expect((await mailsTo(email)).sort()).toEqual(["code", "welcome"]);
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw(
        "SELECT terms_version, terms_accepted_at, marketing_agreed_at, marketing_version FROM users WHERE id = $1",
        [user.id],
      ),
    );
    const at = new Date(deps.now());
    expect(rows).toEqual([
      {
        terms_version: versionOn(TERMS, tokyoDate(at)),
        terms_accepted_at: at,
        marketing_version: versionOn(OFFERS, tokyoDate(at)),
        marketing_agreed_at: at,
      },
    ]);
    const events = await bench.auditEvents(visitor.from.requestId);
    expect(events.map(({ type }) => type)).toEqual([
      "second_step.code_sent",
      "registration.completed",
      "sign_in.succeeded",
    ]);
    expect(JSON.stringify(events)).not.toMatch(/nora|newcastle/i);
  });

  test("leaves nothing of what was typed in the journal, and nothing readable meanwhile", async () => {
    const visitor = await proved(deps, email);
    await bench.control("POST", "/faults", { action: "AddClient", kind: "http_500" });
    expect(await register(deps, order(visitor))).toEqual({ state: "next" });
    expect(await statusOf(visitor)).toBe("under_way");
    const open = await openOf(email);
    expect(open?.step).toBe("client");
    expect(JSON.stringify(open)).not.toMatch(/nora|newcastle|0000-4001|1991/i);
    await bench.control("DELETE", "/faults");
    bench.wait(GET_STARTED.clientCallMs);
    expect((await register(deps, order(visitor))).state).toBe("signed_in");
    const over = await processOf(open?.id);
    expect(over).toMatchObject({ state: "done", facts: { outcome: "has_login" }, sealed: null });
  });

  test("signs in later with the password and a code", async () => {
    await register(deps, order(await proved(deps, email)));
    bench.wait(2 * MINUTE);
    const attempt = { email, password: NEW_PASSWORD, remember: false, returnTo: "/account" };
    const from = { clientIp: "192.0.2.77", userAgent: "Firefox", requestId: "later" };
    const signedIn = await signInWithCode(deps, { ...attempt, ...from, deviceId: "a-device-of-22-charact" });
    expect(signedIn.state).toBe("signed_in");
  });

  test("a password that is easily guessed makes nothing", async () => {
    const visitor = await proved(deps, email);
    const weak = { newPassword: "nora newcastle 1", repeatPassword: "nora newcastle 1" };
    expect(await register(deps, order(visitor, weak))).toEqual({
      state: "weak",
      faults: { newPassword: "personal" },
    });
    expect(await openOf(email)).toBeNull();
  });

  test.each([
    ["two presses of a button", 1],
    ["three browsers", 3],
  ])("%s at the same time make one customer", async (_, browsers) => {
    const visitors: Visitor[] = [];
    for (let n = 0; n < browsers; n += 1) visitors.push(await proved(deps, email));
    const tries = browsers === 1 ? [...visitors, ...visitors, ...visitors] : visitors;
    const outcomes = await Promise.all(tries.map((visitor) => register(deps, order(visitor))));
    await expectOneCustomer(email);
    expect(outcomes.filter(({ state }) => state === "signed_in").length).toBeGreaterThan(0);
    // Every press of the one browser has the answer of the first: its page may be the one that is shown.
    if (browsers === 1) expect(outcomes.every(({ state }) => state === "signed_in")).toBe(true);
    expect(await billingCalls("AddClient")).toBe(1);
    expect((await mailsTo(email)).filter((template) => template === "welcome")).toHaveLength(1);
  });

  test("a finished start opens for its own password half a minute longer, and then nothing", async () => {
    const visitor = await proved(deps, email);
    await register(deps, order(visitor));
    expect((await register(deps, order(visitor))).state).toBe("signed_in");
    const other = {
      newPassword: "eight-lanterns-by-the-river",
      repeatPassword: "eight-lanterns-by-the-river",
    };
    expect(await register(deps, order(visitor, other))).toEqual({ state: "next" });
    bench.wait(GET_STARTED.replayMs);
    expect(await reasonOf(register(deps, order(visitor)))).toBe("SESSION_EXPIRED");
    await expectOneCustomer(email);
  });

  test("what a system refuses can be mended and sent again", async () => {
    const visitor = await proved(deps, email);
    const wrong = { ...person, phone: "extension" };
    expect(await register(deps, order(visitor, { person: wrong }))).toEqual({
      state: "refused",
      field: "phone",
    });
    expect(await openOf(email)).toBeNull();
    expect((await register(deps, order(visitor))).state).toBe("signed_in");
    await expectOneCustomer(email);
  });

  test("an address that gets into the billing system meanwhile is to be linked", async () => {
    const visitor = await proved(deps, email);
    await addElsewhere(email);
    expect(await register(deps, order(visitor))).toEqual({ state: "next" });
    expect(await statusOf(visitor)).toBe("whmcs_unmapped");
    expect(await userOf(email)).toBeNull();
  });

  test("ids that another login holds put the new client out of use, and staff are called", async () => {
    const visitor = await proved(deps, email);
    // The number that the billing system gives its next client.
    await holdClient(3001);
    expect(await register(deps, order(visitor))).toEqual({ state: "next" });
    expect(await statusOf(visitor)).toBe("support");
    expect((await deps.whmcs.findClientByEmail({ email }))?.status).toBe("inactive");
    expect(await userOf(email)).toBeNull();
    expect(await openOf(email)).toBeNull();
    expect(await countCases()).toBe(1);
    const types = (await bench.auditEvents(visitor.from.requestId)).map(({ type }) => type);
    expect(types).toEqual(["second_step.code_sent", "mapping.change_refused", "registration.undone"]);
  });

  test("a duplicate rule of the customer system calls staff and makes no client", async () => {
    const visitor = await proved(deps, email);
    await bench.crmControl("POST", "/shape", { duplicateRule: true });
    await bench.crmControl("POST", "/faults", { action: "composite", kind: "slow", times: 1, delayMs: 1500 });
    const outcome = register(deps, order(visitor));
    await expect.poll(() => crmCalls("composite"), { timeout: 5000 }).toBe(1);
    // Staff enter the person while the portal's call is on its way.
    await makeContact(email, 1);
    expect(await outcome).toEqual({ state: "next" });
    expect(await statusOf(visitor)).toBe("support");
    expect(await countCases()).toBe(1);
    expect(await billingCalls("AddClient")).toBe(0);
  });
});

async function addElsewhere(email: string, reference: string = randomUUID()): Promise<void> {
  const address = toBillingAddress(person.address);
  const details = { ...person, address, email, customerNumber: "CN-999999" };
  const added = await deps.whmcs.addClient({
    reference,
    password: "a password of somebody",
    details: { ...details, gender: null, language: "english" },
  });
  expect(added.state).toBe("added");
}

/** Another login has this client. */
async function holdClient(clientId: number): Promise<void> {
  const userId = UserIdSchema.parse(randomUUID());
  await asSystem(bench.database, async (tx) => {
    const user = { id: userId, email: `${userId}@example.com`, displayName: "", language: "en" as const };
    await insertUser(tx, { ...user, passwordHash: null, now: deps.now() });
    const ids = { whmcsClientId: WhmcsClientIdSchema.parse(clientId), whmcsUserId: null };
    await insertMapping(tx, { userId, ...ids, sfAccountId: null, sfContactId: null }, deps.now());
  });
}

describe("somebody whom the customer system knows", () => {
  test("is completed: no second account, its contact changed by id", async () => {
    const email = "lead@example.jp";
    const visitor = await proved(deps, email, "ja");
    const before = await foundOf(visitor);
    const outcome = await register(
      deps,
      order(visitor, { person: { ...person, firstName: "美玲", lastName: "李" } }),
    );
    expect(outcome.state).toBe("signed_in");
    await expectOneCustomer(email);
    expect(before).toMatchObject({ status: "sf_unmapped", customerNumber: "CN-100022" });
    const account = await deps.salesforce.findAccountByNumber({ customerNumber: "CN-100022" });
    expect(account).toMatchObject({
      portalStatus: "active",
      registrationSource: "new_signup",
      eligibility: { status: "pending" },
    });
    expect((await userOf(email))?.displayName).toBe("李 美玲");
  });
});

describe("a customer of the billing system", () => {
  const email = "legacy@example.com";
  const link = (visitor: Visitor, password = WHMCS_PASSWORD) => linkAccount(deps, { ...visitor, password });
  const setPassword = (visitor: Visitor, newPassword = NEW_PASSWORD) =>
    setFirstPassword(deps, { ...visitor, newPassword, repeatPassword: newPassword });

  test("is linked by their password there, sets one here and is signed in", async () => {
    const visitor = await proved(deps, email);
    expect(await link(visitor)).toBe(true);
    expect(await statusOf(visitor)).toBe("set_password");
    expect((await userOf(email))?.passwordHash).toBeNull();
    expect(await setPassword(visitor, "short")).toMatchObject({ state: "weak" });
    expect((await setPassword(visitor)).state).toBe("signed_in");

    const user = await userOf(email);
    expect(user?.displayName).toBe("Lena Legacy");
    expect(await mappingOf(user?.id as UserId)).toEqual({
      userId: user?.id,
      whmcsClientId: 2001,
      whmcsUserId: 7001,
      sfAccountId: "0015h0000000021AAA",
      sfContactId: "0035h0000000021AAA",
    });
    const account = await deps.salesforce.findAccountByNumber({ customerNumber: "CN-100021" });
    expect(account).toMatchObject({
      portalStatus: "active",
      registrationSource: "migrated",
      billingReference: "#2001 - Lena Legacy",
    });
    const types = (await bench.auditEvents(visitor.from.requestId)).map(({ type }) => type);
    expect(types).toEqual([
      "second_step.code_sent",
      "registration.linked",
      "password.set",
      "sign_in.succeeded",
    ]);
  });

  test("the password of the billing site goes there once, and is kept nowhere", async () => {
    const visitor = await proved(deps, email);
    await link(visitor);
    expect(await billingCalls("ValidateLogin")).toBe(1);
    const { rows } = await asSystem(bench.database, (tx) =>
      tx.raw(
        "SELECT p::text AS row FROM processes p UNION ALL SELECT a::text FROM process_attempts a UNION ALL SELECT u::text FROM users u",
      ),
    );
    expect(JSON.stringify(rows)).not.toContain(WHMCS_PASSWORD);
    expect(JSON.stringify(await getVerified(deps, visitor))).not.toContain(WHMCS_PASSWORD);
  });

  test("a wrong one links nothing, is written down, and five of them make the person wait", async () => {
    const visitor = await proved(deps, email);
    for (let n = 0; n < LIMITS.linkAddress.max; n += 1) expect(await link(visitor, "wrong")).toBe(false);
    expect(await reasonOf(link(visitor))).toBe("RATE_LIMITED");
    expect(await userOf(email)).toBeNull();
    const types = (await bench.auditEvents(visitor.from.requestId)).map(({ type }) => type);
    expect(types.filter((type) => type === "registration.link_refused")).toHaveLength(5);
  });

  test("who never set the password may do so from another start", async () => {
    await link(await proved(deps, email));
    const later = await proved(deps, email);
    expect(await statusOf(later)).toBe("set_password");
    expect((await setPassword(later)).state).toBe("signed_in");
  });

  test("a second press signs in as well; a first password is never replaced", async () => {
    const visitor = await proved(deps, email);
    await link(visitor);
    const outcomes = await Promise.all([setPassword(visitor), setPassword(visitor)]);
    expect(outcomes.map(({ state }) => state)).toEqual(["signed_in", "signed_in"]);
    expect(await setPassword(visitor, "eight-lanterns-by-the-river")).toEqual({ state: "next" });
  });

  test("without a customer number a person of ours is called", async () => {
    const visitor = await proved(deps, "orphan@example.com");
    expect(await link(visitor)).toBe(true);
    expect(await statusOf(visitor)).toBe("support");
    expect(await countCases()).toBe(1);
    expect(await userOf("orphan@example.com")).toBeNull();
  });

  test("a client that another login holds is refused, audited and told to staff", async () => {
    const visitor = await proved(deps, email);
    await holdAccount("0015h0000000021AAA");
    expect(await link(visitor)).toBe(true);
    expect(await statusOf(visitor)).toBe("support");
    expect(await userOf(email)).toBeNull();
    const types = (await bench.auditEvents(visitor.from.requestId)).map(({ type }) => type);
    expect(types).toContain("mapping.change_refused");
    expect((await deps.whmcs.findClientByEmail({ email }))?.status).toBe("active");
  });

  test("two browsers that link at once are one login", async () => {
    const visitors = [await proved(deps, email), await proved(deps, email)];
    await Promise.all(visitors.map((visitor) => link(visitor)));
    for (const visitor of visitors) {
      await resumeRegistration(deps, visitor);
      expect(await statusOf(visitor)).toBe("set_password");
    }
    const user = await userOf(email);
    expect(await mappingOf(user?.id as UserId)).toMatchObject({ whmcsClientId: 2001 });
  });
});

/** Another login has this account. */
async function holdAccount(sfAccountId: string): Promise<void> {
  const userId = UserIdSchema.parse(randomUUID());
  await asSystem(bench.database, async (tx) => {
    const user = { id: userId, email: `${userId}@example.com`, displayName: "", language: "en" as const };
    await insertUser(tx, { ...user, passwordHash: null, now: deps.now() });
    const ids = { whmcsClientId: WhmcsClientIdSchema.parse(9_001), whmcsUserId: null };
    await insertMapping(tx, { userId, ...ids, sfAccountId, sfContactId: null }, deps.now());
  });
}

describe("a registration that was cut off", () => {
  const email = "nora@example.com";

  /** Each call of a registration, and the ways in which its answer may fail to come. */
  const CUTS = [
    ["crm", "composite", "reset"],
    ["crm", "composite", "lost_answer"],
    ["crm", "retrieve Account", "lost_answer"],
    ["billing", "AddClient", "reset"],
    ["billing", "AddClient", "lost_answer"],
    ["billing", "AddClient", "html"],
    ["crm", "update Account", "reset"],
    ["crm", "update Account", "lost_answer"],
  ] as const;

  test.each(CUTS)(
    "at the %s call %s by %s is finished by the job, as one customer",
    async (system, action, kind) => {
      const visitor = await proved(deps, email);
      const rule = { action, kind };
      await (system === "crm"
        ? bench.crmControl("POST", "/faults", rule)
        : bench.control("POST", "/faults", rule));
      const outcome = await register(deps, order(visitor)).catch((error: unknown) => error);
      await Promise.all([bench.crmControl("DELETE", "/faults"), bench.control("DELETE", "/faults")]);
      const isLate = action === "update Account";
      const isFoundAgain = action === "AddClient" && kind === "lost_answer";
      if (isLate || isFoundAgain) expect(outcome).toMatchObject({ state: "signed_in" });
      else expect(outcome).toEqual({ state: "next" });

      bench.wait(2 * MINUTE);
      await deps.processes.runDue();
      await deps.processes.runDue();
      await expectOneCustomer(email);
      expect(await openOf(email)).toBeNull();
      expect((await mailsTo(email)).filter((template) => template === "welcome")).toHaveLength(1);
      // The browser that began it, and any other, is told that the account is there.
      const later = await proved(deps, email);
      expect(await statusOf(later)).toBe("portal_exists");
    },
  );

  test.each(CUTS)(
    "at the %s call %s by %s goes on with the person's next press",
    async (system, action, kind) => {
      const visitor = await proved(deps, email);
      const rule = { action, kind };
      await (system === "crm"
        ? bench.crmControl("POST", "/faults", rule)
        : bench.control("POST", "/faults", rule));
      await register(deps, order(visitor)).catch(() => undefined);
      await Promise.all([bench.crmControl("DELETE", "/faults"), bench.control("DELETE", "/faults")]);
      bench.wait(GET_STARTED.clientCallMs);
      const again = await register(deps, order(visitor)).catch((error: unknown) => error);
      // What had a login before is past its half minute.
      if (!isAppError(again)) expect(again).toMatchObject({ state: "signed_in" });
      else expect(again.reason).toBe("SESSION_EXPIRED");
      bench.wait(2 * MINUTE);
      await deps.processes.runDue();
      await expectOneCustomer(email);
    },
  );

  test("shows in another browser, and is finished there", async () => {
    const visitor = await proved(deps, email);
    await bench.control("POST", "/faults", { action: "AddClient", kind: "http_500" });
    await register(deps, order(visitor)).catch(() => undefined);
    await bench.control("DELETE", "/faults");
    const other = await proved(deps, email);
    expect(await statusOf(other)).toBe("under_way");
    // The call that had no answer may still be at work.
    await resumeRegistration(deps, other);
    expect(await statusOf(other)).toBe("under_way");
    bench.wait(GET_STARTED.clientCallMs);
    await resumeRegistration(deps, other);
    expect(await statusOf(other)).toBe("ready");
    await expectOneCustomer(email);
  });

  test("is given up after a day: a client whose answer was lost is put out of use", async () => {
    const visitor = await proved(deps, email);
    await bench.control("POST", "/faults", { action: "AddClient", kind: "reset" });
    await register(deps, order(visitor)).catch(() => undefined);
    await bench.control("DELETE", "/faults");
    const open = await openOf(email);
    // What was sent arrives after all.
    await addElsewhere(email, String(open?.facts["registrationId"]));
    bench.wait(GET_STARTED.openMs);
    await deps.processes.runDue();
    expect((await deps.whmcs.findClientByEmail({ email }))?.status).toBe("inactive");
    expect(await userOf(email)).toBeNull();
    expect(await countCases()).toBe(1);
    const over = await processOf(open?.id);
    expect(over).toMatchObject({ state: "done", facts: { outcome: "undone" }, sealed: null });
  });

  test("of which nothing was made is forgotten after a day", async () => {
    const visitor = await proved(deps, email);
    await bench.crmControl("POST", "/faults", { action: "composite", kind: "reset" });
    await register(deps, order(visitor)).catch(() => undefined);
    const open = await openOf(email);
    expect(open?.step).toBe("account");
    bench.wait(GET_STARTED.openMs);
    await deps.processes.runDue();
    const over = await processOf(open?.id);
    expect(over).toMatchObject({ state: "done", facts: { outcome: "expired" }, sealed: null });
    // Somebody tells the person, who was told that it would go on.
    expect(await countCases()).toBe(1);
  });
});
