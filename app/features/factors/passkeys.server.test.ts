import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { listPasskeyRows } from "#db/repositories/passkeys.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { CHALLENGE_MS, type Assertion, type PasskeyUse } from "#domain/auth/passkeys.ts";
import { isSteppedUp } from "#domain/auth/step-up.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { sessionFamilies, type Session } from "~/platform/security/sessions.server.ts";
import { PASSWORD, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { askForPasskey } from "./check-passkey.server.ts";
import { addPasskey, askForNewPasskey, beginPasskey } from "./enrol-passkey.server.ts";
import { readAgedWays } from "./enrolled.server.ts";
import { removeFactor } from "./factors.server.ts";
import { askForSecondStepPasskey, finishSignInByPasskey } from "~/features/sign-in/finish-sign-in.server.ts";
import { createSoftPasskey, type SoftPasskey } from "./passkey.testing.ts";
import { findShownCodes } from "./recovery-codes.server.ts";
import { signInByPasskey } from "~/features/sign-in/sign-in-by-passkey.server.ts";
import { signIn } from "~/features/sign-in/sign-in.server.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import {
  askForStepUpPasskey,
  clockOf,
  confirmStepUpByPasskey,
  readStepUpWays,
} from "~/features/sign-in/step-up.server.ts";

const HOUR = 3_600_000;
const amelia = seedUserId(1001);
const hanako = seedUserId(1002);
const VISITOR = "visitor-of-amelia-22-c";

let bench: TestDeps;
let deps: Services;
let from: { requestId: string; clientIp: string; userAgent: string };
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
  from = { requestId: newRequestId(), clientIp: "192.0.2.1", userAgent: "Firefox/144.0 (Windows)" };
});

const attemptOf = (email: string) => ({
  ...from,
  email,
  password: PASSWORD,
  remember: false,
  returnTo: "/account",
  deviceId: "device-of-amelia-22-ch",
});

async function sessionOf(tokens: { access: string }): Promise<Session> {
  const state = await deps.sessions.resolve(tokens.access, undefined);
  if (state.state !== "signed_in") throw new Error("nobody is signed in");
  return state.session;
}

const signedIn = async (email: string) => sessionOf((await signInWithCode(deps, attemptOf(email))).tokens);

/** A passkey of this customer, made the way the pages make it. */
async function enrol(customer: Pick<Session, "userId" | "familyId">, name = "Laptop"): Promise<SoftPasskey> {
  await beginPasskey(deps, customer, name);
  const passkey = createSoftPasskey(deps.origin);
  const credential = passkey.create(await askForNewPasskey(deps, customer));
  await addPasskey(deps, customer, { credential, from });
  return passkey;
}

async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.reason;
  }
}

const rowsOf = (userId: UserId) => asSystem(bench.database, (tx) => listPasskeyRows(tx, userId));
const audit = async () =>
  (await bench.auditEvents(from.requestId)).map(({ type, detail }) => ({ type, detail }));
const lastAudit = async () => (await audit()).at(-1);

const challenge = (use: PasskeyUse = "sign_in", subject = VISITOR) =>
  askForPasskey(deps, { use, subject }, []);
const enter = (credential: Assertion, visitor = VISITOR) =>
  signInByPasskey(deps, {
    ...from,
    credential,
    visitor,
    returnTo: "/account/billing",
    deviceId: "device-of-amelia-22-ch",
  });

describe("adding a passkey", () => {
  test("the first comes with recovery codes, and its owner is told; a second one brings none", async () => {
    const customer = await signedIn("amelia@example.com");
    await beginPasskey(deps, customer, "Laptop");
    const options = await askForNewPasskey(deps, customer);
    expect(options).toMatchObject({
      rp: { id: "portal.test", name: "Mihon Telecom" },
      user: { name: "amelia@example.com" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
      excludeCredentials: [],
    });
    expect(Buffer.from(options.user.id, "base64url").toString()).toBe(amelia);
    const first = createSoftPasskey(deps.origin);
    expect(await addPasskey(deps, customer, { credential: first.create(options), from })).toBe(true);
    expect(await findShownCodes(deps, customer)).toHaveLength(10);
    expect(await rowsOf(amelia)).toMatchObject([
      { name: "Laptop", credentialId: first.id, counter: 0, transports: ["internal"] },
    ]);
    expect((await audit()).map(({ type }) => type).slice(-2)).toEqual([
      "factor.passkey_added",
      "recovery_codes.made",
    ]);
    const mails = await asSystem(bench.database, (tx) => listMail(tx, { limit: 20 }));
    const news = mails.filter(({ template }) => template === "factor-change");
    expect(news.map(({ toAddress }) => toAddress)).toEqual(["amelia@example.com", "amelia@example.com"]);

    await beginPasskey(deps, customer, "Key");
    const again = await askForNewPasskey(deps, customer);
    expect(again.excludeCredentials).toMatchObject([{ id: first.id, transports: ["internal"] }]);
    const second = createSoftPasskey(deps.origin).create(again);
    expect(await addPasskey(deps, customer, { credential: second, from })).toBe(false);
    expect(await rowsOf(amelia)).toHaveLength(2);
  });

  test("of another site, without verification, or with a challenge that is used, old or another session's is refused", async () => {
    const customer = await signedIn("amelia@example.com");
    const other = await signedIn("hanako@example.jp");
    const passkey = createSoftPasskey(deps.origin);
    const add = (credential: ReturnType<SoftPasskey["create"]>, to = customer) =>
      refusalOf(addPasskey(deps, to, { credential, from }));
    for (const [each, name] of [
      [customer, "Laptop"],
      [other, "Phone"],
    ] as const)
      await beginPasskey(deps, each, name);

    const ask = () => askForNewPasskey(deps, customer);
    expect(await add(passkey.create(await ask(), { origin: "https://evil.example" }))).toBe(
      "PASSKEY_REFUSED",
    );
    expect(await add(passkey.create(await ask(), { rpId: "evil.example" }))).toBe("PASSKEY_REFUSED");
    expect(await add(passkey.create(await ask(), { isVerified: false }))).toBe("PASSKEY_REFUSED");
    expect(await add(passkey.create(await ask()), other)).toBe("PASSKEY_REFUSED");
    expect(await add(passkey.create({ ...(await ask()), ...(await challenge()) }))).toBe("PASSKEY_REFUSED");
    const slow = passkey.create(await ask());
    bench.wait(CHALLENGE_MS + 1);
    expect(await add(slow)).toBe("PASSKEY_REFUSED");

    const good = passkey.create(await ask());
    const twice = await Promise.all([add(good), add(good)]);
    expect(twice.sort()).toEqual(["PASSKEY_REFUSED", null]);
    expect(await rowsOf(amelia)).toHaveLength(1);
    expect(await rowsOf(hanako)).toEqual([]);
  });

  test("that somebody has already is refused", async () => {
    const customer = await signedIn("amelia@example.com");
    const passkey = await enrol(customer);
    const other = await signedIn("hanako@example.jp");
    await beginPasskey(deps, other, "Mine");
    const credential = passkey.create(await askForNewPasskey(deps, other));
    expect(await refusalOf(addPasskey(deps, other, { credential, from }))).toBe("PASSKEY_REFUSED");
    expect(await rowsOf(hanako)).toEqual([]);
  });

  test("that nobody has begun is over", async () => {
    const customer = await signedIn("amelia@example.com");
    const credential = createSoftPasskey(deps.origin).create(await askForNewPasskey(deps, customer));
    expect(await refusalOf(addPasskey(deps, customer, { credential, from }))).toBe("OTP_EXPIRED");
  });
});

describe("signing in with a passkey alone", () => {
  let passkey: SoftPasskey;
  beforeEach(async () => {
    passkey = await enrol(await signedIn("amelia@example.com"));
  });

  test("opens the account of whoever it belongs to, with the factor in the session", async () => {
    const options = await challenge();
    expect(options).toMatchObject({
      rpId: "portal.test",
      userVerification: "required",
      allowCredentials: [],
    });
    const outcome = await enter(passkey.get(options));
    expect(outcome.returnTo).toBe("/account/billing");
    const { userId, proof, remember } = await sessionOf(outcome.tokens);
    const at = deps.now().getTime();
    expect({ userId, proof, remember }).toEqual({
      userId: amelia,
      proof: { factor: "passkey", at, since: at },
      remember: false,
    });
    expect(await lastAudit()).toEqual({ type: "sign_in.succeeded", detail: { factor: "passkey" } });
    expect(await rowsOf(amelia)).toMatchObject([{ counter: 1, lastUsedAt: deps.now() }]);
  });

  test.each([
    ["another site's", { origin: "https://portal.test.evil.example" }, "answer"],
    ["another site's key", { rpId: "evil.example" }, "answer"],
    ["one without verification", { isVerified: false }, "answer"],
    ["one for another person", { userHandle: Buffer.from(hanako).toString("base64url") }, "owner"],
  ])("an answer that is %s is refused and written down", async (_what, answer, fault) => {
    expect(await refusalOf(enter(passkey.get(await challenge(), answer)))).toBe("PASSKEY_REFUSED");
    const [{ id: factorId } = { id: "" }] = await rowsOf(amelia);
    expect(await lastAudit()).toEqual({
      type: "passkey.refused",
      detail: { use: "sign_in", fault, factorId },
    });
  });

  test("a challenge is good once, for five minutes, in its browser and for its use", async () => {
    const used = passkey.get(await challenge());
    expect((await enter(used)).state).toBe("signed_in");
    expect(await refusalOf(enter(used))).toBe("PASSKEY_REFUSED");

    const slow = passkey.get(await challenge());
    bench.wait(CHALLENGE_MS + 1);
    expect(await refusalOf(enter(slow))).toBe("PASSKEY_REFUSED");
    expect(await refusalOf(enter(passkey.get(await challenge()), "another-visitor-22-cha"))).toBe(
      "PASSKEY_REFUSED",
    );
    for (const use of ["enrol", "second_step", "step_up"] as const)
      expect(await refusalOf(enter(passkey.get(await challenge(use))))).toBe("PASSKEY_REFUSED");
    expect(await refusalOf(enter(passkey.get({ challenge: "made-up" })))).toBe("PASSKEY_REFUSED");
    expect(await lastAudit()).toMatchObject({ type: "passkey.refused", detail: { fault: "challenge" } });
  });

  test("an answer sent twenty times at once opens one session", async () => {
    const answer = passkey.get(await challenge());
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusalOf(enter(answer))));
    expect(outcomes.filter((reason) => reason === null)).toHaveLength(1);
  });

  test("a signature that was touched is refused", async () => {
    const answer = passkey.get(await challenge());
    const { signature } = passkey.get(await challenge()).response;
    const touched = { ...answer, response: { ...answer.response, signature } };
    expect(await refusalOf(enter(touched))).toBe("PASSKEY_REFUSED");
  });

  test("a counter that does not move on is a copy: refused, and said so in the log", async () => {
    await enter(passkey.get(await challenge()));
    for (const counter of [0, 1])
      expect(await refusalOf(enter(passkey.get(await challenge(), { counter })))).toBe("PASSKEY_REFUSED");
    expect(await lastAudit()).toMatchObject({
      type: "passkey.copied",
      detail: { use: "sign_in", fault: "counter" },
    });
    expect(await refusalOf(enter(passkey.get(await challenge(), { counter: 5 })))).toBeNull();
  });

  test("a passkey that does not count is used again and again", async () => {
    for (let n = 0; n < 3; n += 1)
      expect(await refusalOf(enter(passkey.get(await challenge(), { counter: 0 })))).toBeNull();
  });

  test("a passkey that was removed, that nobody has, or of a closed login opens nothing", async () => {
    const stranger = createSoftPasskey(deps.origin);
    expect(await refusalOf(enter(stranger.get(await challenge(), { userHandle: "AAAA" })))).toBe(
      "PASSKEY_REFUSED",
    );
    expect((await lastAudit())?.type).not.toBe("passkey.refused");

    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'disabled' WHERE id = $1", [amelia]),
    );
    expect(await refusalOf(enter(passkey.get(await challenge())))).toBe("PASSKEY_REFUSED");
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET status = 'active' WHERE id = $1", [amelia]),
    );

    const [{ id } = { id: "" }] = await rowsOf(amelia);
    await removeFactor(deps, { userId: amelia }, { id, from });
    expect(await refusalOf(enter(passkey.get(await challenge())))).toBe("PASSKEY_REFUSED");
  });

  test("is closed while sign-in is", async () => {
    const closed = { ...deps, config: { ...deps.config, authMaintenance: true } };
    const attempt = { ...from, visitor: VISITOR, returnTo: "/account", deviceId: "d" };
    expect(
      await refusalOf(signInByPasskey(closed, { ...attempt, credential: passkey.get(await challenge()) })),
    ).toBe("MAINTENANCE");
  });
});

describe("a passkey as second step", () => {
  const deviceId = "device-of-amelia-22-ch";

  async function begin(email = "amelia@example.com") {
    const outcome = await signIn(deps, { ...attemptOf(email), deviceId });
    if (outcome.state !== "second_step") throw new Error("no second step");
    return { pendingId: outcome.pendingId, deviceId };
  }

  test("takes the place of the mailed code, and finishes the sign-in of its browser", async () => {
    const passkey = await enrol(await signedIn("amelia@example.com"));
    const count = async () =>
      (await asSystem(bench.database, (tx) => listMail(tx, { limit: 50 }))).filter(
        ({ template }) => template === "code",
      ).length;
    const before = await count();
    const cookies = await begin();
    expect(await count()).toBe(before);
    const options = await askForSecondStepPasskey(deps, cookies);
    expect(options.allowCredentials).toMatchObject([{ id: passkey.id }]);
    const credential = passkey.get(options);
    const stolen = { ...cookies, deviceId: "device-of-a-thief-22-c" };
    expect(await refusalOf(finishSignInByPasskey(deps, { ...stolen, credential, from }))).toBe(
      "SESSION_EXPIRED",
    );
    const { tokens, returnTo } = await finishSignInByPasskey(deps, { ...cookies, credential, from });
    expect((await sessionOf(tokens)).proof?.factor).toBe("passkey");
    expect(returnTo).toBe("/account");
    expect(await refusalOf(finishSignInByPasskey(deps, { ...cookies, credential, from }))).toBe(
      "SESSION_EXPIRED",
    );
  });

  test("of another customer, or with a challenge of another sign-in, opens nothing", async () => {
    await enrol(await signedIn("amelia@example.com"));
    const hers = await enrol(await signedIn("hanako@example.jp"), "スマホ");
    const cookies = await begin();
    const wrong = hers.get(await askForSecondStepPasskey(deps, cookies));
    expect(await refusalOf(finishSignInByPasskey(deps, { ...cookies, credential: wrong, from }))).toBe(
      "PASSKEY_REFUSED",
    );
    expect(await lastAudit()).toMatchObject({ type: "passkey.refused", detail: { fault: "owner" } });

    const other = await begin("hanako@example.jp");
    const crossed = hers.get(await askForSecondStepPasskey(deps, other));
    const again = await begin("hanako@example.jp");
    expect(await refusalOf(finishSignInByPasskey(deps, { ...again, credential: crossed, from }))).toBe(
      "PASSKEY_REFUSED",
    );
    expect(await refusalOf(finishSignInByPasskey(deps, { ...other, credential: crossed, from }))).toBeNull();
  });
});

describe("a passkey as step-up", () => {
  test("confirms at once what does not cool, and a change of the address after a day", async () => {
    const customer = await signedIn("amelia@example.com");
    const passkey = await enrol(customer);
    const confirm = async (action: "factor.remove" | "email.change") =>
      refusalOf(
        confirmStepUpByPasskey(deps, {
          customer,
          action,
          from,
          credential: passkey.get(await challenge("step_up", `step-up:${customer.familyId}`)),
        }),
      );
    const proofOf = async () => (await sessionFamilies.get(deps, customer.familyId))?.proof ?? null;

    expect(await confirm("factor.remove")).toBeNull();
    expect(isSteppedUp("factor.remove", await proofOf(), clockOf(deps))).toBe(true);
    expect(isSteppedUp("email.change", await proofOf(), clockOf(deps))).toBe(false);
    expect(await confirm("email.change")).toBe("FACTOR_COOLING");
    expect((await askForStepUpPasskey(deps, customer, "email.change")).allowCredentials).toEqual([]);
    const since = deps.now().getTime();
    expect(await readStepUpWays(deps, customer, "email.change")).toEqual({
      ways: [],
      opensAt: since + 24 * HOUR,
    });

    bench.wait(24 * HOUR);
    // The session would have idled out; what is asked here is the factor's age.
    await sessionFamilies.put(deps, customer.familyId, familyOf(customer));
    expect((await askForStepUpPasskey(deps, customer, "email.change")).allowCredentials).toHaveLength(1);
    expect(await confirm("email.change")).toBeNull();
    expect(isSteppedUp("email.change", await proofOf(), clockOf(deps))).toBe(true);
  });

  test("of another customer confirms nothing", async () => {
    const customer = await signedIn("amelia@example.com");
    const hers = await enrol(await signedIn("hanako@example.jp"));
    const credential = hers.get(await askForStepUpPasskey(deps, customer, "factor.remove"));
    expect(
      await refusalOf(confirmStepUpByPasskey(deps, { customer, action: "factor.remove", credential, from })),
    ).toBe("PASSKEY_REFUSED");
  });

  test("every kind of factor has its age, and the mailed code that of the address", async () => {
    const customer = await signedIn("amelia@example.com");
    const ways = () => asSystem(bench.database, (tx) => readAgedWays(tx, amelia));
    expect(await ways()).toEqual([{ factor: "mailed_code", since: null }]);
    await enrol(customer);
    const since = deps.now().getTime();
    expect(await ways()).toEqual([
      { factor: "passkey", since },
      { factor: "recovery_code", since },
    ]);
  });
});

function familyOf({ familyId: _, ...session }: Session) {
  return {
    ...session,
    generation: 0,
    exchanged: null,
    rotatedAt: deps.now().getTime(),
    isUsed: true,
    expiresAt: deps.now().getTime() + HOUR,
  };
}
