import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OFFERS } from "#domain/auth/agreements.ts";
import { AddressSchema } from "#domain/address/schema.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { ProfileChange } from "#domain/users/profile-change.ts";
import { createWhmcs, createWhmcsTransport } from "#integrations/whmcs/whmcs.ts";
import { listUnfinishedChanges } from "#db/repositories/profile-changes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import type { Services } from "~/services.ts";
import { changeProfile } from "./change-profile.server.ts";
import { passOnChange, resumeChanges } from "./pass-on-change.server.ts";
import { tellProfileNews } from "./profile-news.server.ts";
import { recordOffers } from "./record-offers.server.ts";
import { readClient } from "./read-client.server.ts";
import { readContact } from "./read-contact.server.ts";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.control("POST", "/reset");
  await bench.crmControl("POST", "/reset");
  await bench.reset();
  deps = bench.freshDeps();
  from.requestId = randomUUID();
});

const ownerOf = (client: number) => ({
  userId: UserIdSchema.parse(`00000000-0000-4000-8000-00000000${client}`),
  clientId: WhmcsClientIdSchema.parse(client),
});
const amelia = ownerOf(1001);
const address = AddressSchema.parse({
  postcode: "530-0001",
  prefecture: "大阪府",
  city: "大阪市北区",
  town: "梅田",
  latin: { city: "Osaka-shi Kita-ku", town: "Umeda" },
  block: "２丁目４番９号",
  building: "髙﨑𠮷ビル",
  room: "305",
  isVerified: true,
});
const moved: ProfileChange = { kind: "address", address };
const called: ProfileChange = {
  kind: "contact",
  phone: "060-1234-5678",
  lastNameKana: "カーター",
  firstNameKana: "アメリア",
};
const from = { clientIp: "192.0.2.7", userAgent: "Firefox/140.0", requestId: "" };

const change = (what: ProfileChange, { owner = amelia, key = randomUUID() } = {}) =>
  changeProfile(deps, owner, {
    change: what,
    idempotencyKey: key,
    tell: (tx, user) =>
      what.kind === "offers"
        ? recordOffers(deps, tx, { user, agreed: what.agreed, seen: auditFrom(from) })
        : tellProfileNews(deps, tx, { kind: what.kind, user, seen: auditFrom(from) }),
  });
const unfinished = (owner = amelia) =>
  asSystem(bench.database, (tx) => listUnfinishedChanges(tx, owner.userId));
const rows = async (text: string) => (await asSystem(bench.database, (tx) => tx.raw(text))).rows;
const contactOf = async (owner = amelia) => (await readContact(deps, owner)).value;

describe("a change of address", () => {
  test("reaches both systems, each in its form, and pages show it at once", async () => {
    await readClient(deps, amelia);
    await contactOf();
    expect(await change(moved)).toBe("everywhere");
    expect((await readClient(deps, amelia)).value).toMatchObject({
      address1: "髙﨑𠮷ビル 305",
      address2: "Umeda 2-4-9",
      city: "Osaka-shi Kita-ku",
      state: "Osaka",
      postcode: "530-0001",
      country: "JP",
    });
    expect((await contactOf()).address).toEqual({
      postcode: "530-0001",
      prefecture: "大阪府",
      city: "大阪市北区",
      street: "梅田２丁目４番９号",
      building: "髙﨑𠮷ビル",
      room: "305",
      country: "JP",
    });
    expect(await unfinished()).toEqual([]);
    expect(await rows("SELECT status, sealed FROM profile_changes")).toEqual([
      { status: "done", sealed: null },
    ]);
  });

  test("is told by mail and in the audit log, without the address", async () => {
    await change(moved);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([
      { userId: amelia.userId, type: "profile.address_changed", ip: "192.0.2.7", detail: {} },
    ]);
    const [mail] = await rows("SELECT to_address, template, text, language FROM mail_outbox");
    expect(mail).toMatchObject({ to_address: "amelia@example.com", template: "profile-change" });
    expect(mail?.["text"]).toContain("A new postal address was entered");
    expect(JSON.stringify(mail)).not.toMatch(/Umeda|梅田|530-0001/);
  });

  test("ends the answer of the eligibility check (portal.md 5.2)", async () => {
    const hanako = ownerOf(1002);
    const accountId = AccountIdSchema.parse("0015h0000000002AAA");
    expect((await deps.salesforce.getAccount({ accountId })).eligibility.status).toBe("eligible");
    const elsewhere = { ...address, block: "1-1", building: null, room: null };
    expect(await change({ kind: "address", address: elsewhere }, { owner: hanako })).toBe("everywhere");
    expect((await deps.salesforce.getAccount({ accountId })).eligibility.status).toBe("not_requested");
  });

  test("to the same place keeps the answer", async () => {
    const hanako = ownerOf(1002);
    const accountId = AccountIdSchema.parse("0015h0000000002AAA");
    const same = { ...address, block: "２－４－９", building: null, room: null };
    expect(await change({ kind: "address", address: same }, { owner: hanako })).toBe("everywhere");
    expect((await deps.salesforce.getAccount({ accountId })).eligibility.status).toBe("eligible");
  });
});

test("phone and reading: the phone in both systems, the reading in one", async () => {
  expect(await change(called)).toBe("everywhere");
  expect((await readClient(deps, amelia)).value.phone).toBe("060-1234-5678");
  expect(await contactOf()).toMatchObject({
    phone: "060-1234-5678",
    lastNameKana: "カーター",
    firstNameKana: "アメリア",
    lastName: "Carter",
  });
});

describe("the same form again", () => {
  test("is the first's outcome, and nothing is done twice", async () => {
    const key = randomUUID();
    expect(await change(moved, { key })).toBe("everywhere");
    expect(await change(moved, { key })).toBe("everywhere");
    expect(await bench.calls("UpdateClient")).toHaveLength(1);
    expect(await rows("SELECT id FROM mail_outbox")).toHaveLength(1);
  });

  test("with another change is refused", async () => {
    const key = randomUUID();
    await change(moved, { key });
    await expect(change(called, { key })).rejects.toMatchObject({ reason: "IDEMPOTENCY_CONFLICT" });
  });
});

describe("when a system does not answer", () => {
  test("billing first: nothing is anywhere, the job brings it later", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    expect(await change(moved)).toBe("later");
    expect(await unfinished()).toMatchObject([
      { kind: "address", status: "open", billingAt: null, crmAt: null },
    ]);
    const [job] = (await bench.waitingJobs("pass-on-change")) as { changeId: string }[];
    await bench.control("DELETE", "/faults");
    await passOnChange(deps, job?.changeId ?? "");
    expect(await unfinished()).toEqual([]);
    expect((await contactOf()).address.postcode).toBe("530-0001");
  });

  test("an answer that is lost is asked for again: the same values once more", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "lost_answer", times: 1 });
    expect(await change(moved)).toBe("later");
    const [open] = await unfinished();
    await passOnChange(deps, open?.id ?? "");
    expect(await bench.calls("UpdateClient")).toHaveLength(2);
    expect(await unfinished()).toEqual([]);
  });

  test("the customer system: bills have it, the rest follows without billing being asked again", async () => {
    await bench.crmControl("POST", "/faults", { action: "*", kind: "http_500" });
    expect(await change(moved)).toBe("later");
    expect(await unfinished()).toMatchObject([
      { status: "open", crmAt: null, billingAt: bench.freshDeps().now() },
    ]);
    await bench.crmControl("DELETE", "/faults");
    deps = bench.freshDeps();
    bench.wait(60_000);
    const [open] = await unfinished();
    await passOnChange(deps, open?.id ?? "");
    expect(await bench.calls("UpdateClient")).toHaveLength(1);
    expect((await contactOf()).address.postcode).toBe("530-0001");
  });

  test("for long: the hourly job takes it up again", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    await change(moved);
    await asSystem(bench.database, (tx) => tx.raw("DELETE FROM pgboss.job"));
    await resumeChanges(deps);
    expect(await bench.waitingJobs("pass-on-change")).toEqual([]);
    bench.wait(61 * 60_000);
    await resumeChanges(deps);
    const [open] = await unfinished();
    expect(await bench.waitingJobs("pass-on-change")).toEqual([{ changeId: open?.id }]);
  });
});

describe("two changes", () => {
  test("the later one counts: the earlier is forgotten, and its job does nothing", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    await change({ kind: "address", address: { ...address, block: "1" } });
    const [first] = await unfinished();
    await bench.control("DELETE", "/faults");
    expect(await change(moved)).toBe("everywhere");
    await passOnChange(deps, first?.id ?? "");
    expect((await contactOf()).address.street).toBe("梅田２丁目４番９号");
    expect(await rows("SELECT status, sealed FROM profile_changes ORDER BY status")).toEqual([
      { status: "done", sealed: null },
      { status: "replaced", sealed: null },
    ]);
  });

  test("an earlier one under way makes the later one wait", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "slow", delayMs: 1500, times: 1 });
    const early = change({ kind: "address", address: { ...address, block: "1" } });
    await expect.poll(() => bench.calls("UpdateClient").then((calls) => calls.length)).toBe(1);
    expect(await change(moved)).toBe("later");
    await early;
    const [open] = await unfinished();
    await passOnChange(deps, open?.id ?? "");
    expect((await contactOf()).address.street).toBe("梅田２丁目４番９号");
    expect((await readClient(deps, amelia)).value.address2).toBe("Umeda 2-4-9");
  });
});

describe("what a system refuses", () => {
  test("is parked for a person, with what it says", async () => {
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE id_mappings SET sf_contact_id = '0035h0000000099AAA' WHERE user_id = $1", [
        amelia.userId,
      ]),
    );
    expect(await change(moved)).toBe("refused");
    expect(await unfinished()).toMatchObject([{ status: "parked", crmAt: null }]);
    const [row] = await rows("SELECT sealed FROM profile_changes");
    expect(row?.["sealed"]).toMatch(/^[\w-]+\.[\w-]+$/);
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE id_mappings SET sf_contact_id = '0035h0000000001AAA' WHERE user_id = $1", [
        amelia.userId,
      ]),
    );
  });

  test("what the journal holds cannot be read from the database", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    await change(moved);
    const text = JSON.stringify([
      await rows("SELECT * FROM profile_changes"),
      await rows("SELECT * FROM idempotency_keys"),
      await rows("SELECT data FROM pgboss.job"),
    ]);
    expect(text).not.toMatch(/梅田|Umeda|530-0001|髙/);
  });
});

describe("gender and nationality", () => {
  const stored = async () => {
    const { url, identifier, secret } = bench.sandbox;
    const body = new URLSearchParams({
      ...{ action: "GetClientsDetails", identifier, secret, responsetype: "json", clientid: "1001" },
    });
    const response = await fetch(`${url}/includes/api.php`, { method: "POST", body });
    const { client } = (await response.json()) as {
      client: { customfields: { id: number; value: string }[] };
    };
    return Object.fromEntries(client.customfields.map(({ id, value }) => [id, value]));
  };

  test("reach the contact, and the fields of the billing system where it has them", async () => {
    const transport = createWhmcsTransport({ now: deps.now, logger: deps.logger });
    const fields = { genderField: 200, nationalityField: 201 };
    const whmcs = createWhmcs({
      ...bench.sandbox,
      customerNumberField: 198,
      ...fields,
      transport,
      logger: deps.logger,
    });
    deps = { ...deps, whmcs };
    const before = await stored();
    expect(await change({ kind: "personal", gender: "male", nationality: "ニュージーランド" })).toBe(
      "everywhere",
    );
    expect(await contactOf()).toMatchObject({ gender: "male", nationality: "ニュージーランド" });
    expect(await stored()).toEqual({ ...before, 200: "Male", 201: "ニュージーランド" });

    // Left out: a word of the customer system that we do not know stays.
    await change({ kind: "personal", nationality: null });
    expect(await contactOf()).toMatchObject({ gender: "male", nationality: null });
    expect(await stored()).toEqual({ ...before, 200: "Male", 201: "" });
    await change({ kind: "personal", gender: null, nationality: null });
    expect(await contactOf()).toMatchObject({ gender: null, nationality: null });
  });

  test("ask the billing system for nothing where it has no fields, and are told by mail without them", async () => {
    expect(await change({ kind: "personal", gender: "female", nationality: "France" })).toBe("everywhere");
    expect(await bench.calls("UpdateClient")).toEqual([]);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([{ type: "profile.personal_changed" }]);
    const [mail] = await rows("SELECT template, text FROM mail_outbox");
    expect(mail).toMatchObject({ template: "profile-change" });
    expect(mail?.["text"]).not.toContain("France");
  });
});

describe("offers by mail (JP-SC-4)", () => {
  const record = async () => {
    const [row] = await rows(
      `SELECT marketing_agreed_at, marketing_version FROM users WHERE id = '${amelia.userId}'`,
    );
    return [row?.["marketing_agreed_at"], row?.["marketing_version"]];
  };

  test("are agreed to with time and version, told to the billing system alone, and taken back", async () => {
    expect((await readClient(deps, amelia)).value.marketing).toBe(false);
    const at = deps.now();
    expect(await change({ kind: "offers", agreed: true })).toBe("everywhere");
    expect((await readClient(deps, amelia)).value.marketing).toBe(true);
    expect(await record()).toEqual([at, OFFERS[0].version]);

    bench.wait(60_000);
    await change({ kind: "offers", agreed: true });
    expect(await record()).toEqual([at, OFFERS[0].version]);

    expect(await change({ kind: "offers", agreed: false })).toBe("everywhere");
    expect((await readClient(deps, amelia)).value.marketing).toBe(false);
    expect(await record()).toEqual([null, null]);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([
      { type: "offers.agreed", detail: { version: OFFERS[0].version } },
      { type: "offers.taken_back" },
    ]);
    expect(await rows("SELECT 1 FROM mail_outbox")).toEqual([]);
  });

  test("need no record in the customer system, and wait for the billing system", async () => {
    await bench.crmControl("POST", "/faults", { action: "*", kind: "http_500" });
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    expect(await change({ kind: "offers", agreed: true })).toBe("later");
    expect(await unfinished()).toMatchObject([{ kind: "offers", status: "open", billingAt: null }]);
    await bench.control("DELETE", "/faults");
    const [row] = await rows("SELECT id FROM profile_changes");
    await passOnChange(bench.freshDeps(), String(row?.["id"]));
    expect(await unfinished()).toEqual([]);
    expect((await readClient(bench.freshDeps(), amelia)).value.marketing).toBe(true);
    await change({ kind: "offers", agreed: false });
  });
});
