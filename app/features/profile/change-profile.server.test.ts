import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OFFERS, versionOn } from "#domain/auth/agreements.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { AddressSchema } from "#domain/address/schema.ts";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import type { ProfileChange } from "#domain/users/profile-change.ts";
import { createWhmcs, createWhmcsTransport } from "#integrations/whmcs/whmcs.ts";
import { listUnfinishedChanges } from "#db/repositories/profile-changes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { benchEngine } from "~/platform/process/engine.testing.ts";
import { killAtEachPoint, mortal } from "~/platform/process/kills.testing.ts";
import { auditFrom } from "~/features/sign-in/from.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import type { Services } from "~/services.ts";
import { changeProfile } from "./change-profile.server.ts";
import { adoptChange, adoptChanges, oldSealedPlace } from "./adopt-changes.server.ts";
import { passOnChange } from "./pass-on-change.server.ts";
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
const crm = {
  accountId: AccountIdSchema.parse("0015h0000000001AAA"),
  contactId: ContactIdSchema.parse("0035h0000000001AAA"),
};
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
/** After the pause of whatever is tried again. */
const later = async (ms = 60_000) => {
  bench.wait(ms);
  await deps.processes.runDue();
};
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
    expect(await rows("SELECT state, sealed FROM processes")).toEqual([{ state: "done", sealed: null }]);
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
  test("billing first: nothing is anywhere, the process brings it later", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    expect(await change(moved)).toBe("later");
    expect(await unfinished()).toMatchObject([{ kind: "address", status: "open", billingAt: null }]);
    await bench.control("DELETE", "/faults");
    await later();
    expect(await unfinished()).toEqual([]);
    expect((await contactOf()).address.postcode).toBe("530-0001");
  });

  test("an answer that is lost is asked for again: the same values once more", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "lost_answer", times: 1 });
    expect(await change(moved)).toBe("later");
    await later();
    expect(await bench.calls("UpdateClient")).toHaveLength(2);
    expect(await unfinished()).toEqual([]);
  });

  test("the customer system: bills have it, the rest follows without billing being asked again", async () => {
    await bench.crmControl("POST", "/faults", { action: "*", kind: "http_500" });
    expect(await change(moved)).toBe("later");
    expect(await unfinished()).toMatchObject([{ status: "open", billingAt: bench.freshDeps().now() }]);
    await bench.crmControl("DELETE", "/faults");
    deps = bench.freshDeps();
    await later();
    expect(await bench.calls("UpdateClient")).toHaveLength(1);
    expect((await contactOf()).address.postcode).toBe("530-0001");
  });

  test("for long: it is tried every hour", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    await change(moved);
    for (let hour = 0; hour < 30; hour += 1) await later(75 * 60_000);
    expect(await unfinished()).toMatchObject([{ kind: "address", status: "open", billingAt: null }]);
    await bench.control("DELETE", "/faults");
    deps = bench.freshDeps();
    await later(75 * 60_000);
    expect(await unfinished()).toEqual([]);
  });
});

describe("two changes", () => {
  test("the later one counts: the earlier is forgotten, and does nothing any more", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "http_500" });
    await change({ kind: "address", address: { ...address, block: "1" } });
    await bench.control("DELETE", "/faults");
    expect(await change(moved)).toBe("everywhere");
    await later();
    expect(await bench.calls("UpdateClient")).toHaveLength(2);
    expect((await contactOf()).address.street).toBe("梅田２丁目４番９号");
    expect(await rows("SELECT state, sealed FROM processes ORDER BY state")).toEqual([
      { state: "cancelled", sealed: null },
      { state: "done", sealed: null },
    ]);
  });

  test("an earlier one under way makes the later one wait", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "slow", delayMs: 1500, times: 1 });
    const early = change({ kind: "address", address: { ...address, block: "1" } });
    await expect.poll(() => bench.calls("UpdateClient").then((calls) => calls.length)).toBe(1);
    expect(await change(moved)).toBe("later");
    await early;
    await later();
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
    expect(await unfinished()).toMatchObject([{ status: "parked", billingAt: expect.any(Date) as Date }]);
    const [row] = await rows("SELECT sealed, step, error_code FROM processes");
    expect(row).toMatchObject({ step: expect.stringMatching(/old_place|contact/) as string });
    expect(row?.["sealed"]).toMatch(/^[\w-]+\.[\w-]+$/);
    // Of another kind: it does not wait for the one that has stopped.
    expect(await change({ kind: "offers", agreed: true })).toBe("everywhere");
    await change({ kind: "offers", agreed: false });
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
      await rows("SELECT * FROM processes"),
      await rows("SELECT * FROM process_attempts"),
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
      action: "GetClientsDetails",
      identifier,
      secret,
      responsetype: "json",
      clientid: "1001",
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
    Object.assign(deps, { whmcs });
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
    expect(await record()).toEqual([at, versionOn(OFFERS, tokyoDate(at))]);

    bench.wait(60_000);
    await change({ kind: "offers", agreed: true });
    expect(await record()).toEqual([at, versionOn(OFFERS, tokyoDate(at))]);

    expect(await change({ kind: "offers", agreed: false })).toBe("everywhere");
    expect((await readClient(deps, amelia)).value.marketing).toBe(false);
    expect(await record()).toEqual([null, null]);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([
      { type: "offers.agreed", detail: { version: versionOn(OFFERS, tokyoDate(at)) } },
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
    deps = bench.freshDeps();
    await later();
    expect(await unfinished()).toEqual([]);
    expect((await readClient(bench.freshDeps(), amelia)).value.marketing).toBe(true);
    await change({ kind: "offers", agreed: false });
  });
});

describe("a change on its way", () => {
  test("arrives everywhere, wherever its holder dies", { timeout: 120_000 }, async () => {
    let block = 0;
    const points = await killAtEachPoint({
      database: bench.database,
      wait: bench.wait,
      engine: (database) =>
        benchEngine({
          database,
          definitions: [passOnChange],
          services: { ...deps, database },
          now: deps.now,
        }),
      async begin(processes) {
        block += 1;
        const change: ProfileChange = { kind: "address", address: { ...address, block: `1-${block}` } };
        const input = { changeId: randomUUID(), userId: amelia.userId, change };
        return asSystem(bench.database, async (tx) => {
          await processes.supersede(tx, passOnChange, input);
          return (await processes.start(tx, passOnChange, input))?.id ?? "";
        });
      },
      async check(row, point) {
        const billing = (await deps.whmcs.getClient({ clientId: amelia.clientId })).address2;
        const { street } = (await deps.salesforce.getContact(crm)).address;
        expect([row.state, billing, street], `${point.when} ${point.n}`).toEqual([
          "done",
          `Umeda 1-${block}`,
          `梅田1-${block}`,
        ]);
      },
    });
    expect(points).toBeGreaterThan(12);
  });

  test("whose holder died in a call makes way for a later one", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "slow", delayMs: 300, times: 1 });
    // Where its answer would be written down.
    const doomed = mortal(bench.database, null);
    const services = { ...deps, database: doomed.database };
    const engine = benchEngine({
      database: doomed.database,
      definitions: [passOnChange],
      services,
      now: deps.now,
      keys: [...deps.config.encryptionKeys],
    });
    const input = { changeId: randomUUID(), userId: amelia.userId, change: moved };
    await asSystem(bench.database, (tx) => engine.start(tx, passOnChange, input));
    void engine.runDue();
    await expect.poll(() => bench.calls("UpdateClient").then((calls) => calls.length)).toBe(1);
    doomed.kill();
    bench.wait(1_000);
    expect(await change({ kind: "address", address: { ...address, block: "9" } })).toBe("later");
    await later(61_000);
    expect((await contactOf()).address.street).toBe("梅田9");
    expect(await rows("SELECT state FROM processes ORDER BY started_at, id")).toEqual([
      { state: "cancelled" },
      { state: "done" },
    ]);
  });
});

describe("changes of the last release's journal", () => {
  /** As an instance of that release has left it. */
  async function old(more: Record<string, unknown> = {}): Promise<string> {
    const id = randomUUID();
    const { userId } = amelia;
    const sealed = deps.encryption.seal(JSON.stringify(moved), oldSealedPlace(userId, id));
    const row = {
      id,
      user_id: userId,
      kind: "address",
      status: "open",
      sealed,
      created_at: deps.now(),
      ...more,
    };
    const columns = Object.keys(row);
    await asSystem(bench.database, (tx) =>
      tx.raw(
        `INSERT INTO profile_changes (${columns.join(", ")}) VALUES (${columns.map((_, n) => `$${n + 1}`).join(", ")})`,
        Object.values(row).map((value) => (value instanceof Date ? value.toISOString() : value)),
      ),
    );
    return id;
  }
  const left = () => rows("SELECT status, sealed FROM profile_changes");
  const taken = [{ status: "replaced", sealed: null }];
  const minutes = (n: number) => new Date(deps.now().getTime() + n * 60_000);

  test("that no system has go to both; a second look finds nothing", async () => {
    const id = await old();
    expect(await unfinished()).toMatchObject([{ id, kind: "address", status: "open", billingAt: null }]);
    await adoptChanges(deps);
    await adoptChanges(deps);
    expect(await left()).toEqual(taken);
    expect(await unfinished()).toMatchObject([{ id, kind: "address", status: "open", billingAt: null }]);
    await deps.processes.runDue();
    expect(await rows("SELECT state FROM processes")).toEqual([{ state: "done" }]);
    expect((await contactOf()).address.postcode).toBe("530-0001");
  });

  test("that billing has go to the customer system alone", async () => {
    await old({ billing_at: minutes(-5), claimed_until: minutes(-1) });
    await adoptChanges(deps);
    expect(await unfinished()).toMatchObject([{ billingAt: minutes(-5) }]);
    await deps.processes.runDue();
    expect(await bench.calls("UpdateClient")).toEqual([]);
    expect((await contactOf()).address.postcode).toBe("530-0001");
  });

  test("that were parked wait for a person, who lets them run again", async () => {
    const id = await old({ status: "parked", billing_at: minutes(-5) });
    await adoptChanges(deps);
    expect(await unfinished()).toMatchObject([{ id, status: "parked", billingAt: minutes(-5) }]);
    const [row] = await rows("SELECT id FROM processes");
    await asSystem(bench.database, (tx) => deps.processes.retry(tx, String(row?.["id"]), "T-1"));
    await deps.processes.runDue();
    expect(await unfinished()).toEqual([]);
  });

  test("that an instance of it is at stay with it, until its lease is over", async () => {
    const id = await old({ claimed_until: minutes(3) });
    await adoptChange(deps, id);
    expect(await rows("SELECT id FROM processes")).toEqual([]);
    bench.wait(4 * 60_000);
    await adoptChange(deps, id);
    expect(await left()).toEqual(taken);
    expect(await rows("SELECT state FROM processes")).toEqual([{ state: "running" }]);
  });

  test.each(["done", "replaced"])("that are %s stay where they are", async (status) => {
    const id = await old({ status, sealed: null });
    await adoptChanges(deps);
    await adoptChange(deps, id);
    expect(await left()).toEqual([{ status, sealed: null }]);
    expect(await rows("SELECT id FROM processes")).toEqual([]);
  });

  test("are replaced by a new one of their kind", async () => {
    await old();
    expect(await change({ kind: "address", address: { ...address, block: "7" } })).toBe("everywhere");
    await adoptChanges(deps);
    await deps.processes.runDue();
    expect((await contactOf()).address.street).toBe("梅田7");
    expect(await left()).toEqual(taken);
  });
});
