import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findUserByEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { toBillingAddress } from "#domain/address/whmcs.ts";
import { TERMS } from "#domain/auth/agreements.ts";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { killAtEachPoint } from "~/platform/process/kills.testing.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import type { Services } from "~/services.ts";
import { adoptRegistrations } from "./adopt-registrations.server.ts";
import { person } from "./get-started.testing.ts";
import { registration, type RegistrationInput } from "./registration-process.server.ts";

let bench: TestDeps;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await Promise.all([bench.control("POST", "/reset"), bench.crmControl("POST", "/reset")]);
  // Customers of the test before: their ids come again after the reset.
  await sql("DELETE FROM id_mappings WHERE user_id::text NOT LIKE '00000000-0000-4000-8000-%'");
  await sql("UPDATE users SET email = id::text WHERE id::text NOT LIKE '00000000-0000-4000-8000-%'");
});

const newInput = (email = `${randomUUID()}@example.com`): RegistrationInput => ({
  registrationId: randomUUID(),
  kind: "new",
  userId: UserIdSchema.parse(randomUUID()),
  records: {},
  details: {
    email,
    displayName: "Nora Newcastle",
    language: "en",
    passwordHash: "hash",
    person: { ...person, termsVersion: TERMS[0].version, acceptedAt: bench.freshDeps().now() },
  },
});
type Row = Record<string, unknown>;
const sql = async (text: string, values: unknown[] = []): Promise<Row[]> =>
  (await asSystem(bench.database, (tx) => tx.raw(text, values))).rows;

async function expectOneCustomer(deps: Services, email: string, at: string): Promise<void> {
  const user = await asSystem(bench.database, (tx) => findUserByEmail(tx, email));
  expect(user, at).not.toBeNull();
  expect(await deps.salesforce.findContactsByEmail({ email }), at).toHaveLength(1);
  expect(await deps.whmcs.findUsersByEmail({ email }), at).toHaveLength(1);
  expect(await sql("SELECT template FROM mail_outbox WHERE user_id = $1", [user?.id]), at).toEqual([
    { template: "welcome" },
  ]);
}

test("wherever its holder dies, it is one customer in every system", async () => {
  let email = "";
  const points = await killAtEachPoint({
    database: bench.database,
    wait: bench.wait,
    engine: (database) => bench.freshDeps(database).processes,
    begin: async (processes) => {
      const input = newInput();
      ({ email } = input.details);
      return (await asSystem(bench.database, (tx) => processes.start(tx, registration, input)))?.id ?? "";
    },
    check: async (row, { n, when }) => {
      const at = `${when} ${n}`;
      expect([row.state, row.facts["outcome"], row.sealed], at).toEqual(["done", "has_login", null]);
      expect(JSON.stringify(row), at).not.toMatch(/nora|newcastle|0000-4001|1991-04-12/i);
      await expectOneCustomer(bench.freshDeps(), email, at);
    },
  });
  expect(points).toBeGreaterThan(20);
}, 300_000);

/** A row of the earlier journal. */
async function insertRow(deps: Services, change: Row): Promise<RegistrationInput> {
  const input = newInput("nora@example.com");
  const { registrationId: id, userId } = input;
  const at = deps.now().toISOString();
  const details = deps.encryption.seal(JSON.stringify(input.details), `registrations.details ${id}`);
  const row = {
    id,
    kind: "new",
    step: "account",
    step_begun_at: null,
    email_hash: hashText("nora@example.com"),
    details,
    user_id: userId,
    created_at: at,
    updated_at: at,
    ...change,
  };
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  await sql(`INSERT INTO registrations (${names.join()}) VALUES (${places.join()})`, Object.values(row));
  return input;
}
const rowsLeft = () =>
  sql("SELECT id FROM registrations WHERE email_hash IS NOT NULL OR details IS NOT NULL");

test("one of an earlier release that somebody is at is left to them", async () => {
  const deps = bench.freshDeps();
  await insertRow(deps, {});
  bench.wait(59_000);
  await adoptRegistrations(deps);
  expect(await sql("SELECT id FROM processes")).toEqual([]);
  expect(await rowsLeft()).toHaveLength(1);
});

test.each(["account", "client without a call", "client", "login"] as const)(
  "one of an earlier release that stands at %s is taken over once, and becomes one customer",
  async (state) => {
    const deps = bench.freshDeps();
    const [step = ""] = state.split(" ");
    const begunAt = state === "client" ? deps.now().toISOString() : null;
    const records: Row = {};
    const input = await insertRow(deps, { step, step_begun_at: begunAt });
    const { registrationId: id, details } = input;
    if (step !== "account") {
      const made = await deps.salesforce.createAccountWithContact({
        accountKey: `acct-${id}` as never,
        contactKey: `con-${id}` as never,
        accountName: details.displayName,
        account: {},
        contact: {
          firstName: "Nora",
          lastName: "Newcastle",
          email: details.email,
          address: null,
          firstNameKana: null,
          lastNameKana: null,
          phone: null,
          birthDate: null,
          gender: null,
          nationality: null,
        },
      });
      Object.assign(records, {
        sf_account_id: made.accountId,
        sf_contact_id: made.contactId,
        customer_number: made.customerNumber,
      });
    }
    // Sent, and without an answer: it has arrived after all.
    if (step === "login" || state === "client") {
      const added = await deps.whmcs.addClient({
        reference: id,
        password: "a password of somebody",
        details: {
          ...person,
          address: toBillingAddress(person.address),
          email: details.email,
          customerNumber: String(records["customer_number"]),
          gender: null,
          language: "english",
        },
      });
      if (added.state !== "added") throw new Error("not added");
      if (step === "login")
        Object.assign(records, { whmcs_client_id: added.clientId, whmcs_user_id: added.ownerUserId });
    }
    for (const [name, value] of Object.entries(records))
      await sql(`UPDATE registrations SET ${name} = $1 WHERE id = $2`, [value, id]);

    bench.wait(60_000);
    await Promise.all([adoptRegistrations(deps), adoptRegistrations(deps)]);
    await adoptRegistrations(deps);
    expect(await rowsLeft()).toEqual([]);
    expect(await sql("SELECT name, step FROM processes")).toEqual([{ name: "register", step }]);
    const calls = await sql("SELECT act, begun_at FROM process_attempts");
    expect(calls.map(({ act }) => act)).toEqual(state === "client" ? ["AddClient"] : []);
    await deps.processes.runDue();
    expect(await sql("SELECT facts->>'outcome' AS outcome FROM processes")).toEqual([
      { outcome: "has_login" },
    ]);
    await expectOneCustomer(deps, "nora@example.com", state);
  },
);

test("one of an earlier release that is a day old is given up here", async () => {
  const deps = bench.freshDeps();
  await insertRow(deps, {});
  bench.wait(GET_STARTED.openMs);
  await adoptRegistrations(deps);
  await deps.processes.runDue();
  expect(await sql("SELECT state, facts->>'outcome' AS outcome, sealed FROM processes")).toEqual([
    { state: "done", outcome: "expired", sealed: null },
  ]);
});
