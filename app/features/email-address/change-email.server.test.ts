import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isEmailUnsynced, pruneEmailChanges } from "#db/repositories/email-changes.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { findUserWithSecret, findUser } from "#db/repositories/users.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import { isSteppedUp } from "#domain/auth/step-up.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import { WhmcsClientIdSchema, type UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { PASSWORD, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import {
  confirmEmailChange,
  findPendingEmail,
  requestEmailChange,
  resendEmailCode,
  UNDO_DAYS,
} from "./change-email.server.ts";
import { addPasskey, askForNewPasskey, beginPasskey } from "~/features/factors/enrol-passkey.server.ts";
import { readAgedWays } from "~/features/factors/enrolled.server.ts";
import { renameFactor, readFactors } from "~/features/factors/factors.server.ts";
import { createSoftPasskey } from "~/features/factors/passkey.testing.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import { clockOf } from "~/features/sign-in/step-up.server.ts";
import { isUndoTokenGood, undoEmailChange } from "./undo-email-change.server.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OLD = "amelia@example.com";
const NEW = "amelia.carter@example.net";
const amelia = seedUserId(1001);
const clientId = WhmcsClientIdSchema.parse(1001);

let bench: TestDeps;
let deps: Services;
let from: { requestId: string; clientIp: string; userAgent: string };
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.control("POST", "/reset");
  await asSystem(bench.database, (tx) => tx.raw("UPDATE users SET email = $2 WHERE id = $1", [amelia, OLD]));
  deps = bench.freshDeps();
  from = { requestId: newRequestId(), clientIp: "192.0.2.1", userAgent: "Firefox/144.0 (Windows)" };
});

async function signedIn(email = OLD, deviceId = "device-of-amelia-22-ch"): Promise<Session> {
  const attempt = { ...from, email, password: PASSWORD, remember: false, returnTo: "/account", deviceId };
  const { tokens } = await signInWithCode(deps, attempt);
  const state = await deps.sessions.resolve(tokens.access, undefined);
  if (state.state !== "signed_in") throw new Error("nobody is signed in");
  return state.session;
}

const mails = () => asSystem(bench.database, (tx) => listMail(tx, { limit: 50 }));
const mailsTo = async (address: string) => (await mails()).filter(({ toAddress }) => toAddress === address);
const emailOf = async (userId: UserId = amelia) =>
  (await asSystem(bench.database, (tx) => findUser(tx, userId)))?.email;
const codeTo = async (address: string) => {
  const mail = (await mailsTo(address)).find(({ template }) => template === "code");
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (code === undefined) throw new Error("no code");
  return code;
};
const syncing = () => asSystem(bench.database, (tx) => deps.processes.find(tx, "sync-email", amelia));
const otherThan = (code: string) => (code === "000000" ? "000001" : "000000");
const auditTypes = async () => (await bench.auditEvents(from.requestId)).map(({ type }) => type);

async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.reason;
  }
}

const request = (customer: Session, email = NEW) => requestEmailChange(deps, customer, { email, from });
const confirm = (customer: Session, code: string) => confirmEmailChange(deps, customer, { code, from });
const undo = (token: string | null) => undoEmailChange(deps, { token, from });

/** Changes the address, and gives the token that its earlier one was sent. */
async function change(customer: Session, email = NEW): Promise<string> {
  const left = (await emailOf()) ?? "";
  await request(customer, email);
  expect(await confirm(customer, await codeTo(email))).toBe(true);
  const mail = (await mailsTo(left)).find(({ template }) => template === "email-left");
  return /undo-email\?token=([\w-]{43})\n/.exec(mail?.text ?? "")?.[1] ?? "none";
}

describe("asking for another address", () => {
  test("says so when no code was sent, since its mailbox has had its share", async () => {
    const customer = await signedIn();
    for (let n = 0; n < LIMITS.emailChangeMailbox.max; n += 1)
      await deps.limits.use("emailChangeMailbox", mailboxOf(NEW));
    expect(await refusalOf(request(customer))).toBe("RATE_LIMITED");
    expect(await findPendingEmail(deps, customer)).toBeNull();
    expect(await mailsTo(NEW)).toEqual([]);
  });

  test("mails a code there and changes nothing yet", async () => {
    const customer = await signedIn();
    expect(await request(customer, `  ${NEW.toUpperCase()} `)).toBe(true);
    const [mail] = await mailsTo(NEW);
    expect(mail).toMatchObject({ template: "code", userId: amelia });
    expect(mail?.text).toContain("use this e-mail address to sign in to your Mihon Telecom account");
    expect(await findPendingEmail(deps, customer)).toMatchObject({ email: NEW });
    expect(await emailOf()).toBe(OLD);
    expect((await auditTypes()).at(-1)).toBe("email.change_requested");
  });

  test("that somebody has already looks the same, and its owner is told in their language", async () => {
    const customer = await signedIn();
    expect(await request(customer, "hanako@example.jp")).toBe(true);
    expect(await findPendingEmail(deps, customer)).toMatchObject({ email: "hanako@example.jp" });
    const [mail] = await mailsTo("hanako@example.jp");
    expect(mail).toMatchObject({ template: "email-taken", userId: seedUserId(1002), language: "ja" });
    expect(mail?.text).not.toMatch(/\d{6}/);
    for (let guess = 0; guess < 4; guess += 1)
      expect(await refusalOf(confirm(customer, `00000${guess}`))).toBe("OTP_INVALID");
    expect((await auditTypes()).at(-1)).toBe("email.change_requested");
    expect(await emailOf(seedUserId(1002))).toBe("hanako@example.jp");
  });

  test("that is one's own is said to be so", async () => {
    expect(await request(await signedIn(), OLD.toUpperCase())).toBe(false);
    expect(await mailsTo(OLD)).toHaveLength(2);
  });

  test("comes again after a minute, and no more than five times in an hour", async () => {
    const customer = await signedIn();
    await request(customer);
    expect(await refusalOf(resendEmailCode(deps, customer, from))).toBe("RATE_LIMITED");
    expect(await request(customer)).toBe(true);
    expect(await mailsTo(NEW)).toHaveLength(1);
    for (let sent = 2; sent < LIMITS.emailChange.max; sent += 1) {
      bench.wait(MINUTE);
      await resendEmailCode(deps, customer, from);
    }
    bench.wait(MINUTE);
    expect(await refusalOf(resendEmailCode(deps, customer, from))).toBe("RATE_LIMITED");
    expect(await refusalOf(request(customer))).toBe("RATE_LIMITED");
  });
});

describe("the code", () => {
  test("changes the address, tells both, and voids links for a new password", async () => {
    const customer = await signedIn();
    const token = await change(customer);
    expect(await emailOf()).toBe(NEW);
    expect(await isUndoTokenGood(deps, token)).toBe(true);
    const left = (await mailsTo(OLD)).find(({ template }) => template === "email-left");
    expect(left?.text).toContain("was changed to a***@example.net");
    expect(left?.text).toContain("until 30 Nov 2026, 14:05 JST");
    expect(left?.text).not.toContain(NEW);
    const takenUp = (await mailsTo(NEW)).find(({ template }) => template === "email-taken-up");
    expect(takenUp?.text).toBeTruthy();
    expect(takenUp?.text).not.toContain("undo-email");
    expect(await syncing()).toMatchObject({ state: "running", wakeAt: deps.now() });
    const events = await bench.auditEvents(from.requestId);
    expect(events.at(-1)?.type).toBe("email.changed");
    expect(JSON.stringify(events)).not.toContain("example.net");
    expect(await findPendingEmail(deps, customer)).toBeNull();
    const { rows } = await asSystem(bench.database, (tx) => tx.raw("SELECT undo_hash FROM email_changes"));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("works once, in its session, for ten minutes", async () => {
    const customer = await signedIn();
    const elsewhere = await signedIn(OLD, "another-device-22-char");
    await request(customer);
    const code = await codeTo(NEW);
    expect(await refusalOf(confirm(elsewhere, code))).toBe("OTP_EXPIRED");
    expect(await refusalOf(confirm(customer, otherThan(code)))).toBe("OTP_INVALID");
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => refusalOf(confirm(customer, code))));
    expect(outcomes.filter((reason) => reason === null)).toHaveLength(1);
    expect(await refusalOf(confirm(customer, code))).toBe("OTP_EXPIRED");

    await request(customer, "third@example.net");
    const late = await codeTo("third@example.net");
    bench.wait(10 * MINUTE + 1);
    expect(await refusalOf(confirm(customer, late))).toBe("OTP_EXPIRED");
    expect(await emailOf()).toBe(NEW);
  });

  test("of one address is worth nothing for another", async () => {
    const customer = await signedIn();
    await request(customer, "first@example.net");
    const first = await codeTo("first@example.net");
    await request(customer);
    const reason = await refusalOf(confirm(customer, first));
    expect([reason, await emailOf()]).toEqual(["OTP_INVALID", OLD]);
  });

  test("of two people for one address lets one have it", async () => {
    const [customer, other] = [await signedIn(), await signedIn("grace@example.com")];
    const grace = other.userId;
    await request(customer);
    const mine = await codeTo(NEW);
    bench.wait(1);
    await request(other);
    const theirs = await codeTo(NEW);
    const outcomes = await Promise.all([confirm(customer, mine), confirm(other, theirs)]);
    expect([...outcomes].sort()).toEqual([false, true]);
    expect([await emailOf(), await emailOf(grace)].filter((email) => email === NEW)).toHaveLength(1);
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET email = 'grace@example.com' WHERE id = $1", [grace]),
    );
  });

  test("makes the mailbox a new factor, which has to cool like every other", async () => {
    const customer = await signedIn();
    await change(customer);
    const since = deps.now().getTime();
    expect(await asSystem(bench.database, (tx) => readAgedWays(tx, amelia))).toEqual([
      { factor: "mailed_code", since },
    ]);
    const { proof } = await signedIn(NEW, "another-device-22-char");
    expect(proof).toMatchObject({ factor: "mailed_code", since });
    expect(isSteppedUp("email.change", proof, clockOf(deps))).toBe(false);
    expect(isSteppedUp("factor.enrol", proof, clockOf(deps))).toBe(true);
  });
});

describe("the link to the old address", () => {
  test("brings it back, signs everybody out and takes away what was added since", async () => {
    const customer = await signedIn();
    const other = await signedIn(OLD, "another-device-22-char");
    const token = await change(customer);
    bench.wait(MINUTE);
    await beginPasskey(deps, customer, "Not hers");
    const credential = createSoftPasskey(deps.origin).create(await askForNewPasskey(deps, customer));
    await addPasskey(deps, customer, { credential, from });
    expect((await mailsTo(OLD)).filter(({ template }) => template === "factor-change")).toHaveLength(2);

    bench.wait(1);
    expect(await undo(token)).toBe("done");
    expect(await emailOf()).toBe(OLD);
    expect(await readFactors(deps, { userId: amelia })).toEqual({ factors: [], recoveryCodes: 0 });
    expect(await deps.sessions.listLiving([customer.familyId, other.familyId])).toEqual(new Set());
    expect((await auditTypes()).at(-1)).toBe("email.change_cancelled");
    for (const address of [OLD, NEW])
      expect((await mailsTo(address)).map(({ template }) => template)).toContain("email-undone");
    expect(await isUndoTokenGood(deps, token)).toBe(false);
    expect(await undo(token)).toBe("done");
    expect((await mailsTo(OLD)).filter(({ template }) => template === "email-undone")).toHaveLength(1);
  });

  test("keeps what was there before", async () => {
    const customer = await signedIn();
    await beginPasskey(deps, customer, "Hers");
    const credential = createSoftPasskey(deps.origin).create(await askForNewPasskey(deps, customer));
    await addPasskey(deps, customer, { credential, from });
    bench.wait(8 * DAY);
    expect(await undo(await change(customer))).toBe("done");
    expect(await readFactors(deps, { userId: amelia })).toMatchObject({
      factors: [{ name: "Hers" }],
      recoveryCodes: 10,
    });
  });

  test("takes what was enrolled just before the change, and the password", async () => {
    const customer = await signedIn();
    await beginPasskey(deps, customer, "Not hers");
    const credential = createSoftPasskey(deps.origin).create(await askForNewPasskey(deps, customer));
    await addPasskey(deps, customer, { credential, from });
    bench.wait(MINUTE);
    expect(await undo(await change(customer))).toBe("done");
    expect(await readFactors(deps, { userId: amelia })).toEqual({ factors: [], recoveryCodes: 0 });
    const user = await asSystem(bench.database, (tx) => findUserWithSecret(tx, amelia));
    expect(user?.passwordHash).toBeNull();
  });

  test("works for seven days and is then forgotten", async () => {
    const token = await change(await signedIn());
    await deps.processes.runDue();
    const prune = () => asSystem(bench.database, (tx) => pruneEmailChanges(tx, deps.now()));
    bench.wait(UNDO_DAYS * DAY - 1);
    expect(await isUndoTokenGood(deps, token)).toBe(true);
    expect(await prune()).toBe(0);
    bench.wait(1);
    expect([await isUndoTokenGood(deps, token), await undo(token)]).toEqual([false, "invalid"]);
    expect(await emailOf()).toBe(NEW);
    expect(await prune()).toBe(1);
  });

  test("used by many at once is used by one", async () => {
    const token = await change(await signedIn());
    expect(await Promise.all(Array.from({ length: 5 }, () => undo(token)))).toEqual(Array(5).fill("done"));
    expect((await auditTypes()).filter((type) => type === "email.change_cancelled")).toHaveLength(1);
  });

  test("of the first address wins over later changes; the link of a later one brings nothing back", async () => {
    const customer = await signedIn();
    const first = await change(customer);
    bench.wait(MINUTE);
    const second = await change(customer, "thief@example.net");
    expect(await undo(first)).toBe("done");
    expect(await emailOf()).toBe(OLD);
    await undo(second);
    expect(await emailOf()).toBe(OLD);
    for (const token of [null, "A".repeat(43)]) expect(await undo(token)).toBe("invalid");
  });

  test("says so when the old address is somebody else's by now", async () => {
    const token = await change(await signedIn());
    const grace = (await signedIn("grace@example.com")).userId;
    await asSystem(bench.database, (tx) => tx.raw("UPDATE users SET email = $2 WHERE id = $1", [grace, OLD]));
    expect(await undo(token)).toBe("taken");
    expect(await emailOf()).toBe(NEW);
    await asSystem(bench.database, (tx) =>
      tx.raw("UPDATE users SET email = 'grace@example.com' WHERE id = $1", [grace]),
    );
  });

  test("is tried no more than twenty times from one source", async () => {
    for (let n = 0; n < LIMITS.emailUndo.max; n += 1) await undo("A".repeat(43));
    expect(await refusalOf(undo("A".repeat(43)))).toBe("RATE_LIMITED");
  });

  test("stays with the address that news of factors go to until then", async () => {
    const customer = await signedIn();
    await beginPasskey(deps, customer, "Laptop");
    const credential = createSoftPasskey(deps.origin).create(await askForNewPasskey(deps, customer));
    await addPasskey(deps, customer, { credential, from });
    bench.wait(MINUTE);
    await change(customer);
    const [factor] = (await readFactors(deps, customer)).factors;
    const rename = () => renameFactor(deps, customer, { id: factor?.id ?? "", name: "Mac", from });
    const news = async () => (await mailsTo(OLD)).filter(({ text }) => text.includes("renamed")).length;
    await rename();
    expect(await news()).toBe(1);
    bench.wait(UNDO_DAYS * DAY);
    await rename();
    expect(await news()).toBe(1);
  });
});

describe("the other systems", () => {
  const accountId = AccountIdSchema.parse("0015h0000000001AAA");
  const contactId = ContactIdSchema.parse("0035h0000000001AAA");
  const known = async () => ({
    billing: (await deps.whmcs.getClient({ clientId })).email,
    crm: (await deps.salesforce.getContact({ accountId, contactId })).email,
  });
  const isDue = () => asCustomer(bench.database, amelia, (tx) => isEmailUnsynced(tx, amelia));

  test("get the address by a process, and its undoing too", async () => {
    const token = await change(await signedIn());
    expect(await isDue()).toBe(true);
    await deps.processes.runDue();
    expect(await known()).toEqual({ billing: NEW, crm: NEW });
    expect(await isDue()).toBe(false);
    await undo(token);
    expect(await isDue()).toBe(true);
    await deps.processes.runDue();
    expect(await known()).toEqual({ billing: OLD, crm: OLD });
    expect(await isDue()).toBe(false);
  });

  test("that are away keep the change waiting, and running it again does no harm", async () => {
    await change(await signedIn());
    await bench.control("POST", "/faults", { kind: "http_500", action: "UpdateClient" });
    await deps.processes.runDue();
    expect(await syncing()).toMatchObject({ state: "waiting", errorCode: "BILLING_UNAVAILABLE" });
    expect([await emailOf(), await isDue()]).toEqual([NEW, true]);
    bench.wait(2 * MINUTE);
    await bench.control("DELETE", "/faults");
    deps = bench.freshDeps();
    await deps.processes.runDue();
    await deps.processes.runDue();
    expect(await known()).toEqual({ billing: NEW, crm: NEW });
    expect(await bench.calls("UpdateClient")).toHaveLength(2);
  });
});
