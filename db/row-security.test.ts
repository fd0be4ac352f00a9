import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InvoiceIdSchema, UserIdSchema, WhmcsClientIdSchema, type UserId } from "#domain/shared/ids.ts";
import { AccountIdSchema, OrderIdSchema, PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import type { Database } from "./client.server.ts";
import { recordAuditEvent } from "./repositories/audit.server.ts";
import { insertEmailChange } from "./repositories/email-changes.server.ts";
import { insertAuthenticator } from "./repositories/authenticators.server.ts";
import { insertInitialCancellation } from "./repositories/initial-cancellations.server.ts";
import { insertMapping } from "./repositories/id-mappings.server.ts";
import { beginIdempotent } from "./repositories/idempotency.server.ts";
import { saveIndexedInvoices } from "./repositories/invoice-index.server.ts";
import { rememberDevice } from "./repositories/known-devices.server.ts";
import { insertContractDocument } from "./repositories/contract-documents.server.ts";
import { insertMail } from "./repositories/mail-outbox.server.ts";
import { insertNotification } from "./repositories/notifications.server.ts";
import { openPlacement } from "./repositories/order-placements.server.ts";
import { insertPasskey } from "./repositories/passkeys.server.ts";
import { insertAttempt, insertProcess } from "./repositories/processes.server.ts";
import { replaceRecoveryCodes } from "./repositories/recovery-codes.server.ts";
import { insertPasswordReset } from "./repositories/password-resets.server.ts";
import { insertSessionFamily } from "./repositories/sessions.server.ts";
import { insertUser } from "./repositories/users.server.ts";
import { asCustomer, asSystem } from "./row-security.server.ts";
import { fulfilments, fulfilmentSteps } from "./schema/fulfilments.server.ts";
import { openTestDatabase } from "./testing.server.ts";
import type { OpenTransaction } from "./transaction.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const amelia = UserIdSchema.parse("00000000-0000-4000-8000-000000001001");
const hanako = UserIdSchema.parse("00000000-0000-4000-8000-000000001002");

let database: Database;
let tables: { name: string; owner: "id" | "user_id" | null }[];

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(amelia, 1001);
  await fill(hanako, 1002);
  tables = await listTables();
});
afterAll(() => database.close());

/** A row in every table that belongs to customers. */
async function fill(userId: UserId, clientId: number): Promise<void> {
  await asSystem(database, async (tx) => {
    await insertUser(tx, {
      id: userId,
      email: `${clientId}@example.com`,
      displayName: "A customer",
      language: "en",
      passwordHash: "hash",
      now,
    });
    const mapping = { whmcsClientId: WhmcsClientIdSchema.parse(clientId), whmcsUserId: null };
    await insertMapping(tx, { ...mapping, userId, sfAccountId: null, sfContactId: null }, now);
    const family = {
      id: randomUUID(),
      userId,
      expiresAt: now,
      remember: false,
      device: "Firefox",
      ip: null,
      deviceHash: "hash",
    };
    await insertSessionFamily(tx, { ...family, now });
    await rememberDevice(tx, { userId, deviceHash: "hash", device: "Firefox", now });
    const factor = { id: randomUUID(), userId, name: "Phone", now };
    await insertAuthenticator(tx, { ...factor, secret: "sealed", keyId: "key", lastStep: 0 });
    const passkey = { credentialId: `${clientId}`, publicKey: "key", counter: 0, transports: [] };
    await insertPasskey(tx, { ...factor, ...passkey });
    await replaceRecoveryCodes(tx, { userId, hashes: ["hash"], now });
    const accountId = AccountIdSchema.parse(`0015h000000${clientId}AAA`);
    await tx.raw(
      "INSERT INTO eligibility_requests VALUES (gen_random_uuid(), $1, $2, 'opp-1', 'case-1', $3)",
      [userId, accountId, now.toISOString()],
    );
    const order = {
      orderId: OrderIdSchema.parse(`8015h000000${clientId}AAA`),
      userId,
      step: "check",
    } as const;
    await tx.insert(fulfilments).values({ ...order, state: "running", startedAt: now, updatedAt: now });
    await tx.insert(fulfilmentSteps).values({ ...order, run: 1, attempt: 1, begunAt: now });
    const id = randomUUID();
    const process = { id, name: "p", version: 1, key: `${clientId}`, step: "one", sealed: "sealed" };
    await insertProcess(tx, {
      ...process,
      userId,
      state: "running",
      wakeAt: now,
      startedAt: now,
      updatedAt: now,
    });
    await insertAttempt(tx, {
      processId: id,
      userId,
      run: 1,
      step: "one",
      act: "Act",
      attempt: 1,
      begunAt: now,
    });
    await openPlacement(tx, {
      id,
      userId,
      accountId,
      now,
      checkoutId: randomUUID(),
      kind: "vpn",
      language: "en",
      lines: [],
      isCorporate: false,
      monthlyMinor: 2750,
      onetimeMinor: 3300,
      details: "sealed",
      explanationSha256: "0",
      confirmationSha256: "0",
      opportunityKey: PortalKeySchema.parse(`opp-${id}`),
      orderKey: PortalKeySchema.parse(`ord-${id}`),
    });
    await insertContractDocument(tx, contractOf(userId, clientId));
    await insertInitialCancellation(tx, {
      id,
      userId,
      accountId,
      orderId: orderOf(clientId),
      orderNumber: "1",
      kind: "vpn",
      sentAt: now,
      endsAt: null,
      caseKey: PortalKeySchema.parse(`case-${id}`),
    });
    await tx.raw(
      "INSERT INTO identity_documents (id, user_id, account_id, document_key, digest, created_at) VALUES ($1, $2, $3, 'doc-1', 'digest', $4)",
      [randomUUID(), userId, accountId, now.toISOString()],
    );
    await recordAuditEvent(tx, { userId, type: "session.ended", at: now });
    const notice = { title: "t", message: "m", actionUrl: null, actionLabel: null, source: "test" };
    await insertNotification(tx, { ...notice, userId, type: "system_notice", sourceId: "1", now });
    await insertPasswordReset(tx, { tokenHash: `hash of ${userId}`, userId, expiresAt: now, now });
    await insertEmailChange(tx, {
      id: randomUUID(),
      userId,
      oldEmail: "old@example.com",
      newEmail: "new@example.com",
      undoHash: `hash of ${userId}`,
      changedAt: now,
      undoUntil: now,
    });
    await tx.raw(
      "INSERT INTO profile_changes (id, user_id, kind, sealed, created_at) VALUES ($1, $2, 'address', 'sealed', $3)",
      [randomUUID(), userId, now.toISOString()],
    );
    await beginIdempotent(tx, { userId, key: "key", bodyHash: "hash", now });
    await tx.raw(
      `INSERT INTO registrations (id, kind, step, email_hash, details, user_id, created_at, updated_at)
       VALUES (gen_random_uuid(), 'new', 'account', $1, 'sealed', $2, $3, $3)`,
      [`hash of ${userId}`, userId, now.toISOString()],
    );
    const mail = { toAddress: "a@example.com", subject: "s", text: "t", html: "h", template: "welcome" };
    await insertMail(tx, { ...mail, userId, language: "en", now });
  });
  const invoice = { invoiceId: InvoiceIdSchema.parse(clientId), number: "", description: "" };
  await asCustomer(database, userId, (tx) => saveIndexedInvoices(tx, { userId, invoices: [invoice], now }));
}

const orderOf = (clientId: number) => OrderIdSchema.parse(`8015h000000${clientId}AAA`);

function contractOf(userId: UserId, clientId: number) {
  const said = {
    kind: "contract",
    version: "1",
    language: "en",
    title: "t",
    lead: "l",
    sections: [],
  } as const;
  return {
    id: randomUUID(),
    userId,
    orderId: orderOf(clientId),
    issue: 1,
    version: "1",
    language: "en" as const,
    document: { ...said, sections: [] },
    content: "<p>t</p>",
    sha256: "0".repeat(64),
    placedAt: now,
    mailId: randomUUID(),
  };
}

/** From the catalogue, so that a table somebody adds is held to the same rules. */
async function listTables() {
  const { rows } = await asSystem(database, (tx) =>
    tx.raw(`
      SELECT c.relname AS name, (
        SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
          AND (a.attname = 'user_id' OR (c.relname = 'users' AND a.attname = 'id'))
      ) AS owner
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migrations'
      ORDER BY c.relname`),
  );
  return rows as typeof tables;
}

const customerTables = () =>
  tables.flatMap((table) => (table.owner ? [{ name: table.name, owner: table.owner }] : []));

/** Null when the role may not do this at all (SQLSTATE 42501). */
async function attempt(run: () => Promise<{ rows: Record<string, unknown>[] }>) {
  try {
    return (await run()).rows;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "42501") return null;
    throw error;
  }
}

async function countFor(userId: UserId, table: { name: string; owner: string }): Promise<number> {
  const { rows } = await asSystem(database, (tx) =>
    tx.raw(`SELECT count(*)::int AS n FROM ${table.name} WHERE ${table.owner} = $1`, [userId]),
  );
  return Number(rows[0]?.n);
}

describe("row security", () => {
  test("is on and forced for every table of the schema", async () => {
    const { rows } = await asSystem(database, (tx) =>
      tx.raw(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> 'schema_migrations' AND NOT (relrowsecurity AND relforcerowsecurity)`),
    );
    expect(rows).toEqual([]);
    expect(customerTables().map((table) => table.name)).toContain("users");
    expect(customerTables().length).toBeGreaterThanOrEqual(9);
  });

  test("a customer's query without WHERE finds nothing of another's, in every table", async () => {
    for (const table of customerTables()) {
      expect(await countFor(hanako, table), `${table.name} has rows to hide`).toBeGreaterThan(0);
      const found = await attempt(() =>
        asCustomer(database, amelia, (tx) => tx.raw(`SELECT ${table.owner} AS owner FROM ${table.name}`)),
      );
      const owners = new Set((found ?? [{ owner: amelia }]).map((row) => row.owner));
      expect([...owners], table.name).toEqual([amelia]);
    }
  });

  test("a query outside both functions, or in asCustomer for somebody without rows, sees nothing", async () => {
    const stranger = UserIdSchema.parse(randomUUID());
    for (const table of tables) {
      const query = (tx: OpenTransaction) => tx.raw(`SELECT count(*)::int AS n FROM ${table.name}`);
      for (const run of [() => database.transaction(query), () => asCustomer(database, stranger, query)]) {
        const found = await attempt(run);
        if (found) expect(found, table.name).toEqual([{ n: 0 }]);
      }
    }
  });

  test("a row for another customer, or for none, is refused in every table", async () => {
    for (const table of customerTables()) {
      for (const owner of [hanako, null]) {
        const inserted = await attempt(() =>
          asCustomer(database, amelia, (tx) =>
            tx.raw(`INSERT INTO ${table.name} (${table.owner}) VALUES ($1)`, [owner]),
          ),
        );
        expect(inserted, table.name).toBeNull();
      }
    }
  });

  test("a customer cannot change, move or delete another's rows in any table", async () => {
    for (const table of customerTables()) {
      const before = await countFor(hanako, table);
      for (const statement of [
        `UPDATE ${table.name} SET ${table.owner} = '${amelia}'`,
        `UPDATE ${table.name} SET ${table.owner} = '${hanako}'`,
        `DELETE FROM ${table.name} WHERE ${table.owner} <> '${amelia}'`,
      ]) {
        await attempt(() => asCustomer(database, amelia, (tx) => tx.raw(statement)));
      }
      expect(await countFor(hanako, table), table.name).toBe(before);
    }
  });

  test.each([
    "SELECT password_hash FROM users",
    "SELECT secret FROM authenticators",
    "SELECT public_key FROM passkeys",
    "SELECT code_hash FROM recovery_codes",
    "UPDATE authenticators SET last_step = 0",
    "UPDATE passkeys SET counter = 0",
    "UPDATE recovery_codes SET used_at = NULL",
    "DELETE FROM authenticators",
    "SELECT case_key FROM eligibility_requests",
    "UPDATE eligibility_requests SET finished_at = NULL",
    "SELECT sealed_number FROM fulfilments",
    "UPDATE fulfilments SET state = 'parked'",
    "SELECT refs FROM fulfilment_steps",
    "SELECT sealed FROM processes",
    "SELECT secret FROM processes",
    "SELECT facts FROM processes",
    "UPDATE processes SET wake_at = now()",
    "SELECT refs FROM process_attempts",
    "SELECT secret FROM process_attempts",
    "SELECT document_key FROM identity_documents",
    "SELECT digest FROM identity_documents",
    "SELECT details FROM guest_requests",
    "SELECT details FROM registrations",
    "SELECT details FROM order_placements",
    "UPDATE order_placements SET order_id = NULL",
    "UPDATE contract_documents SET notified_at = now()",
    "SELECT case_key FROM initial_cancellations",
    "UPDATE initial_cancellations SET sent_at = now()",
    "UPDATE order_placements SET cancellable_until = now()",
    "UPDATE users SET terms_accepted_at = NULL",
  ])("what proves who somebody is stays out of the customer role's reach: %s", async (statement) => {
    expect(await attempt(() => asCustomer(database, amelia, (tx) => tx.raw(statement)))).toBeNull();
  });

  test("the user and the role end with the transaction", async () => {
    await asCustomer(database, amelia, (tx) => tx.raw("SELECT 1"));
    await asSystem(database, (tx) => tx.raw("SELECT 1"));
    const { rows } = await database.transaction((tx) =>
      tx.raw("SELECT current_user AS role, portal_user_id() AS id"),
    );
    expect(rows).toEqual([{ role: "portal_customer", id: null }]);
  });

  test("a failing query tells its text and state, never its values", async () => {
    const failing = asSystem(database, (tx) => tx.execute(sql`select ${"hanako@example.jp"}::int`));
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "internal", facts: { sqlstate: "22P02", query: "select $1::int" } });
    expect(error instanceof Error && error.message).not.toContain("hanako");
  });

  test("a user id that is none is refused before any query", async () => {
    await expect(asCustomer(database, "x' OR true --" as UserId, () => Promise.resolve(1))).rejects.toThrow();
  });

  // Without membership SET ROLE is refused to a session that is one of the roles; the login behind ours is both.
  test("neither role is special, may log in, or is a member of the other", async () => {
    const { rows } = await asSystem(database, (tx) =>
      tx.raw(`SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
          pg_has_role(rolname, 'portal_customer', 'MEMBER') AS customer,
          pg_has_role(rolname, 'portal_system', 'MEMBER') AS system
        FROM pg_roles WHERE rolname LIKE 'portal\\_%' ORDER BY rolname`),
    );
    const plain = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false };
    expect(rows).toEqual([
      { rolname: "portal_customer", ...plain, customer: true, system: false },
      { rolname: "portal_system", ...plain, customer: false, system: true },
    ]);
  });
});

describe("audit events", () => {
  test.each(["UPDATE audit_events SET type = 'x'", "DELETE FROM audit_events", "TRUNCATE audit_events"])(
    "cannot be changed by either role nor by the owner: %s",
    async (statement) => {
      expect(await attempt(() => asCustomer(database, amelia, (tx) => tx.raw(statement)))).toBeNull();
      expect(await attempt(() => asSystem(database, (tx) => tx.raw(statement)))).toBeNull();
      const asOwner = database.transaction(async (tx) => {
        await tx.raw("SET LOCAL ROLE NONE");
        await tx.raw(statement);
      });
      await expect(asOwner).rejects.toThrow("audit events are append-only");
    },
  );
});

describe("contract documents", () => {
  const asOwner = (statement: string) =>
    database.transaction(async (tx) => {
      await tx.raw("SET LOCAL ROLE NONE");
      await tx.raw(statement);
    });

  test.each([
    "UPDATE contract_documents SET content = 'x'",
    "UPDATE contract_documents SET sha256 = repeat('1', 64)",
    "UPDATE contract_documents SET document = '{}'",
    "UPDATE contract_documents SET placed_at = now()",
    "DELETE FROM contract_documents",
    "TRUNCATE contract_documents",
  ])("cannot be changed by either role nor by the owner: %s", async (statement) => {
    expect(await attempt(() => asCustomer(database, amelia, (tx) => tx.raw(statement)))).toBeNull();
    expect(await attempt(() => asSystem(database, (tx) => tx.raw(statement)))).toBeNull();
    await expect(asOwner(statement)).rejects.toThrow("a contract document stays as it was delivered");
  });

  test.each(["first_opened_at", "received_at"])("%s is written once", async (column) => {
    const write = (at: string) =>
      attempt(() =>
        asCustomer(database, amelia, (tx) => tx.raw(`UPDATE contract_documents SET ${column} = '${at}'`)),
      );
    expect(await write("2026-11-24T00:00:00Z")).toEqual([]);
    expect(await write("2026-11-25T00:00:00Z")).toBeNull();
  });
});
