import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { runOperatorCommand, toCommand } from "./operator.server.ts";
import { readConfig } from "./platform/config/config.server.ts";

const now = new Date("2026-11-23T00:00:00Z");

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now });
  await asSystem(database, (tx) => recordAuditEvent(tx, { userId: null, type: "session.ended", at: now }));
});
afterAll(() => database.close());

async function run(...args: string[]): Promise<{ ok: boolean; text: string }> {
  const { ok, lines } = await toCommand(args)(database, readConfig({}));
  return { ok, text: lines.join("\n") };
}

test("shows and changes a mapping, refuses what another login holds, and the log stays whole", async () => {
  expect(await run("mapping", "show", "1001")).toMatchObject({
    ok: true,
    text: expect.stringMatching(/E-mail +amelia@example\.com\n[^]*WHMCS client +1001\n/) as string,
  });
  const taken = await run("mapping", "change", "amelia@example.com", "--client", "1002", "--ticket", "T-1");
  expect([taken.ok, taken.text]).toEqual([false, expect.stringContaining("Refused: another login holds")]);
  const done = await run("mapping", "change", "amelia@example.com", "--client", "7001", "--ticket", "T-2");
  expect([done.ok, done.text]).toEqual([true, expect.stringMatching(/WHMCS client +7001\n/)]);
  expect(await run("mapping", "show", "1001")).toMatchObject({ ok: false });
  expect(await run("audit:verify")).toEqual({
    ok: true,
    text: "The audit log is whole: 3 entries, the last is 3.",
  });
});

test("closes a login, tells its owner, and opens it again", async () => {
  expect(await run("login", "sessions", "hanako@example.jp", "--ticket", "T-3")).toEqual({
    ok: true,
    text: "It is signed in nowhere.",
  });
  for (const [verb, text, status] of [
    ["end-sessions", "Sessions ended: 0.", "active"],
    ["close", "Closed; sessions ended: 0.", "disabled"],
    ["close", "It is closed already. Nothing was changed.", "disabled"],
    ["reopen", "Reopened.", "active"],
  ] as const) {
    expect(await run("login", verb, "hanako@example.jp", "--ticket", "T-4")).toEqual({ ok: true, text });
    expect((await run("mapping", "show", "hanako@example.jp")).text).toMatch(new RegExp(`Status +${status}`));
  }
  const mails = await asSystem(database, (tx) => listMail(tx, { limit: 5 }));
  expect(mails.map(({ template, language }) => `${template} ${language}`).sort()).toEqual([
    "login-closed ja",
    "login-reopened ja",
  ]);
  expect(await run("login", "close", "nobody@example.com", "--ticket", "T-5")).toMatchObject({ ok: false });
});

test("names the first entry that was changed", async () => {
  await database.transaction(async (tx) => {
    await tx.raw("SET LOCAL ROLE NONE");
    await tx.raw("ALTER TABLE audit_events DISABLE TRIGGER USER");
    await tx.raw("ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY");
    await tx.raw("UPDATE audit_events SET type = 'other' WHERE id = 2");
    await tx.raw("ALTER TABLE audit_events ENABLE TRIGGER USER");
  });
  expect(await run("audit:verify")).toEqual({
    ok: false,
    text: "The audit log is broken: entry 2 was changed.",
  });
});

test.each([
  [],
  ["help"],
  ["audit:verify", "now"],
  ["mapping"],
  ["mapping", "show"],
  ["mapping", "remove", "1001"],
  ["mapping", "change", "1001", "--client", "7002"],
  ["mapping", "change", "1001", "--ticket", "T-1"],
  ["mapping", "change", "1001", "--ticket", "a name of somebody", "--client", "7002"],
  ["mapping", "change", "1001", "--ticket", "T-1", "--client", "-1"],
  ["mapping", "change", "1001", "--ticket", "T-1", "--account", "001000000000042"],
  ["mapping", "change", "1001", "--ticket", "T-1", "--what", "1"],
  ["login"],
  ["login", "close"],
  ["login", "close", "1001"],
  ["login", "close", "1001", "--ticket", "a name of somebody"],
  ["login", "close", "1001", "--ticket", "T-1", "--now", "1"],
  ["login", "toString", "1001", "--ticket", "T-1"],
])("does not understand %j, and says what it does", async (...args) => {
  let text = "";
  expect(await runOperatorCommand(args, {}, (part) => (text += part))).toBe(2);
  expect(text).toContain("Commands:");
});
