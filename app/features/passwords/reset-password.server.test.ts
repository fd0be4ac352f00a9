import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listKnownDevices } from "#db/repositories/known-devices.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { findPasswordHash } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { verifyPassword } from "~/platform/security/passwords.server.ts";
import { PASSWORD, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { RESET_MINUTES } from "#domain/auth/password-policy.ts";
import { mailPasswordReset } from "./mail-password-reset.server.ts";
import { requestPasswordReset } from "./request-password-reset.server.ts";
import { isResetTokenGood, resetPassword, type PasswordReset } from "./reset-password.server.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";

const amelia = seedUserId(1001);
const NEW = "kettle under violet stairs";
const OTHER = "lantern beside quiet harbour";

let bench: TestDeps;
let deps: Services;
let from: PasswordReset["from"];
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
  from = { requestId: newRequestId(), clientIp: "192.0.2.1", userAgent: "Firefox/144.0 (Windows)" };
});

const ask = (email: string, clientIp = "192.0.2.1") =>
  requestPasswordReset(deps, { email, from: { ...from, clientIp } });
const asked = () => bench.waitingJobs("mail-password-reset");
const mails = () => asSystem(bench.database, (tx) => listMail(tx, { limit: 20 }));

/** The token of a link that has been mailed. */
async function mailed(userId = amelia): Promise<string> {
  await mailPasswordReset(deps, { userId });
  const token = /\?token=([\w-]{43})\n/.exec(
    (await mails()).find(({ template }) => template === "password-reset")?.text ?? "",
  )?.[1];
  if (token === undefined) throw new Error("no link in the mail");
  bench.wait(1);
  return token;
}
const reset = (token: string | null, newPassword = NEW, repeatPassword = newPassword) =>
  resetPassword(deps, { token, newPassword, repeatPassword, from });
const hasPassword = async (password: string) =>
  verifyPassword(await asSystem(bench.database, (tx) => findPasswordHash(tx, amelia)), password);

describe("asking for a link", () => {
  test.each([
    ["of a customer", "amelia@example.com", amelia],
    ["of nobody", "nobody@example.com", null],
  ])("for the address %s leaves one audit entry and one job", async (_, email, userId) => {
    expect(await ask(email)).toBeUndefined();
    expect(await asked()).toEqual([{ userId }]);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([
      { userId, type: "password.reset_requested", detail: {} },
    ]);
    expect(await mails()).toEqual([]);
  });

  test("for a closed login is asking for nobody's", async () => {
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'disabled' WHERE id = $1", [amelia]),
    );
    await ask("amelia@example.com");
    expect(await asked()).toEqual([{ userId: null }]);
  });

  test.each([
    // Folds to the same text: the mail goes to the login's own address all the same.
    ["ＡＭＥＬＩＡ@example.com", amelia],
    ["\u0430melia@example.com", null],
    ["amelia@example.com\u200B", null],
    ["amelıa@example.com", null],
    [`${"a".repeat(308)}@example.com`, null],
  ])("for an address that looks like another one: %s", async (email, userId) => {
    await ask(email);
    expect(await asked()).toEqual([{ userId }]);
  });

  test("is limited by address without telling, and by source with telling", async () => {
    const { max } = LIMITS.resetAddress;
    for (let n = 0; n < max + 2; n += 1) await ask("amelia@example.com", `192.0.2.${n}`);
    expect(await asked()).toEqual([
      ...Array.from({ length: max }, () => ({ userId: amelia })),
      { userId: null },
      { userId: null },
    ]);
    const source = "198.51.100.7";
    for (let n = 0; n < LIMITS.resetSource.max; n += 1) await ask(`nobody${n}@example.com`, source);
    await expect(ask("hanako@example.jp", source)).rejects.toMatchObject({ code: "rate_limited" });
  });

  test("is closed with sign-in", async () => {
    deps = { ...deps, config: { ...deps.config, authMaintenance: true } };
    await expect(ask("amelia@example.com")).rejects.toMatchObject({ reason: "MAINTENANCE" });
    await expect(reset("x".repeat(43))).rejects.toMatchObject({ reason: "MAINTENANCE" });
  });
});

describe("the mail", () => {
  test("goes to the login's address in its language, with a link that only the mail has", async () => {
    const token = await mailed(seedUserId(1002));
    expect(await mails()).toMatchObject([
      { toAddress: "hanako@example.jp", language: "ja", template: "password-reset" },
    ]);
    expect((await mails())[0]?.text).toContain(`http://portal.test/auth/reset-password?token=${token}\n`);
    const { rows } = await asSystem(bench.database, (tx) => tx.raw("SELECT * FROM password_resets"));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("is not written to nobody, nor to a login that was closed meanwhile", async () => {
    await mailPasswordReset(deps, { userId: null });
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'disabled' WHERE id = $1", [amelia]),
    );
    await mailPasswordReset(deps, { userId: amelia });
    expect(await mails()).toEqual([]);
  });
});

describe("a link", () => {
  test("sets the password once, ends every session and device, and tells the owner", async () => {
    const attempt = {
      email: "amelia@example.com",
      password: PASSWORD,
      remember: true,
      returnTo: "/account",
      deviceId: randomUUID(),
    };
    const { tokens } = await signInWithCode(deps, { ...attempt, ...from, requestId: newRequestId() });
    const token = await mailed();
    expect(await reset(token)).toMatchObject({ state: "done" });
    expect(await hasPassword(NEW)).toBe(true);
    expect(await deps.sessions.resolve(tokens.access, tokens.refresh)).toMatchObject({ state: "signed_out" });
    expect(await asSystem(bench.database, (tx) => listKnownDevices(tx, amelia))).toEqual([]);
    expect((await mails()).map(({ template }) => template)).toContain("password-changed");
    expect(await bench.auditEvents(from.requestId)).toMatchObject([
      { userId: amelia, type: "password.reset", detail: { sessionsEnded: 1 } },
    ]);
  });

  test("may be looked at any number of times", async () => {
    const token = await mailed();
    for (let n = 0; n < 3; n += 1) expect(await isResetTokenGood(deps, token)).toBe(true);
    expect(await reset(token)).toMatchObject({ state: "done" });
    expect(await isResetTokenGood(deps, token)).toBe(false);
  });

  test.each([
    ["too short", "tooShort"],
    ["amelia@example.com", "personal"],
    ["passwordpassword", "common"],
  ])("is not used up by a password that is not taken: %s", async (password, fault) => {
    const token = await mailed();
    expect(await reset(token, password)).toEqual({
      state: "refused",
      hasStrongFactor: false,
      faults: { newPassword: fault },
    });
    expect(await reset(token, NEW, "x")).toEqual({
      state: "refused",
      hasStrongFactor: false,
      faults: { repeatPassword: "different" },
    });
    expect(await reset(token)).toMatchObject({ state: "done" });
  });

  test("used before is worth nothing, but for the repeat of the same form", async () => {
    const token = await mailed();
    await reset(token);
    expect(await reset(token, OTHER)).toEqual({ state: "invalid" });
    expect(await reset(token)).toMatchObject({ state: "done" });
    expect(await hasPassword(NEW)).toBe(true);
    expect((await mails()).filter(({ template }) => template === "password-changed")).toHaveLength(1);
  });

  test("is worth nothing after its time", async () => {
    const token = await mailed();
    bench.wait(RESET_MINUTES * 60_000);
    expect(await isResetTokenGood(deps, token)).toBe(false);
    expect(await reset(token)).toEqual({ state: "invalid" });
    expect(await hasPassword(PASSWORD)).toBe(true);
  });

  test.each([
    ["none at all", null],
    ["an invented one", "A".repeat(43)],
  ])("%s is invalid", async (_, token) => {
    expect(await reset(token)).toEqual({ state: "invalid" });
  });

  test("earlier ones are void once a later one was used", async () => {
    const [first, second] = [await mailed(), await mailed()];
    expect(await reset(second)).toMatchObject({ state: "done" });
    expect(await isResetTokenGood(deps, first)).toBe(false);
    expect(await reset(first, OTHER)).toEqual({ state: "invalid" });
  });

  test("of a closed login opens nothing", async () => {
    const token = await mailed();
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'disabled' WHERE id = $1", [amelia]),
    );
    expect(await reset(token)).toEqual({ state: "invalid" });
  });

  test("used by many at once is used by one", async () => {
    const token = await mailed();
    const passwords = ["violet", "copper", "silver", "indigo"].map((word) => `${word} kettle under stairs`);
    const outcomes = await Promise.all(passwords.map((password) => reset(token, password)));
    const winners = passwords.filter((_, index) => outcomes[index]?.state === "done");
    expect(winners).toHaveLength(1);
    expect(await hasPassword(winners[0] ?? "")).toBe(true);
    expect(outcomes.filter(({ state }) => state === "invalid")).toHaveLength(3);
  });

  test("cannot be guessed for ever from one source", async () => {
    const tries = Array.from({ length: LIMITS.resetTry.max }, () => reset("B".repeat(43)));
    await Promise.all(tries);
    const refused: unknown = await reset("B".repeat(43)).catch((error: unknown) => error);
    expect(isAppError(refused) && refused.code).toBe("rate_limited");
  });
});
