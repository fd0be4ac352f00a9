import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listKnownDevices } from "#db/repositories/known-devices.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { insertAuthenticator } from "#db/repositories/authenticators.server.ts";
import { findPasswordHash, holdPassword } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { verifyPassword } from "~/platform/security/passwords.server.ts";
import { PASSWORD, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { changePassword, type PasswordChange } from "./change-password.server.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";

const amelia = seedUserId(1001);
const NEW = "kettle under violet stairs";

let bench: TestDeps;
let deps: Services;
let from: PasswordChange["from"];
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
  from = { requestId: newRequestId(), clientIp: "192.0.2.1", userAgent: "Firefox/144.0 (Windows)" };
});

async function signedIn(email = "amelia@example.com") {
  const attempt = { email, password: PASSWORD, remember: true, returnTo: "/account", deviceId: randomUUID() };
  const { tokens } = await signInWithCode(deps, { ...attempt, ...from, requestId: newRequestId() });
  const state = await deps.sessions.resolve(tokens.access, undefined);
  if (state.state !== "signed_in") throw new Error("not signed in");
  return { familyId: state.session.familyId, tokens };
}
const isSignedIn = async ({ tokens }: Awaited<ReturnType<typeof signedIn>>) =>
  (await deps.sessions.resolve(tokens.access, tokens.refresh)).state === "signed_in";

const change = (familyId: string, values: Partial<PasswordChange> = {}) =>
  changePassword(deps, {
    userId: amelia,
    familyId,
    currentPassword: PASSWORD,
    newPassword: NEW,
    repeatPassword: NEW,
    idempotencyKey: randomUUID(),
    from,
    ...values,
  });
const hasPassword = async (password: string, userId = amelia) =>
  verifyPassword(await asSystem(bench.database, (tx) => findPasswordHash(tx, userId)), password);
const changedMails = async () =>
  (await asSystem(bench.database, (tx) => listMail(tx, { limit: 20 }))).filter(
    ({ template }) => template === "password-changed",
  );

describe("the right current password", () => {
  test("changes it, ends every other session and device, and tells the owner", async () => {
    const [here, there, hanako] = [await signedIn(), await signedIn(), await signedIn("hanako@example.jp")];
    expect(await change(here.familyId)).toEqual({});
    expect(await hasPassword(NEW)).toBe(true);
    expect([await isSignedIn(here), await isSignedIn(there), await isSignedIn(hanako)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await asSystem(bench.database, (tx) => listKnownDevices(tx, amelia))).toEqual([]);
    expect(await changedMails()).toMatchObject([{ userId: amelia, toAddress: "amelia@example.com" }]);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([
      { userId: amelia, type: "password.changed", device: "Firefox, Windows", detail: { sessionsEnded: 1 } },
    ]);
    expect(await hasPassword(PASSWORD, seedUserId(1002))).toBe(true);
  });

  test.each([
    [{ newPassword: "too short", repeatPassword: "too short" }, { newPassword: "tooShort" }],
    [{ newPassword: "", repeatPassword: "" }, { newPassword: "missing" }],
    [{ newPassword: "AmeliaCarter1990", repeatPassword: "AmeliaCarter1990" }, { newPassword: "personal" }],
    [{ newPassword: "passwordpassword", repeatPassword: "passwordpassword" }, { newPassword: "common" }],
    [{ repeatPassword: "kettle under violet stair" }, { repeatPassword: "different" }],
    [{ repeatPassword: "" }, { repeatPassword: "different" }],
  ])("with %j changes nothing", async (values, faults) => {
    const there = await signedIn();
    expect(await change("here", values)).toEqual(faults);
    expect(await hasPassword(PASSWORD)).toBe(true);
    expect(await isSignedIn(there)).toBe(true);
    expect(await changedMails()).toEqual([]);
  });

  test("a shorter one is enough beside a strong second factor", async () => {
    const short = { newPassword: "violets9", repeatPassword: "violets9" };
    expect(await change("here", short)).toEqual({ newPassword: "tooShort" });
    await asSystem(bench.database, (tx) =>
      insertAuthenticator(tx, {
        id: randomUUID(),
        userId: amelia,
        name: "phone",
        secret: "sealed",
        keyId: "k",
        lastStep: 0,
        now: deps.now(),
      }),
    );
    expect(await change("here", short)).toEqual({});
  });
});

describe("a wrong current password", () => {
  test("changes nothing and is written down", async () => {
    expect(await change("here", { currentPassword: "wrong" })).toEqual({ currentPassword: "wrong" });
    expect(await hasPassword(PASSWORD)).toBe(true);
    expect(await bench.auditEvents(from.requestId)).toMatchObject([{ type: "password.change_refused" }]);
  });

  test("cannot be guessed for ever, not even all at once", async () => {
    const { max, windowMs } = LIMITS.passwordChange;
    const guesses = Array.from({ length: max + 3 }, () => change("here", { currentPassword: "wrong" }));
    const refused = (await Promise.allSettled(guesses)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(3);
    await expect(change("here")).rejects.toMatchObject({ code: "rate_limited" });
    bench.wait(windowMs + 1);
    expect(await change("here")).toEqual({});
  });
});

describe("a form that is sent twice", () => {
  test("is done once and answered twice, one after the other or at once", async () => {
    const idempotencyKey = randomUUID();
    expect(
      await Promise.all([change("here", { idempotencyKey }), change("here", { idempotencyKey })]),
    ).toEqual([{}, {}]);
    expect(await change("here", { idempotencyKey })).toEqual({});
    expect(await changedMails()).toHaveLength(1);
  });

  test("with another password is refused", async () => {
    const idempotencyKey = randomUUID();
    await change("here", { idempotencyKey });
    const other = {
      newPassword: "lantern beside quiet harbour",
      repeatPassword: "lantern beside quiet harbour",
    };
    await expect(change("here", { idempotencyKey, ...other })).rejects.toMatchObject({
      reason: "IDEMPOTENCY_CONFLICT",
    });
    expect(await hasPassword(NEW)).toBe(true);
  });

  test("leaves no trace of the password in the database", async () => {
    await change("here");
    const { rows } = await asSystem(bench.database, (tx) => tx.raw("SELECT * FROM idempotency_keys"));
    expect(rows).toMatchObject([{ body_hash: "password-change" }]);
  });
});

test("a password that has been replaced no longer starts a session", async () => {
  const old = await asSystem(bench.database, (tx) => findPasswordHash(tx, amelia));
  const holds = () => asSystem(bench.database, (tx) => holdPassword(tx, { id: amelia, passwordHash: old }));
  expect(await holds()).toBe(true);
  await change("here");
  expect(await holds()).toBe(false);
});
