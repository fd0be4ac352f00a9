import { toContactAddress } from "#domain/address/salesforce.ts";
import { toBillingAddress } from "#domain/address/whmcs.ts";
import { OFFERS, versionOn } from "#domain/auth/agreements.ts";
import { GET_STARTED, type RegistrationStep } from "#domain/auth/registration.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { PortalKeySchema } from "#domain/shared/salesforce-ids.ts";
import { BILLING_GENDER } from "#domain/users/customer.ts";
import type { OwnedClient } from "#domain/users/schema.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertMapping } from "#db/repositories/id-mappings.server.ts";
import { rememberDevice } from "#db/repositories/known-devices.server.ts";
import {
  beginStep,
  finishStep,
  forgetRegistration,
  holdRegistration,
  releaseStep,
  type Registration,
  type RegistrationFacts,
} from "#db/repositories/registrations.server.ts";
import { insertUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { randomText } from "~/platform/security/keys.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import type { Progress } from "./registration-progress.ts";
import { callSupport } from "./call-support.server.ts";
import type { NewPerson, RegistrationDetails } from "./registration-details.server.ts";
import { mailWelcome } from "./welcome-mail.server.ts";

export type StepInput = {
  registration: Registration;
  details: RegistrationDetails;
  /** The person whose request it is; null when it goes on by itself. */
  by: { from: From; deviceHash: string } | null;
};

/** Undefined: the step is done, or somebody else has done it, and there is more to do. */
type Step = (deps: Services, input: StepInput) => Promise<Progress | undefined>;

/** Account and contact in the customer system: made under keys of this registration, or, where they were found, completed. */
export const makeAccount: Step = async (deps, { registration, details }) => {
  const { id } = registration;
  const person = personOf(details);
  if (!(await begin(deps, registration))) return undefined;
  try {
    const facts =
      registration.kind === "complete"
        ? await completeContact(deps, { registration, person })
        : await createAccount(deps, { id, person, details });
    await finish(deps, registration, "client", facts);
    return undefined;
  } catch (error) {
    if (isAppError(error) && error.reason === "CRM_DUPLICATE") {
      await finish(deps, registration, "undo");
      return undefined;
    }
    if (!isRefused(error)) throw error;
    deps.logger.warn({ err: error, registrationId: id }, "customer system does not take a registration");
    await forget(deps, registration);
    return { state: "refused", field: null };
  }
};

async function createAccount(
  { salesforce }: Services,
  { id, person, details }: { id: string; person: NewPerson; details: RegistrationDetails },
): Promise<RegistrationFacts> {
  const { accountId, contactId, customerNumber } = await salesforce.createAccountWithContact({
    accountKey: PortalKeySchema.parse(`acct-${id}`),
    contactKey: PortalKeySchema.parse(`con-${id}`),
    accountName: details.displayName,
    account: {},
    contact: {
      ...contactOf(person),
      email: details.email,
      nationality: null,
    },
  });
  return { sfAccountId: accountId, sfContactId: contactId, customerNumber };
}

/** A person as the customer system writes them: who has one name has no first name there. */
function contactOf(person: NewPerson) {
  const { firstName, lastName, firstNameKana, lastNameKana, phone, birthDate, gender, address } = person;
  return {
    ...{ firstName: firstName || null, lastName, firstNameKana, lastNameKana, phone, birthDate, gender },
    address: toContactAddress(address),
  };
}

/** A found contact is changed by its id, or a twin would appear. An address that staff or a request for a line have written stays. */
async function completeContact(
  { salesforce }: Services,
  { registration, person }: { registration: Registration; person: NewPerson },
): Promise<RegistrationFacts> {
  const { sfAccountId: accountId, sfContactId: contactId } = registration;
  if (!accountId || !contactId) throw incomplete("contact");
  const { address, gender, firstNameKana, lastNameKana, ...contact } = contactOf(person);
  const known = await salesforce.getContact({ accountId, contactId });
  await salesforce.updateContact({
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
export const makeClient: Step = async (deps, { registration, details }) => {
  const { whmcs, logger } = deps;
  const { id } = registration;
  const look = () => whmcs.findAddedClient({ email: details.email, reference: id });
  const found = await look();
  if (found) return keepClient(deps, registration, found);

  const quietMs = Math.min(GET_STARTED.clientCallMs, deps.config.timing.longestLeaseMs);
  const quietSince = new Date(deps.now().getTime() - quietMs);
  if (!(await begin(deps, registration, quietSince))) return { state: "waits" };
  const added = await addClient(deps, { registration, details }).catch(async (error: unknown) => {
    if (isRefused(error)) {
      logger.warn({ err: error, registrationId: id }, "billing system does not take a registration");
      return { state: "refused" as const, field: null };
    }
    if (isAppError(error) && error.facts["sent"] === false) {
      await release(deps, registration);
      throw error;
    }
    const made = await look().catch(() => null);
    if (!made) throw error;
    return { state: "added" as const, ...made };
  });
  switch (added.state) {
    case "added": {
      if (!(await look())) logger.error({ registrationId: id }, "the new client's note is not kept by WHMCS");
      return keepClient(deps, registration, added);
    }
    case "taken": {
      const made = await look();
      if (made) return keepClient(deps, registration, made);
      logger.warn({ registrationId: id }, "the address is in the billing system meanwhile");
      await forget(deps, registration);
      return { state: "taken" };
    }
    case "refused":
      await forget(deps, registration);
      return { state: "refused", field: added.field };
  }
};

function addClient(
  { whmcs }: Services,
  { registration, details }: Pick<StepInput, "registration" | "details">,
) {
  const { firstName, lastName, phone, birthDate, gender, address, marketing } = personOf(details);
  const { customerNumber } = registration;
  if (customerNumber === null) throw incomplete("customer number");
  return whmcs.addClient({
    reference: registration.id,
    // Its login is not used: people sign in here, and the billing site opens by a link of ours.
    password: randomText(24),
    details: {
      ...{ firstName, lastName, phone, birthDate, customerNumber, marketing },
      address: toBillingAddress(address),
      email: details.email,
      gender: gender && BILLING_GENDER[gender],
      language: details.language === "ja" ? "japanese" : "english",
    },
  });
}

async function keepClient(
  deps: Services,
  registration: Registration,
  { clientId, ownerUserId }: OwnedClient,
): Promise<undefined> {
  await finish(deps, registration, "login", { whmcsClientId: clientId, whmcsUserId: ownerUserId });
}

/** Login and mapping, with all that belongs to them, in one transaction; or nothing, where somebody else holds one of the ids. */
export const makeLogin: Step = async (deps, { registration, details, by }) => {
  const { database, now } = deps;
  const { id, userId, kind } = registration;
  const clientId = registration.whmcsClientId;
  if (clientId === null) throw incomplete("client");
  const at = now();
  const { email, displayName, language, passwordHash, person } = details;
  const mapping = {
    userId,
    whmcsClientId: clientId,
    whmcsUserId: registration.whmcsUserId,
    sfAccountId: registration.sfAccountId,
    sfContactId: registration.sfContactId,
  };
  const seen = by ? auditFrom(by.from) : {};
  const isMade = await asSystem(database, async (tx) => {
    const held = await holdRegistration(tx, id);
    if (held?.step !== "login") return true;
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
      const device = auditFrom(by.from).device;
      await rememberDevice(tx, { userId, deviceHash: by.deviceHash, device, now: at });
    }
    await mailWelcome(deps, tx, { user: login, customerNumber: registration.customerNumber });
    await finishStep(tx, { id, step: "login", next: "status", now: at });
    const type = kind === "link" ? "registration.linked" : "registration.completed";
    const terms = person && { terms: person.termsVersion, marketing: person.marketing };
    await recordAuditEvent(tx, {
      userId,
      type,
      at,
      ...seen,
      detail: terms ? { clientId, ...terms } : { clientId },
    });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Held) return false;
    throw error;
  });
  if (!isMade) await refuseMapping(deps, registration, seen);
  return undefined;
};

/** Somebody else has the address or one of the ids. Thrown to roll back; never leaves this file. */
class Held extends Error {}

async function refuseMapping(
  { database, logger, now }: Services,
  { id, whmcsClientId, sfAccountId }: Registration,
  seen: Partial<ReturnType<typeof auditFrom>>,
): Promise<void> {
  logger.error({ registrationId: id, whmcsClientId, sfAccountId }, "another login holds this customer");
  await asSystem(database, async (tx) => {
    if (!(await finishStep(tx, { id, step: "login", next: "undo", now: now() }))) return;
    const detail = { registration: id, whmcsClientId, sfAccountId };
    await recordAuditEvent(tx, {
      userId: null,
      type: "mapping.change_refused",
      at: now(),
      ...seen,
      detail,
    });
  });
}

/** Tells the customer system who the person is here and in the billing system. Sent again it says the same. */
export const tellStatus: Step = async (deps, { registration, details }) => {
  const { sfAccountId, whmcsClientId, kind } = registration;
  if (!sfAccountId || whmcsClientId === null) throw incomplete("ids");
  await begin(deps, registration);
  await deps.salesforce.updateAccount({
    accountId: sfAccountId,
    change: {
      portalStatus: "active",
      registrationSource: kind === "link" ? "migrated" : "new_signup",
      billing: { clientId: whmcsClientId, name: details.displayName.slice(0, 200) },
    },
  });
  await finish(deps, registration, "done");
  return undefined;
};

/** A client without a login is put out of use, and staff are called to clean up (portal.md 3.3). Never one that was there before. */
export const undo: Step = async (deps, { registration, details, by }) => {
  const { database, whmcs, now } = deps;
  const { id, kind, whmcsClientId, sfAccountId } = registration;
  await begin(deps, registration);
  if (kind !== "link" && whmcsClientId !== null)
    await whmcs.updateClient({ clientId: whmcsClientId, change: { status: "inactive" } });
  const reason = kind === "link" ? "already_linked" : whmcsClientId === null ? "duplicate" : "undone";
  await callSupport(deps, {
    registrationId: id,
    email: details.email,
    reason,
    accountId: sfAccountId,
    priority: "high",
  });
  await asSystem(database, async (tx) => {
    if (!(await finishStep(tx, { id, step: "undo", next: "undone", now: now() }))) return;
    await recordAuditEvent(tx, {
      userId: null,
      type: "registration.undone",
      at: now(),
      ...(by ? auditFrom(by.from) : {}),
      detail: { registration: id, whmcsClientId, sfAccountId },
    });
  });
  return undefined;
};

function begin(deps: Services, { id, step }: Registration, quietSince?: Date): Promise<boolean> {
  const now = deps.now();
  return inJournal(deps, (tx) => beginStep(tx, { id, step, now, ...(quietSince ? { quietSince } : {}) }));
}

function finish(
  deps: Services,
  { id, step }: Registration,
  next: RegistrationStep,
  facts: RegistrationFacts = {},
): Promise<boolean> {
  return inJournal(deps, (tx) => finishStep(tx, { id, step, next, facts, now: deps.now() }));
}

function release(deps: Services, { id, step }: Registration): Promise<void> {
  return inJournal(deps, (tx) => releaseStep(tx, { id, step, now: deps.now() }));
}

function forget(deps: Services, { id, step }: Registration): Promise<void> {
  return inJournal(deps, (tx) => forgetRegistration(tx, { id, step }));
}

function inJournal<T>({ database }: Services, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return asSystem(database, work);
}

/** The system has understood and does not want it: trying again changes nothing. */
function isRefused(error: unknown): boolean {
  return isAppError(error) && (error.code === "provider_rejected" || error.code === "invalid_input");
}

function personOf({ person }: RegistrationDetails): NewPerson {
  if (!person) throw incomplete("person");
  return person;
}

function incomplete(what: string): AppError {
  return new AppError("internal", { reason: "INTERNAL", message: `a registration has no ${what}` });
}
