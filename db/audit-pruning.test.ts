import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { RETENTION } from "#domain/shared/retention.ts";
import { verifyAuditChain, type AuditChainReport } from "./audit-chain.server.ts";
import type { Database } from "./client.server.ts";
import { pruneAuditEvents, recordAuditEvent } from "./repositories/audit.server.ts";
import { asCustomer, asSystem, type SystemTx } from "./row-security.server.ts";
import { openTestDatabase } from "./testing.server.ts";

const DAY = 24 * 60 * 60_000;
const REFUSED = { code: "42501" };
const userId = UserIdSchema.parse("00000000-0000-4000-8000-000000001001");
/** The database's own clock decides what is too young to go. */
const now = new Date();
const ago = (ms: number) => new Date(now.getTime() - ms);

/** The log and what it keeps of itself. */
const TABLES = ["audit_events", "audit_base", "audit_head"];

let database: Database;
/** Five entries older than any may get, one just too young to go, and one of now: 1 to 7. */
beforeAll(async () => {
  database = await openTestDatabase();
  const times = [...[5, 4, 3, 2, 1].map((n) => ago(RETENTION.auditEntries + n * DAY)), ago(400 * DAY), now];
  for (const at of times)
    await asSystem(database, (tx) => recordAuditEvent(tx, { userId, type: "session.ended", at }));
  await unguarded([
    "CREATE SCHEMA saved",
    ...TABLES.map((table) => `CREATE TABLE saved.${table} AS TABLE public.${table}`),
  ]);
});
/** Each test begins with these entries, and the next one is 8. */
beforeEach(() =>
  unguarded([
    ...TABLES.map((table) => `DELETE FROM public.${table}`),
    ...TABLES.map(
      (table) => `INSERT INTO public.${table} OVERRIDING SYSTEM VALUE SELECT * FROM saved.${table}`,
    ),
    "SELECT setval(pg_get_serial_sequence('public.audit_events', 'id'), 7)",
  ]),
);
afterAll(() => database.close());

/** By the database's own administrator, whom no guard stops. */
async function unguarded(statements: string[]): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.raw("SET LOCAL ROLE NONE");
    await tx.raw("SET LOCAL session_replication_role = replica");
    for (const statement of statements) await tx.raw(statement);
  });
}

const verify = () => asSystem(database, verifyAuditChain);
const prune = (at = now) => asSystem(database, (tx) => pruneAuditEvents(tx, at));
const run = (statement: string) => asSystem(database, (tx) => tx.raw(statement));

const undone = new Error("undone");

/** What the check says after an administrator's own hands were in the tables; all of it is undone again. */
async function verifyAfter(...statements: string[]): Promise<AuditChainReport | null> {
  let report: AuditChainReport | null = null;
  const work = database.transaction(async (tx) => {
    await tx.raw("SET LOCAL ROLE NONE");
    for (const table of ["audit_events", "audit_base"]) {
      await tx.raw(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await tx.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    }
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

describe("removing what is old", () => {
  test("leaves a chain that is whole, begins later and says so itself", async () => {
    expect(await prune()).toBe(5);
    expect(await verify()).toMatchObject({ state: "whole", entries: 3, lastId: 8 });
    const { rows } = await run("SELECT type, user_id, detail FROM audit_events ORDER BY id");
    expect(rows.at(-1)).toEqual({
      type: "audit.pruned",
      user_id: null,
      detail: { lastId: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, entries: 5 },
    });
  });

  test("a second time, or at the same time, does nothing", async () => {
    expect((await Promise.all([prune(), prune(), prune()])).toSorted()).toEqual([0, 0, 5]);
    expect(await prune()).toBe(0);
    expect(await verify()).toMatchObject({ state: "whole", entries: 3, lastId: 8 });
  });

  test("goes on from there, and stops at the first entry whose time is not over", async () => {
    expect(await prune(ago(2 * DAY))).toBe(4);
    expect(await verify()).toMatchObject({ state: "whole", entries: 4 });
    expect(await prune()).toBe(1);
    expect(await verify()).toMatchObject({ state: "whole", entries: 4 });
    await asSystem(database, (tx) =>
      recordAuditEvent(tx, { userId, type: "password.changed", at: ago(RETENTION.auditEntries + DAY) }),
    );
    // It stands behind one that stays: without it the chain would have a hole.
    expect(await prune()).toBe(0);
  });

  test("takes nothing of the last year, whatever the application takes for today", async () => {
    await expect(prune(new Date(now.getTime() + RETENTION.auditEntries))).rejects.toThrow();
    expect(await verify()).toMatchObject({ state: "whole", entries: 7 });
  });
});

describe("the begin of the chain", () => {
  test("is moved by no role to where it must not be", async () => {
    await prune();
    const begins = "UPDATE audit_base SET";
    for (const statement of [
      "DELETE FROM audit_base",
      "TRUNCATE audit_base",
      `${begins} last_id = 4`,
      `${begins} hash = ''`,
      `${begins} last_id = 6, hash = 'x'`,
      `${begins} last_id = 7, hash = (SELECT hash FROM audit_events WHERE id = 7)`,
      "DELETE FROM audit_events",
      "DELETE FROM audit_events WHERE id = 6",
    ]) {
      await expect(run(statement), statement).rejects.toMatchObject(REFUSED);
      await expect(asCustomer(database, userId, (tx) => tx.raw(statement))).rejects.toMatchObject(REFUSED);
      const asOwner = database.transaction(async (tx) => {
        await tx.raw("SET LOCAL ROLE NONE");
        await tx.raw(statement);
      });
      await expect(asOwner, statement).rejects.toMatchObject(REFUSED);
    }
    expect(await verify()).toMatchObject({ state: "whole", entries: 3 });
  });

  test("is not guarded by a table that only looks like it", async () => {
    const forged = asSystem(database, async (tx) => {
      await tx.raw("CREATE TEMPORARY TABLE audit_base (last_id bigint)");
      await tx.raw("INSERT INTO audit_base VALUES (99)");
      await tx.raw("DELETE FROM audit_events WHERE id = 1");
    });
    await expect(forged).rejects.toMatchObject(REFUSED);
  });

  const FORGED = "UPDATE audit_base SET (last_id, hash) = (SELECT id, hash FROM audit_events WHERE id = 6)";

  test.each([
    ["an entry changed after it", ["UPDATE audit_events SET type = 'other' WHERE id = 6"], 6, "content"],
    ["the first entry after it removed", ["DELETE FROM audit_events WHERE id = 6"], 7, "link"],
    ["the begin moved along with it", [FORGED, "DELETE FROM audit_events WHERE id <= 6"], 6, "base"],
    ["the begin moved back to none", ["UPDATE audit_base SET last_id = 0, hash = ''"], 6, "link"],
    ["another hash at the begin", ["UPDATE audit_base SET hash = 'x'"], 6, "link"],
    ["the entry about the removal removed", ["DELETE FROM audit_events WHERE id = 8"], 5, "base"],
    [
      "an entry put in before it",
      [
        "INSERT INTO audit_events (id, type, at) OVERRIDING SYSTEM VALUE VALUES (5, 'x', now() - interval '9 years')",
      ],
      5,
      "link",
    ],
  ])("shows %s", async (_, statements, id, fault) => {
    await prune();
    expect(await verifyAfter(...statements)).toMatchObject({ state: "broken", id, fault });
    expect(await verify()).toMatchObject({ state: "whole" });
  });
});
