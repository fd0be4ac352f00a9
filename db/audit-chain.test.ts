import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { verifyAuditChain, type AuditChainReport } from "./audit-chain.server.ts";
import type { Database } from "./client.server.ts";
import { readMigrations } from "./migrate.server.ts";
import { listAuditEvents, recordAuditEvent, type NewAuditEvent } from "./repositories/audit.server.ts";
import { asCustomer, asSystem, type SystemTx } from "./row-security.server.ts";
import { openTestDatabase } from "./testing.server.ts";

const at = new Date("2026-11-23T00:00:00.120Z");
const amelia = UserIdSchema.parse("00000000-0000-4000-8000-000000001001");
const hanako = UserIdSchema.parse("00000000-0000-4000-8000-000000001002");

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const record = (change: Partial<NewAuditEvent> = {}) =>
  asSystem(database, (tx) => recordAuditEvent(tx, { userId: amelia, type: "session.ended", at, ...change }));
const verify = () => asSystem(database, verifyAuditChain);
const lengthNow = async () => (await verify()).entries;

const undone = new Error("undone");

/** What the check says after an administrator's own hands were in the tables; all of it is undone again. */
async function verifyAfter(statements: string[]): Promise<AuditChainReport | null> {
  let report: AuditChainReport | null = null;
  const work = database.transaction(async (tx) => {
    await tx.raw("SET LOCAL ROLE NONE");
    await tx.raw("ALTER TABLE audit_events DISABLE TRIGGER USER");
    await tx.raw("ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY");
    for (const statement of statements) await tx.raw(statement);
    await tx.raw("SET LOCAL ROLE portal_system");
    report = await verifyAuditChain(tx as SystemTx);
    throw undone;
  });
  await work.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return report;
}

describe("the chain of audit entries", () => {
  test("is whole, empty or not, whoever writes and whatever the text", async () => {
    expect(await verify()).toMatchObject({ state: "whole", entries: 0, lastId: 0 });
    await record();
    await asCustomer(database, hanako, (tx) =>
      recordAuditEvent(tx, { userId: hanako, type: "session.revoked", at }),
    );
    await record({
      userId: null,
      requestId: "7F3K-92QD-0XWM",
      ip: "2001:db8::1",
      device: 'Firefox "x" \\ \u2028 \u0001 \u007f 𠮷 é /',
      detail: { b: 1, a: null, ä: "x\n", flag: true, sum: 1.5 },
    });
    expect(await verify()).toMatchObject({ state: "whole", entries: 3, lastId: 3 });
  });

  test("goes on over an entry that was rolled back, without a gap", async () => {
    const before = await lengthNow();
    const failing = asSystem(database, async (tx) => {
      await recordAuditEvent(tx, { userId: amelia, type: "session.revoked", at });
      throw undone;
    });
    await expect(failing).rejects.toThrow(undone);
    await record();
    expect(await verify()).toMatchObject({ state: "whole", entries: before + 1, lastId: before + 1 });
  });

  test("keeps its order under writers at the same time", async () => {
    const before = await lengthNow();
    await Promise.all(Array.from({ length: 12 }, (_, n) => record({ detail: { n } })));
    expect(await verify()).toMatchObject({ state: "whole", entries: before + 12, lastId: before + 12 });
  });

  test("takes no hash from the writer", async () => {
    await asSystem(database, (tx) =>
      tx.raw("INSERT INTO audit_events (type, at, prev_hash, hash) VALUES ('forged', now(), 'x', 'y')"),
    );
    expect(await verify()).toMatchObject({ state: "whole" });
  });

  test.each([
    ["a changed text", "UPDATE audit_events SET type = 'other' WHERE id = 2", 2, "content"],
    ["a changed detail", `UPDATE audit_events SET detail = '{"a":2}' WHERE id = 2`, 2, "content"],
    ["a moved time", "UPDATE audit_events SET at = at + interval '1 ms' WHERE id = 3", 3, "content"],
    ["another owner", `UPDATE audit_events SET user_id = '${hanako}' WHERE id = 1`, 1, "content"],
    ["a removed entry", "DELETE FROM audit_events WHERE id = 2", 3, "link"],
    ["a removed first entry", "DELETE FROM audit_events WHERE id = 1", 2, "link"],
    ["a removed end", "DELETE FROM audit_events WHERE id > 3", 3, "end"],
    ["a log that was emptied", "DELETE FROM audit_events", 0, "end"],
    [
      "a changed entry with a hash to match",
      `UPDATE audit_events e SET type = 'other', hash = audit_entry_hash((e.id, e.user_id, 'other', e.at,
         e.request_id, e.ip, e.device, e.detail, e.prev_hash, e.hash)::audit_events, e.prev_hash) WHERE id = 2`,
      3,
      "link",
    ],
  ])("shows %s", async (_, statement, id, fault) => {
    expect(await verifyAfter([statement])).toMatchObject({ state: "broken", id, fault });
    expect(await verify()).toMatchObject({ state: "whole" });
  });

  test("is longer than one page of reading", async () => {
    const before = await lengthNow();
    await asSystem(database, (tx) =>
      tx.raw(`INSERT INTO audit_events (type, at) SELECT 'many', now() FROM generate_series(1, 2100)`),
    );
    expect(await verify()).toMatchObject({ state: "whole", entries: before + 2100, lastId: before + 2100 });
  });

  test("begins with the entries that were there before it", async () => {
    const migration = readMigrations().find(({ name }) => name === "0002_account_security.sql");
    const report = await verifyAfter([
      "DROP TRIGGER audit_events_chain ON audit_events",
      "DROP FUNCTION chain_audit_event(), audit_entry_hash(audit_events, text)",
      "DROP TABLE audit_head, password_resets",
      "ALTER TABLE audit_events DROP COLUMN prev_hash, DROP COLUMN hash",
      "DELETE FROM audit_events WHERE id IN (2, 7)",
      migration?.text ?? "",
    ]);
    expect(report).toMatchObject({
      state: "whole",
      entries: (await lengthNow()) - 2,
      lastId: await lengthNow(),
    });
  });

  test("may be written by no role but through an entry", async () => {
    await record();
    for (const statement of ["UPDATE audit_head SET hash = ''", "DELETE FROM audit_head"]) {
      const attempts = await Promise.allSettled([
        asCustomer(database, amelia, (tx) => tx.raw(statement)),
        asSystem(database, (tx) => tx.raw(statement)),
      ]);
      for (const attempt of attempts)
        expect(attempt).toMatchObject({ status: "rejected", reason: { code: "42501" } });
    }
  });

  test("of others is not shown with one's own entries", async () => {
    await record({ type: "sign_in.failed" });
    await record({ userId: hanako, type: "password.changed" });
    const own = await asCustomer(database, hanako, (tx) => listAuditEvents(tx, { userId: hanako, limit: 9 }));
    expect(own.map(({ type }) => type)).toEqual(["password.changed", "session.revoked"]);
  });
});
