import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { listAuditEvents, recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertAuthenticator, listAuthenticators } from "#db/repositories/authenticators.server.ts";
import { countUnusedRecoveryCodes, replaceRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { findProcess, insertAttempt, insertProcess } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { OrderIdSchema } from "#domain/shared/salesforce-ids.ts";
import { demoEnvironment } from "~/platform/config/config.testing.ts";
import { runOperatorCommand, toCommand } from "./operator.server.ts";
import { readConfig } from "~/platform/config/config.server.ts";

const now = new Date("2026-11-23T00:00:00Z");

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now });
  await asSystem(database, (tx) => recordAuditEvent(tx, { userId: null, type: "session.ended", at: now }));
});
afterAll(() => database.close());

async function run(...args: string[]): Promise<{ ok: boolean; text: string }> {
  const { ok, lines } = await toCommand(args)(database, readConfig(demoEnvironment));
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
  const verified = await run("audit:verify");
  expect(verified).toMatchObject({
    ok: true,
    text: expect.stringMatching(
      /^The audit log is whole: 3 entries, the last is 3\.\nHead: 3:[0-9a-f]{64}$/,
    ) as string,
  });
  const head = verified.text.split("Head: ")[1] ?? "";
  expect(await run("audit:verify", "--since", head)).toMatchObject({ ok: true });
  const rewritten = await run("audit:verify", "--since", `3:${"0".repeat(64)}`);
  expect(rewritten).toMatchObject({ ok: false, text: expect.stringContaining("was rewritten") as string });
  expect(await run("audit:verify", "--since", `9:${"0".repeat(64)}`)).toMatchObject({ ok: false });
  const json = JSON.parse((await run("audit:verify", "--json", "--since", head)).text) as object;
  expect(json).toMatchObject({ state: "whole", lastId: 3, since: "same" });
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

test("shows mail by kind, state and tries, and nothing that it says", async () => {
  const [mail] = await asSystem(database, (tx) => listMail(tx, { limit: 1 }));
  const id = mail?.id ?? "";
  const text = `${(await run("mail", "list", "--state", "queued")).text} ${(await run("mail", "show", id, "--json")).text}`;
  expect(text).toMatch(/login-(?:closed|reopened) +queued {2}tries 0/);
  for (const said of [mail?.toAddress ?? "", mail?.subject ?? ""]) {
    expect(said).not.toBe("");
    expect(text).not.toContain(said);
  }
  expect(await run("mail", "list", "--state", "failed")).toEqual({ ok: true, text: "None." });
  expect(await run("mail", "show", randomUUID())).toMatchObject({ ok: false });
});

test("removes what a lost owner can no longer confirm with, and tells them", async () => {
  const userId = seedUserId(1005);
  await asSystem(database, async (tx) => {
    const factor = { userId, now };
    await insertAuthenticator(tx, {
      ...factor,
      id: randomUUID(),
      name: "Phone",
      secret: "sealed",
      keyId: "k",
      lastStep: 0,
    });
    await replaceRecoveryCodes(tx, { ...factor, hashes: ["one", "two"] });
  });
  expect(await run("login", "reset-factors", "late@example.com", "--ticket", "T-6")).toEqual({
    ok: true,
    text: "Factors removed; sessions ended: 0.",
  });
  const left = await asSystem(database, async (tx) => ({
    apps: await listAuthenticators(tx, userId),
    codes: await countUnusedRecoveryCodes(tx, userId),
    mails: (await listMail(tx, { limit: 50 })).filter(({ template }) => template === "factors-reset"),
    entries: await listAuditEvents(tx, { userId, limit: 5 }),
  }));
  expect(left).toMatchObject({ apps: [], codes: 0, mails: [{ toAddress: "late@example.com" }] });
  expect(left.entries).toMatchObject([{ type: "login.factors_reset", detail: { ticket: "T-6" } }]);
  expect(await run("login", "reset-factors", "nobody@example.com", "--ticket", "T-6")).toMatchObject({
    ok: false,
  });
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

const ORDER = OrderIdSchema.parse("8015h0000000007AAA");

test("shows stopped orders, lets them run again, and stops them", async () => {
  expect(await run("orders", "list")).toEqual({ ok: true, text: "None." });
  expect(await run("orders", "show", ORDER)).toMatchObject({ ok: false });
  await asSystem(database, async (tx) => {
    const id = randomUUID();
    await insertProcess(tx, {
      id,
      name: "fulfil-order",
      version: 1,
      key: ORDER,
      step: "check",
      startedAt: now,
      updatedAt: now,
      state: "parked",
      errorCode: "PRODUCT_MAPPING_MISSING",
      detail: "SIM-OLD-3GB",
      sealed: "sealed input",
      secret: "sealed number",
    });
    const attempt = { processId: id, run: 1, step: "check", act: null, attempt: 1, begunAt: now };
    await insertAttempt(tx, attempt);
  });
  const listed = await run("orders", "list", "--state", "parked");
  expect(listed.text).toMatch(/^8015h0000000007AAA .* parked .* PRODUCT_MAPPING_MISSING +\(SIM-OLD-3GB\)$/);
  expect(await run("orders", "list", "--state", "done")).toMatchObject({ text: "None." });
  expect((await run("orders", "show", ORDER)).text).toMatch(/no end: cut off, or under way/);
  const json = JSON.parse((await run("orders", "show", ORDER, "--json")).text) as Record<string, unknown>;
  expect(json).toMatchObject({ state: "parked", hasNumber: true, attempts: [{ step: "check" }] });
  expect(JSON.stringify(json)).not.toContain("sealed");

  expect(await run("orders", "retry", ORDER, "--ticket", "T-3")).toMatchObject({ ok: true });
  const due = await asSystem(database, (tx) => findProcess(tx, "fulfil-order", ORDER));
  expect(due).toMatchObject({ state: "running", run: 2, wakeAt: expect.any(Date) as Date });
  expect(await run("orders", "retry", ORDER, "--ticket", "T-3")).toMatchObject({
    ok: false,
    text: "It is under way. Nothing was changed.",
  });
  expect(await run("orders", "park", ORDER, "--ticket", "T-4")).toMatchObject({ ok: true });
  expect((await run("orders", "show", ORDER)).text).toContain("stopped by an operator");
  expect(await run("orders", "park", "8015h0000000001AAA", "--ticket", "T-5")).toMatchObject({ ok: false });
  const { rows } = await asSystem(database, (tx) =>
    tx.raw(
      "SELECT type, detail->>'ticket' AS ticket FROM audit_events WHERE type LIKE 'order.%' ORDER BY id",
    ),
  );
  expect(rows).toEqual([
    { type: "order.retried", ticket: "T-3" },
    { type: "order.held", ticket: "T-4" },
  ]);
});

test.each([
  [],
  ["help"],
  ["audit:verify", "now"],
  ["audit:verify", "--since", "3"],
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
  ["mail"],
  ["mail", "list", "--state", "lost"],
  ["mail", "list", "--all"],
  ["mail", "show", "1"],
  ["orders"],
  ["orders", "list", "--state", "lost"],
  ["orders", "list", "all"],
  ["orders", "show"],
  ["orders", "show", "0015h0000000007AAA"],
  ["orders", "retry", "8015h0000000007AAA"],
  ["orders", "retry", "8015h0000000007AAA", "--ticket", "a name of somebody"],
  ["orders", "remove", "8015h0000000007AAA", "--ticket", "T-1"],
])("does not understand %j, and says what it does", async (...args) => {
  let text = "";
  expect(await runOperatorCommand(args, {}, { print: (part) => (text += part), note: () => {} })).toBe(2);
  expect(text).toContain("Commands:");
});

test("names the database it works on, and makes none where there is none", async () => {
  const folder = join(tmpdir(), `no-portal-${process.pid}`);
  const told = { text: "", note: "" };
  const code = await runOperatorCommand(
    ["audit:verify"],
    { ...demoEnvironment, DATA_DIR: folder },
    { print: (part) => (told.text += part), note: (part) => (told.note += part) },
  );
  expect([code, told.text]).toEqual([1, ""]);
  expect(told.note).toMatch(/^There is no embedded database in .*no-portal-\d+ \(demo\)/);
  expect(existsSync(folder)).toBe(false);
});

test("does not claim to end sessions that it cannot reach", async () => {
  const config = readConfig({ ...demoEnvironment, DATABASE_URL: "postgres://portal@db/portal" });
  for (const args of [
    ["login", "close", "amelia@example.com", "--ticket", "T-9"],
    ["mapping", "change", "amelia@example.com", "--client", "7009", "--ticket", "T-9"],
  ])
    await expect(toCommand(args)(database, config)).rejects.toThrow("set REDIS_URL");
  expect((await run("mapping", "show", "amelia@example.com")).text).toMatch(/Status +active/);
});
