import { z } from "zod";
import { toContactAddress } from "#domain/address/salesforce.ts";
import { toBillingAddress } from "#domain/address/whmcs.ts";
import { OFFERS, versionOn } from "#domain/auth/agreements.ts";
import { GET_STARTED, REGISTRATION_KINDS } from "#domain/auth/registration.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { UserIdSchema, WhmcsClientIdSchema, WhmcsUserIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, ContactIdSchema, PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import { BILLING_GENDER } from "#domain/users/customer.ts";
import type { OwnedClient } from "#domain/users/schema.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findMapping, insertMapping } from "#db/repositories/id-mappings.server.ts";
import { rememberDevice } from "#db/repositories/known-devices.server.ts";
import type { ProcessRow } from "#db/repositories/processes.server.ts";
import { findUser, findUserByEmail, insertUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import {
  defineProcess,
  defineStep,
  done,
  ready,
  type Acted,
  type Done,
  type Turn,
} from "~/platform/process/define.ts";
import type { Claim } from "~/platform/process/processes.server.ts";
import { hashText, randomText } from "~/platform/security/keys.server.ts";
import type { Services } from "~/services.ts";
import { callSupport } from "./call-support.server.ts";
import { REGISTRATION } from "./read-registering.server.ts";
import { DetailsSchema, type NewPerson } from "./registration-details.server.ts";
import type { Progress } from "./registration-progress.ts";
import { mailWelcome } from "./welcome-mail.server.ts";

/** Records of a person, as far as they are known. */
const RecordsSchema = z
  .object({
    sfAccountId: AccountIdSchema,
    sfContactId: ContactIdSchema.nullable(),
    customerNumber: z.string().nullable(),
    whmcsClientId: WhmcsClientIdSchema,
    whmcsUserId: WhmcsUserIdSchema.nullable(),
  })
  .partial();

const InputSchema = z.object({
  /** The reference by which the other systems' records are found again. */
  registrationId: z.uuid(),
  kind: z.enum(REGISTRATION_KINDS),
  /** The login it makes. */
  userId: UserIdSchema,
  /** What was there before. */
  records: RecordsSchema,
  details: DetailsSchema,
});
export type RegistrationInput = z.infer<typeof InputSchema>;

const FactsSchema = RecordsSchema.extend({
  registrationId: z.string(),
  kind: z.enum(REGISTRATION_KINDS),
  /** From then on they are a customer, whatever is still to be told to the other systems. */
  hasLogin: z.boolean(),
  /** `refused`, `taken`, `expired`: nothing is left of it here. */
  outcome: z.enum(["has_login", "undone", "refused", "taken", "expired"]),
  field: z.enum(["phone", "email"]).nullable(),
}).partial();
export type RegistrationFacts = Required<z.infer<typeof FactsSchema>>;

/** The person whose request carries it out; null when it goes on by itself. */
export type By = { from: From; deviceHash: string } | null;
type Run = Services & { by: By };
type RegistrationTurn = Turn<RegistrationInput, RegistrationFacts, Run>;
const step = defineStep<RegistrationInput, RegistrationFacts, Run>;

/**
 * Account and contact in the customer system: made under keys of this registration, or, where they were found, completed. It may run
 * again, and does with what was typed anew.
 */
const makeAccount = step("account", {
  applies: ({ input }) => input.kind !== "link",
  async take(turn) {
    const { run, input } = turn;
    try {
      return done({ facts: await (input.kind === "complete" ? completeContact : createAccount)(turn) });
    } catch (error) {
      if (isAppError(error) && error.reason === "CRM_DUPLICATE") return done({ next: "undo" });
      if (!isRefused(error)) throw error;
      run.logger.warn(
        { event: "registration.refused_by_crm", err: error, registrationId: input.registrationId },
        "customer system does not take a registration",
      );
      return over(turn, { outcome: "refused", field: null });
    }
  },
});

async function createAccount({ run, input }: RegistrationTurn): Promise<Partial<RegistrationFacts>> {
  const { registrationId, details } = input;
  const { accountId, contactId, customerNumber } = await run.salesforce.createAccountWithContact({
    accountKey: PortalKeySchema.parse(`acct-${registrationId}`),
    contactKey: PortalKeySchema.parse(`con-${registrationId}`),
    accountName: details.displayName,
    account: {},
    contact: { ...contactOf(personOf(input)), email: details.email, nationality: null },
  });
  return { sfAccountId: accountId, sfContactId: contactId, customerNumber };
}

/** A person as the customer system writes them: who has one name has no first name there. */
function contactOf(person: NewPerson) {
  const { firstName, lastName, firstNameKana, lastNameKana, phone, birthDate, gender, address } = person;
  return {
    firstName: firstName || null,
    lastName,
    firstNameKana,
    lastNameKana,
    phone,
    birthDate,
    gender,
    address: toContactAddress(address),
  };
}

/** A found contact is changed by its id, or a twin would appear. An address that staff or a request for a line have written stays. */
async function completeContact({ run, input, facts }: RegistrationTurn) {
  const { sfAccountId: accountId, sfContactId: contactId } = facts;
  if (!accountId || !contactId) throw incomplete("contact");
  const { address, gender, firstNameKana, lastNameKana, ...contact } = contactOf(personOf(input));
  const known = await run.salesforce.getContact({ accountId, contactId });
  await run.salesforce.updateContact({
    contactId,
    change: {
      ...contact,
      ...(gender === null ? {} : { gender }),
      ...(lastNameKana === null ? {} : { lastNameKana }),
      ...(firstNameKana === null ? {} : { firstNameKana }),
      ...(known.address.street === null ? { address } : {}),
    },
  });
  return {};
}

/** The client in the billing system, which knows no keys: looked for before it is made, and after an answer that was lost. */
const makeClient = step("client", {
  applies: ({ input }) => input.kind !== "link",
  async take(turn) {
    const made = await turn.once("AddClient", {
      repeat: "after_look",
      quietMs: GET_STARTED.clientCallMs,
      async look() {
        const found = await findClient(turn);
        return found ? { found: refsOf(found) } : { absent: true };
      },
      act: () => addClient(turn),
    });
    if (made.outcome === "refused")
      return made.code === "TAKEN"
        ? over(turn, { outcome: "taken" })
        : over(turn, { outcome: "refused", field: FactsSchema.shape.field.parse(made.detail) ?? null });
    const { clientId, ownerUserId = null } = made.refs;
    return done({
      facts: {
        whmcsClientId: WhmcsClientIdSchema.parse(clientId),
        whmcsUserId: WhmcsUserIdSchema.nullable().parse(ownerUserId),
      },
    });
  },
});

const findClient = ({ run, input }: Pick<RegistrationTurn, "run" | "input">) =>
  run.whmcs.findAddedClient({ email: input.details.email, reference: input.registrationId });
const refsOf = ({ clientId, ownerUserId }: OwnedClient) => ({ clientId, ownerUserId });

async function addClient(turn: RegistrationTurn): Promise<Acted> {
  const { run, input, facts } = turn;
  const { registrationId, details } = input;
  const { firstName, lastName, phone, birthDate, gender, address, marketing } = personOf(input);
  const { customerNumber } = facts;
  if (!customerNumber) throw incomplete("customer number");
  try {
    const added = await run.whmcs.addClient({
      reference: registrationId,
      // Its login is not used: people sign in here, and the billing site opens by a link of ours.
      password: randomText(24),
      details: {
        firstName,
        lastName,
        phone,
        birthDate,
        customerNumber,
        marketing,
        address: toBillingAddress(address),
        email: details.email,
        gender: gender && BILLING_GENDER[gender],
        language: details.language === "ja" ? "japanese" : "english",
      },
    });
    switch (added.state) {
      case "added":
        if (!(await findClient(turn).catch(() => true)))
          run.logger.error(
            { event: "registration.note_lost", registrationId },
            "the new client's note is not kept by WHMCS",
          );
        return { outcome: "done", refs: refsOf(added) };
      case "taken": {
        const own = await findClient(turn);
        if (own) return { outcome: "done", refs: refsOf(own) };
        run.logger.warn(
          { event: "registration.address_taken", registrationId },
          "the address is in the billing system meanwhile",
        );
        return { outcome: "refused", code: "TAKEN" };
      }
      case "refused":
        return {
          outcome: "refused",
          code: "REFUSED",
          ...(added.field === null ? {} : { detail: added.field }),
        };
    }
  } catch (error) {
    if (!isAppError(error) || error.facts["sent"] === false) throw error;
    if (isRefused(error)) {
      run.logger.warn(
        { event: "registration.refused_by_billing", err: error, registrationId },
        "billing system does not take a registration",
      );
      return { outcome: "refused", code: "REFUSED" };
    }
    const own = await findClient(turn).catch(() => null);
    return own ? { outcome: "done", refs: refsOf(own) } : { outcome: "unknown", code: error.reason };
  }
}

/** Login and mapping, with all that belongs to them, in one transaction; or nothing, where somebody else holds one of the ids. */
const makeLogin = step("login", {
  async take({ run, input, facts }) {
    const { by, now, logger } = run;
    const { registrationId, userId, kind, details } = input;
    const { whmcsClientId: clientId, whmcsUserId = null, sfAccountId = null, sfContactId = null } = facts;
    if (clientId === undefined) throw incomplete("client");
    const at = now();
    const { email, displayName, language, passwordHash, person } = details;
    const mapping = { userId, whmcsClientId: clientId, whmcsUserId, sfAccountId, sfContactId };
    const seen = by ? auditFrom(by.from) : {};
    const isMade = await asSystem(run.database, async (tx) => {
      // By a turn that died before it could say so.
      if ((await findUser(tx, userId)) && (await findMapping(tx, userId))) return true;
      const consent = person && {
        termsVersion: person.termsVersion,
        termsAcceptedAt: person.acceptedAt,
        marketing: person.marketing
          ? { agreedAt: person.acceptedAt, version: versionOn(OFFERS, tokyoDate(person.acceptedAt)) }
          : null,
      };
      const login = { id: userId, email, displayName, language, passwordHash, now: at };
      if (!(await insertUser(tx, consent ? { ...login, consent } : login))) throw new Held();
      if (!(await insertMapping(tx, mapping, at))) throw new Held();
      // The browser that registered is no news to its owner.
      if (by) {
        const { device } = auditFrom(by.from);
        await rememberDevice(tx, { userId, deviceHash: by.deviceHash, device, now: at });
      }
      await mailWelcome(run, tx, { user: login, customerNumber: facts.customerNumber ?? null });
      const terms = person && { terms: person.termsVersion, marketing: person.marketing };
      await recordAuditEvent(tx, {
        userId,
        at,
        ...seen,
        type: kind === "link" ? "registration.linked" : "registration.completed",
        detail: terms ? { clientId, ...terms } : { clientId },
      });
      return true;
    }).catch((error: unknown) => {
      if (error instanceof Held) return false;
      throw error;
    });
    if (isMade) return done({ facts: { hasLogin: true } });
    logger.error(
      { event: "registration.customer_taken", registrationId, whmcsClientId: clientId, sfAccountId },
      "another login holds this customer",
    );
    const detail = { registration: registrationId, whmcsClientId: clientId, sfAccountId };
    return done({
      next: "undo",
      also: (tx) =>
        recordAuditEvent(tx, { userId: null, type: "mapping.change_refused", at, ...seen, detail }),
    });
  },
});

/** Somebody else has the address or one of the ids. Thrown to roll back; never leaves this file. */
class Held extends Error {}

/** Tells the customer system who the person is here and in the billing system. Sent again it says the same. */
const tellStatus = step("status", {
  async take({ run, input, facts }) {
    const { sfAccountId, whmcsClientId } = facts;
    if (!sfAccountId || whmcsClientId === undefined) throw incomplete("ids");
    await run.salesforce.updateAccount({
      accountId: sfAccountId,
      change: {
        portalStatus: "active",
        registrationSource: input.kind === "link" ? "migrated" : "new_signup",
        billing: { clientId: whmcsClientId, name: input.details.displayName.slice(0, 200) },
      },
    });
    return done({ facts: { outcome: "has_login" }, next: null });
  },
});

/** What could not be finished in a day. Never a login: from then on they are a customer. */
const giveUp = step("give_up", {
  async take(turn) {
    const { run, input, facts, tried } = turn;
    // By a turn that died before it could say so.
    if (await asSystem(run.database, (tx) => findMapping(tx, input.userId)))
      return done({ facts: { hasLogin: true }, next: "status" });
    if (facts.whmcsClientId !== undefined) return done({ next: "undo" });
    // The answer of the one call that made a client may be all that is missing.
    const made = (await tried("AddClient")).length > 0 ? await findClient(turn) : null;
    if (made) return done({ facts: { whmcsClientId: made.clientId }, next: "undo" });
    await callSupport(run, {
      registrationId: input.registrationId,
      email: input.details.email,
      reason: "undone",
    });
    return done({ facts: { outcome: "expired" }, next: null });
  },
});

/** A client without a login is put out of use, and staff are called to clean up (portal.md 3.3). Never one that was there before. */
const undo = step("undo", {
  async take({ run, input, facts }) {
    const { registrationId, kind, details } = input;
    const { whmcsClientId, sfAccountId = null } = facts;
    if (kind !== "link" && whmcsClientId !== undefined)
      await run.whmcs.updateClient({ clientId: whmcsClientId, change: { status: "inactive" } });
    await callSupport(run, {
      registrationId,
      email: details.email,
      accountId: sfAccountId,
      priority: "high",
      reason: kind === "link" ? "already_linked" : whmcsClientId === undefined ? "duplicate" : "undone",
    });
    return done({
      facts: { outcome: "undone" },
      next: null,
      also: (tx) =>
        recordAuditEvent(tx, {
          userId: null,
          type: "registration.undone",
          at: run.now(),
          ...(run.by ? auditFrom(run.by.from) : {}),
          detail: { registration: registrationId, whmcsClientId: whmcsClientId ?? null, sfAccountId },
        }),
    });
  },
});

/** How long the person waits for it in a request. */
export const FOR_MS = 20_000;
/** Seconds: every five minutes, for the week in which it is kept. */
const PAUSES = [5, 25, 120, ...Array.from({ length: 2016 }, () => 300)];

/**
 * Makes a login of a proved address, with all that belongs to it in all systems (portal.md 3.3, 3.4), or nothing. Given up after a
 * day: then staff tell the person, and a client without a login is put out of use.
 */
export const registration = defineProcess<Services, RegistrationInput, RegistrationFacts, Run>({
  name: REGISTRATION,
  version: 1,
  input: InputSchema,
  facts: FactsSchema,
  key: ({ details }) => hashText(details.email),
  async prepare({ services, input, facts, startedAt, transient }) {
    const { now, logger } = services;
    const { registrationId, kind, records } = input;
    const known = { ...records, ...facts, registrationId, kind };
    const run: Run = { ...services, by: transient as By };
    const isTooOld = now().getTime() - startedAt.getTime() >= GET_STARTED.openMs;
    if (!isTooOld) return ready(run, { facts: known });
    if (!facts.hasLogin) return ready(run, { facts: known, step: "give_up" });
    logger.error(
      { event: "registration.crm_not_told", registrationId },
      "the customer system was not told of a new customer for a day",
    );
    return done({ facts: { ...known, outcome: "has_login" }, next: null });
  },
  steps: [makeAccount, makeClient, makeLogin, tellStatus, giveUp, undo],
  retry: { pauses: PAUSES },
  alarmMs: 2 * GET_STARTED.openMs,
  wipeMs: GET_STARTED.keptMs,
  keep: "registrations",
});

/** For the person who waits for it. Null: it was never begun. */
export function progressOf(end: Pick<ProcessRow, "state" | "facts"> | null): Progress {
  const { hasLogin, outcome, field = null } = FactsSchema.parse(end?.facts ?? {});
  if (hasLogin) return { state: "has_login" };
  switch (outcome) {
    case "has_login":
    case "undone":
    case "taken":
      return { state: outcome };
    case "refused":
    case "expired":
      return { state: "refused", field };
    case undefined:
      return end?.state === "cancelled" ? { state: "refused", field: null } : { state: "waits" };
  }
}

/** Begins one, held by the caller. Null: the address has one under way, or a login by now. */
export async function startRegistration(
  { database, processes }: Pick<Services, "database" | "processes">,
  input: RegistrationInput,
): Promise<Claim | null> {
  return asSystem(database, async (tx) => {
    const claim = await processes.start(tx, registration, input, { hold: true });
    // Looked at last: the place was free because another one of the address has come to its end since the caller looked.
    if (claim && (await findUserByEmail(tx, input.details.email))) throw new Held();
    return claim;
  }).catch((error: unknown) => {
    if (error instanceof Held) return null;
    throw error;
  });
}

/** Nothing came of it. Where the person has left their page, somebody of ours tells them. */
async function over(
  { run, input }: RegistrationTurn,
  facts: Pick<Partial<RegistrationFacts>, "outcome" | "field">,
): Promise<Done<RegistrationFacts>> {
  if (run.by === null)
    await callSupport(run, {
      registrationId: input.registrationId,
      email: input.details.email,
      reason: "undone",
    });
  return done({ facts, next: null });
}

/** The system has understood and does not want it: trying again changes nothing. */
function isRefused(error: unknown): boolean {
  return isAppError(error) && (error.code === "provider_rejected" || error.code === "invalid_input");
}

function personOf({ details }: RegistrationInput): NewPerson {
  if (!details.person) throw incomplete("person");
  return details.person;
}

function incomplete(what: string): AppError {
  return new AppError("internal", { reason: "INTERNAL", message: `a registration has no ${what}` });
}
