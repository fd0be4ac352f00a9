import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { listSessionFamilies } from "#db/repositories/sessions.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { PASSWORD, START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { closeLogin, reopenLogin } from "./close-login.server.ts";
import { finishSignIn } from "~/features/sign-in/finish-sign-in.server.ts";
import { signIn } from "~/features/sign-in/sign-in.server.ts";
import { readCodeOf, signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import { endAllSessions, viewSessions } from "./staff-sessions.server.ts";

const amelia = seedUserId(1001);
const order = { userId: amelia, ticket: "T-7" };

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

const attemptFrom = (deviceId: string) => ({
  email: "amelia@example.com",
  password: PASSWORD,
  remember: true,
  returnTo: "/account",
  deviceId,
  clientIp: "192.0.2.1",
  userAgent: "Firefox/144.0 (Windows)",
  requestId: newRequestId(),
});

async function isIn({ tokens }: { tokens: { access: string; refresh: string } }): Promise<boolean> {
  return (await deps.sessions.resolve(tokens.access, tokens.refresh)).state === "signed_in";
}

async function entries(): Promise<unknown[]> {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw("SELECT type, detail FROM audit_events WHERE user_id = $1 AND detail ->> 'ticket' = 'T-7'", [
      amelia,
    ]),
  );
  return rows;
}

async function mails(template: string) {
  const all = await asSystem(bench.database, (tx) => listMail(tx, { limit: 50 }));
  return all.filter((mail) => mail.template === template);
}

async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error.reason;
    throw error;
  }
  return undefined;
}

test("a closed login is out everywhere at once, and stays out by every way that was under way", async () => {
  const trusted = await signInWithCode(deps, attemptFrom("a-trusted-device-22-ch"), { trust: true });
  const other = await signInWithCode(deps, attemptFrom("another-device-of-22-c"));
  const begun = await signIn(deps, attemptFrom("a-device-under-way-22c"));
  if (begun.state !== "second_step") throw new Error("no second step");
  const cookies = { pendingId: begun.pendingId, deviceId: "a-device-under-way-22c" };
  const code = await readCodeOf(deps, cookies);

  expect(await closeLogin(deps, order)).toEqual({ state: "closed", sessionsEnded: 2 });

  expect([await isIn(trusted), await isIn(other)]).toEqual([false, false]);
  const from = attemptFrom("a-device-under-way-22c");
  expect(
    await reasonOf(finishSignIn(deps, { ...cookies, method: "mailed_code", code, trust: false, from })),
  ).toBe("SESSION_EXPIRED");
  expect(await reasonOf(signIn(deps, attemptFrom("a-trusted-device-22-ch")))).toBe("INVALID_CREDENTIALS");
  expect(await mails("login-closed")).toMatchObject([{ toAddress: "amelia@example.com", language: "en" }]);
  expect(await closeLogin(deps, order)).toEqual({ state: "unchanged" });
  expect(await mails("login-closed")).toHaveLength(1);
});

test("a session that is beginning while the login is closed does not outlive it", async () => {
  await signInWithCode(deps, attemptFrom("a-trusted-device-22-ch"), { trust: true });
  const results = await Promise.allSettled([
    signIn(deps, attemptFrom("a-trusted-device-22-ch")),
    signIn(deps, attemptFrom("a-trusted-device-22-ch")),
    closeLogin(deps, order),
    signIn(deps, attemptFrom("a-trusted-device-22-ch")),
  ]);
  for (const { value } of results.filter((result) => result.status === "fulfilled"))
    if ("tokens" in value) expect(await isIn(value)).toBe(false);
  expect(await asSystem(bench.database, (tx) => listSessionFamilies(tx, amelia, START))).toEqual([]);
});

test("reopened, its owner signs in with what they had, and gives the second step also on a trusted device", async () => {
  expect(await reopenLogin(deps, order)).toEqual({ state: "unchanged" });
  await signInWithCode(deps, attemptFrom("a-trusted-device-22-ch"), { trust: true });
  await closeLogin(deps, order);
  expect(await reopenLogin(deps, order)).toEqual({ state: "reopened" });
  expect(await mails("login-reopened")).toMatchObject([{ toAddress: "amelia@example.com" }]);
  expect(await signIn(deps, attemptFrom("a-trusted-device-22-ch"))).toMatchObject({ state: "second_step" });
});

test("every session of a login can be seen and ended; its owner reads of both, and the login stays open", async () => {
  const one = await signInWithCode(deps, attemptFrom("another-device-of-22-c"));
  const before = (await entries()).length;
  expect(await viewSessions(deps, order)).toMatchObject([{ device: "Firefox, Windows", remember: true }]);
  expect(await endAllSessions(deps, order)).toBe(1);
  expect(await isIn(one)).toBe(false);
  expect((await asSystem(bench.database, (tx) => findUser(tx, amelia)))?.status).toBe("active");
  expect((await entries()).slice(before)).toEqual([
    { type: "login.viewed", detail: { ticket: "T-7" } },
    { type: "session.ended_by_staff", detail: { ticket: "T-7", sessionsEnded: 1 } },
  ]);
});
