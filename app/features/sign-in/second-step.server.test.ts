import { generate } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertAuthenticator } from "#db/repositories/authenticators.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { replaceRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { SECOND_STEP, type CodeFactor } from "#domain/auth/second-step.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { PASSWORD, START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { secretPlace } from "~/features/factors/authenticator-code.server.ts";
import { finishSignIn, resendSignInCode } from "./finish-sign-in.server.ts";
import { hashRecoveryCode } from "~/features/factors/recovery-code.server.ts";
import { signIn } from "./sign-in.server.ts";
import { readCodeOf, signInWithCode, trustOf } from "./sign-in.testing.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const RECOVERY = "ABCDEFGHJKMNPQRS";
const amelia = seedUserId(1001);
const attempt = {
  email: "amelia@example.com",
  password: PASSWORD,
  remember: false,
  returnTo: "/account/billing",
  deviceId: "device-of-amelia-22-ch",
  clientIp: "192.0.2.1",
  userAgent: "Firefox/144.0 (Windows)",
};

let bench: TestDeps;
let deps: Services;
let requestId: string;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
  requestId = newRequestId();
});

/** The right password; the value of the cookie that leads on. */
async function begin(change: Partial<typeof attempt> = {}): Promise<string> {
  const outcome = await signIn(deps, { ...attempt, requestId, ...change });
  if (outcome.state !== "second_step") throw new Error("signed in without a second step");
  return outcome.pendingId;
}

async function beginWithCode(change: Partial<typeof attempt> = {}) {
  const pendingId = await begin(change);
  return { pendingId, code: await codeOf(pendingId) };
}

type Step = { pendingId: string; code: string; method?: CodeFactor; deviceId?: string; trust?: boolean };
const finish = (step: Step) =>
  finishSignIn(deps, {
    deviceId: attempt.deviceId,
    method: "mailed_code",
    trust: false,
    from: { ...attempt, requestId },
    ...step,
  });
const resend = (pendingId: string) =>
  resendSignInCode(deps, { pendingId, deviceId: attempt.deviceId, from: { ...attempt, requestId } });

/** The reason why something was refused, with the figures of it; null when it was not. */
async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { remaining } = error.facts;
    return remaining === undefined ? error.reason : `${error.reason} ${remaining}`;
  }
}

const codeOf = (pendingId: string) => readCodeOf(deps, { pendingId, deviceId: attempt.deviceId });

const mails = () => asSystem(bench.database, (tx) => listMail(tx, { limit: 50 }));
const codeMails = async () => (await mails()).filter(({ template }) => template === "code");
const otherThan = (code: string) => (code === "000000" ? "000001" : "000000");
const sessions = async () => {
  const { rows } = await asSystem(bench.database, (tx) => tx.raw("SELECT id FROM session_families"));
  return rows.length;
};
const auditTypes = async () => (await bench.auditEvents(requestId)).map(({ type }) => type);

async function enrolApp(): Promise<void> {
  const id = "00000000-0000-4000-8000-00000000a001";
  const secret = deps.encryption.seal(SECRET, secretPlace(amelia, id));
  const app = { id, userId: amelia, name: "Phone", secret, keyId: deps.encryption.keyId, lastStep: 0 };
  await asSystem(bench.database, (tx) => insertAuthenticator(tx, { ...app, now: START }));
}
const appCode = (steps = 0) =>
  generate({ secret: SECRET, epoch: Math.floor(deps.now().getTime() / 1000) + steps * 30 });

describe("a right password alone", () => {
  test("starts no session, and mails a code to the owner in their language", async () => {
    await begin({ email: "hanako@example.jp" });
    expect(await sessions()).toBe(0);
    const [mail] = await codeMails();
    expect(mail).toMatchObject({ userId: seedUserId(1002), toAddress: "hanako@example.jp", language: "ja" });
    expect(mail?.subject).toBe("【見本テレコム】確認コードのお知らせ");
    expect(mail?.text).toContain("有効期限：2026年11月23日 14:15（日本時間）");
    expect(await bench.waitingJobs("send-mail")).toEqual([{ mailId: mail?.id }]);
  });

  test("the code stands in the text and nowhere else", async () => {
    const pendingId = await begin();
    const code = await codeOf(pendingId);
    const [mail] = await codeMails();
    expect(mail?.subject).not.toMatch(/\d/);
    const events = JSON.stringify(await bench.auditEvents(requestId));
    expect(events).not.toContain(code);
    expect(events).not.toContain(pendingId);
  });

  test("a wrong one sends no mail and begins nothing", async () => {
    expect(await refusalOf(signIn(deps, { ...attempt, requestId, password: "wrong" }))).toBe(
      "INVALID_CREDENTIALS",
    );
    expect(await mails()).toEqual([]);
  });
});

describe("the mailed code", () => {
  test("signs in to where the person was going, with the factor and its time in the session", async () => {
    const signedIn = await finish(await beginWithCode());
    expect(signedIn.returnTo).toBe("/account/billing");
    expect(await deps.sessions.resolve(signedIn.tokens.access, undefined)).toMatchObject({
      session: { userId: amelia, proof: { factor: "mailed_code", at: START.getTime() } },
    });
  });

  test("keeps 'remember me' through both steps", async () => {
    const { tokens } = await finish(await beginWithCode({ remember: true }));
    expect(tokens.maxAgeSeconds).toBe(30 * 24 * 3600);
  });

  test("says how many attempts are left, and is worth nothing after five wrong ones", async () => {
    const pendingId = await begin();
    const code = await codeOf(pendingId);
    const wrong = { pendingId, code: otherThan(code) };
    for (const left of [4, 3, 2, 1]) expect(await refusalOf(finish(wrong))).toBe(`OTP_INVALID ${left}`);
    expect(await refusalOf(finish(wrong))).toBe("OTP_ATTEMPTS_EXCEEDED");
    expect(await refusalOf(finish({ pendingId, code }))).toBe("OTP_ATTEMPTS_EXCEEDED");
    expect(await auditTypes()).toEqual([
      "sign_in.password_accepted",
      "second_step.code_sent",
      ...Array.from({ length: 4 }, () => "second_step.failed"),
      "second_step.attempts_exceeded",
      "second_step.attempts_exceeded",
    ]);
    expect(await sessions()).toBe(0);
  });

  test("beyond the limit is refused as often as it is tried, and written down once", async () => {
    const pendingId = await begin();
    const wrong = { pendingId, code: otherThan(await codeOf(pendingId)) };
    for (let n = 0; n < LIMITS.secondStep.max; n += 1) expect(await refusalOf(finish(wrong))).not.toBeNull();
    requestId = newRequestId();
    const step = () => refusalOf(finish(wrong));
    expect(new Set([...(await Promise.all([step(), step(), step()])), await step()])).toEqual(
      new Set(["RATE_LIMITED"]),
    );
    expect(await auditTypes()).toEqual(["second_step.attempts_exceeded"]);
  });

  test("of twenty guesses at once no more than five are compared", async () => {
    const pendingId = await begin();
    const code = otherThan(await codeOf(pendingId));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(finish({ pendingId, code }))),
    );
    expect(answers.filter((reason) => reason?.startsWith("OTP_INVALID"))).toHaveLength(
      SECOND_STEP.codeAttempts - 1,
    );
  });

  test("of twenty right entries at once one signs in, and the next not any more", async () => {
    const step = await beginWithCode();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(finish(step))));
    expect(answers.filter((reason) => reason === null)).toHaveLength(1);
    expect(await sessions()).toBe(1);
    expect(await refusalOf(finish(step))).toBe("SESSION_EXPIRED");
  });

  test("lives ten minutes", async () => {
    const pendingId = await begin();
    const code = await codeOf(pendingId);
    bench.wait(10 * MINUTE - 1);
    expect(await refusalOf(finish({ pendingId, code: otherThan(code) }))).toBe("OTP_INVALID 4");
    bench.wait(1);
    expect(await refusalOf(finish({ pendingId, code }))).toBe("SESSION_EXPIRED");
  });

  test("is one sign-in's and one browser's", async () => {
    const { pendingId: first, code } = await beginWithCode();
    const second = await begin({ clientIp: "192.0.2.2" });
    if ((await codeOf(second)) !== code)
      expect(await refusalOf(finish({ pendingId: second, code }))).toBe("OTP_INVALID 4");
    expect(await refusalOf(finish({ pendingId: first, code, deviceId: "another-device-22-char" }))).toBe(
      "SESSION_EXPIRED",
    );
    for (const pendingId of ["", "x".repeat(32), first.slice(1)])
      expect(await refusalOf(finish({ pendingId, code }))).toBe("SESSION_EXPIRED");
    expect(await refusalOf(finish({ pendingId: first, code }))).toBeNull();
  });

  test("of one person does not work in the sign-in of another", async () => {
    const { code } = await beginWithCode();
    const pendingId = await begin({ email: "hanako@example.jp" });
    if ((await codeOf(pendingId)) === code) return;
    expect(await refusalOf(finish({ pendingId, code }))).toBe("OTP_INVALID 4");
  });

  test("does nothing for a login that was closed meanwhile", async () => {
    const step = await beginWithCode();
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'disabled' WHERE id = $1", [amelia]),
    );
    expect(await refusalOf(finish(step))).toBe("SESSION_EXPIRED");
  });
});

describe("another code", () => {
  test("can be asked for after a minute, takes the place of the first and has attempts of its own", async () => {
    const { pendingId, code: first } = await beginWithCode();
    expect(await refusalOf(finish({ pendingId, code: otherThan(first) }))).toBe("OTP_INVALID 4");
    bench.wait(MINUTE - 1);
    const tooSoon = await resend(pendingId).catch((error: unknown) => error);
    expect(tooSoon).toMatchObject({ reason: "RATE_LIMITED", retryAfter: 1 });
    bench.wait(1);
    await resend(pendingId);
    const second = await codeOf(pendingId);
    if (second !== first) expect(await refusalOf(finish({ pendingId, code: first }))).toBe("OTP_INVALID 4");
    expect(await refusalOf(finish({ pendingId, code: second }))).toBeNull();
  });

  test("is sent once, however often it is asked for at the same time", async () => {
    const pendingId = await begin();
    bench.wait(MINUTE);
    const answers = await Promise.all(Array.from({ length: 10 }, () => refusalOf(resend(pendingId))));
    expect(answers.filter((reason) => reason === null)).toHaveLength(1);
    expect(await codeMails()).toHaveLength(2);
  });

  test("is not sent for the eleventh time in an hour without a sign-in; a device that is known has its own count", async () => {
    await signInWithCode(deps, { ...attempt, requestId });
    const stranger = { deviceId: "stranger-with-22-chars" };
    for (let count = 0; count < LIMITS.mailedCode.max + 2; count += 1) await begin(stranger);
    expect(await codeMails()).toHaveLength(1 + LIMITS.mailedCode.max);
    await begin();
    expect(await codeMails()).toHaveLength(2 + LIMITS.mailedCode.max);
    bench.wait(LIMITS.mailedCode.windowMs);
    await begin(stranger);
    expect(await codeMails()).toHaveLength(3 + LIMITS.mailedCode.max);
  });
});

describe("guesses over many sign-ins", () => {
  test("are counted for the person, from whatever source, and not against the owner's device", async () => {
    await signInWithCode(deps, { ...attempt, requestId });
    await enrolApp();
    const wrong = otherThan(await appCode());
    for (let count = 0; count < LIMITS.secondStep.max; count += 1) {
      const source = {
        deviceId: `stranger-with-22-ch-${String(count).padStart(2, "0")}`,
        clientIp: `192.0.2.${count}`,
      };
      const step = {
        pendingId: await begin(source),
        deviceId: source.deviceId,
        method: "authenticator" as const,
      };
      expect(await refusalOf(finish({ ...step, code: wrong }))).toBe("OTP_INVALID");
    }
    const stranger = { deviceId: "stranger-with-22-chars", clientIp: "198.51.100.7" };
    const right = { method: "authenticator" as const, code: await appCode() };
    expect(
      await refusalOf(finish({ pendingId: await begin(stranger), deviceId: stranger.deviceId, ...right })),
    ).toBe("RATE_LIMITED");
    expect(await refusalOf(finish({ pendingId: await begin(), ...right }))).toBeNull();
  });
});

describe("an authenticator app", () => {
  const method = "authenticator" as const;
  beforeEach(enrolApp);

  test("takes the place of the mail", async () => {
    const pendingId = await begin();
    expect(await codeMails()).toEqual([]);
    expect(await refusalOf(resend(pendingId))).toBe("VALIDATION_FAILED");
    expect(await codeMails()).toEqual([]);
    expect(await refusalOf(finish({ pendingId, code: "123456" }))).toBe("OTP_INVALID");
    expect(await refusalOf(finish({ pendingId, method, code: await appCode() }))).toBeNull();
  });

  test.each([-1, 0, 1])("takes the code of step %d", async (steps) => {
    expect(
      await refusalOf(finish({ pendingId: await begin(), method, code: await appCode(steps) })),
    ).toBeNull();
  });

  test.each([-2, 2])("refuses the code of step %d", async (steps) => {
    expect(await refusalOf(finish({ pendingId: await begin(), method, code: await appCode(steps) }))).toBe(
      "OTP_INVALID",
    );
  });

  test("takes no code twice, nor an older one after a newer one", async () => {
    const code = await appCode();
    const older = await appCode(-1);
    await finish({ pendingId: await begin(), method, code });
    expect(await refusalOf(finish({ pendingId: await begin(), method, code }))).toBe("OTP_INVALID");
    expect(await refusalOf(finish({ pendingId: await begin(), method, code: older }))).toBe("OTP_INVALID");
    bench.wait(30_000);
    expect(await refusalOf(finish({ pendingId: await begin(), method, code: await appCode() }))).toBeNull();
  });

  test("of parallel sign-ins with one code lets one in", async () => {
    const code = await appCode();
    const ids: string[] = [];
    for (let count = 0; count < 8; count += 1) ids.push(await begin());
    const answers = await Promise.all(ids.map((pendingId) => refusalOf(finish({ pendingId, method, code }))));
    expect(answers.filter((reason) => reason === null)).toHaveLength(1);
  });
});

describe("a recovery code", () => {
  const method = "recovery_code" as const;
  beforeEach(() =>
    asSystem(bench.database, (tx) =>
      replaceRecoveryCodes(tx, { userId: amelia, hashes: [hashRecoveryCode(amelia, RECOVERY)], now: START }),
    ),
  );

  test("lets in once, beside an app too, and the session knows", async () => {
    await enrolApp();
    const { tokens } = await finish({ pendingId: await begin(), method, code: RECOVERY });
    expect(await deps.sessions.resolve(tokens.access, undefined)).toMatchObject({
      session: { proof: { factor: "recovery_code" } },
    });
    expect(await refusalOf(finish({ pendingId: await begin(), method, code: RECOVERY }))).toBe("OTP_INVALID");
  });

  test("is its owner's alone", async () => {
    const pendingId = await begin({ email: "hanako@example.jp" });
    expect(await refusalOf(finish({ pendingId, method, code: RECOVERY }))).toBe("OTP_INVALID");
    expect(await refusalOf(finish({ pendingId: await begin(), method, code: RECOVERY }))).toBeNull();
  });
});

describe("a trusted device", () => {
  test("signs in with the password for seven days, which is no factor, and not for longer", async () => {
    await signInWithCode(deps, { ...attempt, requestId }, { trust: true });
    expect(await trustOf(deps, amelia, attempt.deviceId)).toEqual(new Date(START.getTime() + 7 * DAY));
    bench.wait(7 * DAY - 1);
    const outcome = await signIn(deps, { ...attempt, requestId });
    if (outcome.state !== "signed_in") throw new Error("asked for a second step");
    expect(await deps.sessions.resolve(outcome.tokens.access, undefined)).toMatchObject({
      session: { proof: null },
    });
    expect((await bench.auditEvents(requestId)).at(-1)?.detail).toEqual({ factor: "trusted_device" });
    bench.wait(1);
    expect((await signIn(deps, { ...attempt, requestId })).state).toBe("second_step");
  });

  test("is not what a device becomes unasked, nor for another person, nor is another device", async () => {
    await signInWithCode(deps, { ...attempt, requestId });
    expect(await trustOf(deps, amelia, attempt.deviceId)).toBeNull();
    await signInWithCode(deps, { ...attempt, requestId }, { trust: true });
    await begin({ email: "hanako@example.jp" });
    await begin({ deviceId: "another-device-22-char" });
  });

  test("with a wrong password is refused like any other", async () => {
    await signInWithCode(deps, { ...attempt, requestId }, { trust: true });
    expect(await refusalOf(signIn(deps, { ...attempt, requestId, password: "wrong" }))).toBe(
      "INVALID_CREDENTIALS",
    );
  });
});
