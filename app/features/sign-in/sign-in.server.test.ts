import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listKnownDevices } from "#db/repositories/known-devices.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { listSessionFamilies } from "#db/repositories/sessions.server.ts";
import { findUser, insertUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { hashPassword } from "~/platform/security/passwords.server.ts";
import { SESSION_POLICY } from "~/platform/security/session-policy.ts";
import { PASSWORD, START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import type { SignInAttempt } from "./sign-in.server.ts";
import { signInWithCode } from "./sign-in.testing.ts";

const amelia = seedUserId(1001);
const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0";
const attempt = {
  email: "amelia@example.com",
  password: PASSWORD,
  remember: false,
  returnTo: "/account",
  deviceId: "device-of-amelia-22-ch",
  clientIp: "192.0.2.1",
  userAgent: firefox,
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

const attemptWith = (change: Partial<SignInAttempt>) =>
  signInWithCode(deps, { ...attempt, requestId, ...change });

/** The reason why a sign-in was refused; null when it was not. */
async function refusalOf(change: Partial<SignInAttempt>): Promise<string | null> {
  try {
    await attemptWith(change);
    return null;
  } catch (error) {
    if (isAppError(error)) return error.reason;
    throw error;
  }
}
const wrong = { password: "a wrong password" };

/** What the portal has written about a user; mailed codes have tests of their own. */
const written = (userId = amelia) =>
  asSystem(bench.database, async (tx) => ({
    families: await listSessionFamilies(tx, userId, deps.now()),
    devices: await listKnownDevices(tx, userId),
    mails: (await listMail(tx, { limit: 20 })).filter(({ template }) => template !== "code"),
    user: await findUser(tx, userId),
  }));

describe("a right password and code", () => {
  test("starts a session of this customer and their billing account", async () => {
    const { tokens, user } = await attemptWith({});
    expect(user).toMatchObject({ id: amelia, language: "en", theme: "system" });
    expect(await deps.sessions.resolve(tokens.access, tokens.refresh)).toMatchObject({
      state: "signed_in",
      session: { userId: amelia, clientId: 1001, name: "Amelia Carter", remember: false },
    });
    expect(tokens.maxAgeSeconds).toBeNull();
  });

  test("is written down: session, device, audit and the time of the sign-in", async () => {
    const { tokens } = await attemptWith({});
    const state = await deps.sessions.resolve(tokens.access, undefined);
    const { families, devices, user } = await written();
    expect(families).toMatchObject([
      {
        id: state.state === "signed_in" ? state.session.familyId : "",
        ip: "192.0.2.1",
        device: "Firefox, Windows",
        remember: false,
        expiresAt: new Date(START.getTime() + SESSION_POLICY.absoluteMs.plain),
      },
    ]);
    expect(devices).toMatchObject([{ deviceHash: hashText(attempt.deviceId), device: "Firefox, Windows" }]);
    const seen = { userId: amelia, at: START, ip: "192.0.2.1", device: "Firefox, Windows" };
    expect(await bench.auditEvents(requestId)).toEqual([
      { ...seen, type: "sign_in.password_accepted", detail: {} },
      { ...seen, type: "second_step.code_sent", detail: { purpose: "sign_in" } },
      { ...seen, type: "sign_in.succeeded", detail: { factor: "mailed_code" } },
    ]);
    expect(user?.lastSignInAt).toEqual(START);
  });

  test("remembered lasts thirty days, in the cookie and in the list of devices", async () => {
    const { tokens } = await attemptWith({ remember: true });
    const { families } = await written();
    expect(tokens.maxAgeSeconds).toBe(30 * 24 * 3600);
    expect(families[0]?.expiresAt).toEqual(new Date(START.getTime() + 30 * 24 * 3600 * 1000));
  });

  test("an address is one address however it is typed", async () => {
    expect(await refusalOf({ email: "  AMELIA@Example.com " })).toBeNull();
    expect(await refusalOf({ email: "ａｍｅｌｉａ@example.com" })).toBeNull();
  });

  test("the device cookie itself is not stored anywhere", async () => {
    await attemptWith({});
    expect(JSON.stringify(await written())).not.toContain(attempt.deviceId);
  });
});

describe("the mail about a new device", () => {
  test("is written once, to its owner and in their language, with the job that sends it", async () => {
    await attemptWith({ email: "hanako@example.jp" });
    await attemptWith({ email: "hanako@example.jp" });
    const { mails } = await written();
    expect(mails).toMatchObject([
      { userId: seedUserId(1002), toAddress: "hanako@example.jp", language: "ja", template: "new-device" },
    ]);
    expect(await bench.waitingJobs("send-mail")).toContainEqual({ mailId: mails[0]?.id });
  });

  test("is not written for a device that is known, and is for another one", async () => {
    await attemptWith({});
    await attemptWith({ clientIp: "198.51.100.7", userAgent: "another browser" });
    expect((await written()).mails).toHaveLength(1);
    await attemptWith({ deviceId: "another-device-22-char" });
    expect((await written()).mails).toHaveLength(2);
  });

  test("a device is known to one customer, not to the next who uses it", async () => {
    await attemptWith({});
    await attemptWith({ email: "hanako@example.jp" });
    expect((await written()).mails.map(({ toAddress }) => toAddress).toSorted()).toEqual([
      "amelia@example.com",
      "hanako@example.jp",
    ]);
  });
});

describe("a refused sign-in", () => {
  test("leaves an audit entry and nothing else", async () => {
    expect(await refusalOf(wrong)).toBe("INVALID_CREDENTIALS");
    const { families, devices, mails, user } = await written();
    expect({ families, devices, mails, lastSignInAt: user?.lastSignInAt }).toEqual({
      families: [],
      devices: [],
      mails: [],
      lastSignInAt: null,
    });
    expect(await bench.auditEvents(requestId)).toEqual([
      {
        userId: amelia,
        type: "sign_in.failed",
        at: START,
        ip: "192.0.2.1",
        device: "Firefox, Windows",
        detail: {},
      },
    ]);
  });

  test("of an unknown address looks the same, and the address is not kept", async () => {
    expect(await refusalOf({ email: "nobody@example.com" })).toBe("INVALID_CREDENTIALS");
    const events = await bench.auditEvents(requestId);
    expect(events).toMatchObject([{ type: "sign_in.failed", userId: null }]);
    expect(JSON.stringify(events)).not.toContain("nobody");
  });

  test("of a disabled login looks like a wrong password", async () => {
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'disabled' WHERE id = $1", [amelia]),
    );
    expect(await refusalOf({})).toBe("INVALID_CREDENTIALS");
    expect((await written()).families).toEqual([]);
  });

  test("of a login without a billing account says so and starts no session", async () => {
    const id = UserIdSchema.parse("00000000-0000-4000-8000-000000009999");
    const passwordHash = await hashPassword(PASSWORD);
    await asSystem(bench.database, (tx) =>
      insertUser(tx, {
        id,
        email: "unmapped@example.com",
        displayName: "",
        language: "en",
        passwordHash,
        now: START,
      }),
    );
    expect(await refusalOf({ email: "unmapped@example.com" })).toBe("MAPPING_MISSING");
    expect((await written(id)).families).toEqual([]);
  });

  test("of a login without a password is one like any other", async () => {
    await asSystem(bench.database, (tx) =>
      insertUser(tx, {
        id: UserIdSchema.parse("00000000-0000-4000-8000-000000009998"),
        email: "invited@example.com",
        displayName: "",
        language: "en",
        passwordHash: null,
        now: START,
      }),
    );
    expect(await refusalOf({ email: "invited@example.com", password: "" })).toBe("INVALID_CREDENTIALS");
    expect(await refusalOf({ email: "invited@example.com", password: "no user has this password" })).toBe(
      "INVALID_CREDENTIALS",
    );
  });

  test("while sign-in is closed says so without looking at the password", async () => {
    deps = { ...deps, config: { ...deps.config, authMaintenance: true } };
    expect(await refusalOf({})).toBe("MAINTENANCE");
    expect(await refusalOf(wrong)).toBe("MAINTENANCE");
    expect(await bench.auditEvents(requestId)).toEqual([]);
  });
});

describe("limits (portal.md 3.1)", () => {
  const { max, windowMs } = LIMITS.signInAddress;

  async function guess(times: number, change: Partial<SignInAttempt> = {}) {
    for (let count = 0; count < times; count += 1)
      expect(await refusalOf({ ...wrong, deviceId: "stranger-with-22-chars", ...change })).toBe(
        "INVALID_CREDENTIALS",
      );
  }

  test("after five wrong ones the right one is refused too, until the time is over", async () => {
    await guess(max, { deviceId: attempt.deviceId });
    expect(await refusalOf({})).toBe("RATE_LIMITED");
    bench.wait(windowMs - 1);
    expect(await refusalOf({})).toBe("RATE_LIMITED");
    bench.wait(1);
    expect(await refusalOf({})).toBeNull();
  });

  test("a stranger cannot lock the owner out: not from elsewhere, and not on a device that is known", async () => {
    await attemptWith({});
    await guess(max);
    expect(await refusalOf({ deviceId: "stranger-with-22-chars" })).toBe("RATE_LIMITED");
    expect(await refusalOf({})).toBeNull();
    expect(await refusalOf({ deviceId: "stranger-with-22-chars", clientIp: "198.51.100.7" })).toBeNull();
  });

  test("a known device has a count of its own, wherever it goes", async () => {
    await attemptWith({});
    for (let count = 0; count < max; count += 1)
      expect(await refusalOf({ ...wrong, clientIp: `192.0.2.${count}` })).toBe("INVALID_CREDENTIALS");
    expect(await refusalOf({ clientIp: "198.51.100.7" })).toBe("RATE_LIMITED");
  });

  test("the count of an address does not depend on how it is typed", async () => {
    await guess(max - 1);
    await guess(1, { email: " AMELIA@EXAMPLE.COM" });
    expect(await refusalOf({})).toBe("RATE_LIMITED");
  });

  test("a right one begins the count anew", async () => {
    await guess(max - 1);
    expect(await refusalOf({})).toBeNull();
    await guess(max - 1);
    expect(await refusalOf({ deviceId: "stranger-with-22-chars" })).toBeNull();
  });

  test("of guesses sent at once no more than five are compared", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(wrong)));
    expect(answers.filter((reason) => reason === "INVALID_CREDENTIALS")).toHaveLength(max);
    expect(answers.filter((reason) => reason === "RATE_LIMITED")).toHaveLength(20 - max);
  });

  test("of guesses at many addresses sent at once no more than the source's limit are compared", async () => {
    const { max: most } = LIMITS.signInSource;
    for (let count = 0; count < most - 2; count += 1) await deps.limits.use("signInSource", attempt.clientIp);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => refusalOf({ ...wrong, email: `nobody${n}@example.com` })),
    );
    expect(answers.filter((reason) => reason === "INVALID_CREDENTIALS")).toHaveLength(2);
    expect(answers.filter((reason) => reason === "RATE_LIMITED")).toHaveLength(4);
  });

  test("neither right ones nor ones refused for their address count against the source", async () => {
    const { max: most } = LIMITS.signInSource;
    for (let count = 0; count < most - max - 1; count += 1)
      await deps.limits.use("signInSource", attempt.clientIp);
    await guess(max, { email: "grace@example.com" });
    for (let count = 0; count < 3; count += 1) {
      expect(await refusalOf({ ...wrong, email: "grace@example.com" })).toBe("RATE_LIMITED");
      expect(await refusalOf({})).toBeNull();
    }
  });

  test("a refused one is in the audit log, of a known and of an unknown address, and tells the time left", async () => {
    for (const email of [attempt.email, "nobody@example.com"]) {
      await guess(max, { email });
      bench.wait(windowMs - 90_000);
      requestId = newRequestId();
      await expect(
        attemptWith({ ...wrong, email, deviceId: "stranger-with-22-chars" }),
      ).rejects.toMatchObject({
        reason: "RATE_LIMITED",
        retryAfter: 90,
      });
      const userId = email === attempt.email ? amelia : null;
      expect(await bench.auditEvents(requestId)).toMatchObject([{ type: "sign_in.limited", userId }]);
    }
  });

  test("of those that go on and on one entry is written in a window, for the address and for the source", async () => {
    const refused = async (change: Partial<SignInAttempt>, times: number) => {
      for (let count = 0; count < times; count += 1) expect(await refusalOf(change)).toBe("RATE_LIMITED");
    };
    await guess(max, { email: "nobody@example.com" });
    requestId = newRequestId();
    await refused({ ...wrong, email: "nobody@example.com" }, 10);
    expect(await bench.auditEvents(requestId)).toHaveLength(1);

    for (let count = max; count < LIMITS.signInSource.max; count += 1)
      await deps.limits.use("signInSource", attempt.clientIp);
    requestId = newRequestId();
    for (let n = 0; n < 10; n += 1) await refused({ ...wrong, email: `n${n}@example.com` }, 1);
    expect(await bench.auditEvents(requestId)).toMatchObject([{ type: "sign_in.limited", userId: null }]);
  });

  test("a source that has guessed at many addresses is refused at all of them", async () => {
    for (let count = 0; count < LIMITS.signInSource.max - 1; count += 1)
      await deps.limits.use("signInSource", attempt.clientIp);
    expect(await refusalOf({ ...wrong, email: "nobody@example.com" })).toBe("INVALID_CREDENTIALS");
    expect(await refusalOf({})).toBe("RATE_LIMITED");
    expect(await refusalOf({ clientIp: "198.51.100.7" })).toBeNull();
  });
});
