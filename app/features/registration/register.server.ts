import { randomUUID } from "node:crypto";
import { TERMS, versionOn } from "#domain/auth/agreements.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { fullName } from "#domain/users/recipient.ts";
import type { ProcessRow } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashPassword } from "~/platform/security/passwords.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import {
  checkNewPassword,
  type NewPassword,
  type PasswordFormFaults,
} from "~/features/passwords/password-check.server.ts";
import type { SignedIn } from "~/features/sign-in/sign-in.server.ts";
import { enter } from "./enter.server.ts";
import { lookUp } from "./look-up.server.ts";
import { findRegistration } from "./read-registering.server.ts";
import type { NewPerson, RegistrationDetails } from "./registration-details.server.ts";
import { FOR_MS, progressOf, registration, startRegistration } from "./registration-process.server.ts";
import {
  getVerified,
  keepFound,
  type Found,
  type StartCookies,
  type StartToken,
} from "./start-token.server.ts";

export type RegistrationOrder = StartCookies &
  NewPassword & {
    person: Omit<NewPerson, "termsVersion" | "acceptedAt">;
    language: Language;
    from: From;
  };

export type RegistrationOutcome =
  /** `wantsCheck`: they came to have their address checked. `reference`: of this registration, the same with every press. */
  | { state: "signed_in"; signedIn: SignedIn; wantsCheck: boolean; reference: string }
  | { state: "refused"; field: "phone" | "email" | null }
  | { state: "weak"; faults: PasswordFormFaults }
  /** There is nothing to be filled in any more; the page of the account check says what is next. */
  | { state: "next" };

/**
 * Makes a new customer of a person who has proved their address, in all systems, or goes on with what an earlier press of the
 * button has begun (portal.md 3.3). Where a system does not answer on the way it goes on by itself, or with the next press. Throws
 * AppError `SESSION_EXPIRED`, `RATE_LIMITED`, and what the adapters throw before there is a journal of it.
 */
export async function register(deps: Services, order: RegistrationOrder): Promise<RegistrationOutcome> {
  const { config, limits } = deps;
  const { person, newPassword, from } = order;
  refuseWhileClosed(config);
  const token = await getVerified(deps, order);
  await limits.use("registerSource", from.clientIp);
  const user = { email: token.email, displayName: fullName(person) };
  const faults = checkNewPassword(order, { user, hasStrongFactor: false, company: config.company });
  if (Object.keys(faults).length > 0) return { state: "weak", faults };

  const end = await carryOut(deps, token, order);
  if (end === "next") return { state: "next" };
  const progress = progressOf(end);
  switch (progress.state) {
    case "has_login": {
      const entered = await enter(deps, token, { password: newPassword, from });
      if (entered.state !== "signed_in") return entered;
      return { ...entered, wantsCheck: token.wish !== null, reference: token.registrationId };
    }
    case "refused":
      return progress;
    case "waits":
      await keepFound(token, { status: "under_way" });
      return { state: "next" };
    case "undone":
      await keepFound(token, { status: "support" });
      return { state: "next" };
    case "taken":
      await lookUp(deps, token);
      return { state: "next" };
  }
}

/**
 * Carries out the registration of this address, begun now if it was not before; every press of the button, in whichever browser, has
 * the answer of the one that is under way. `next`: the person turns out to be no new customer.
 */
async function carryOut(
  deps: Services,
  token: StartToken,
  order: RegistrationOrder,
): Promise<Pick<ProcessRow, "state" | "facts"> | "next" | null> {
  const { database, processes, now } = deps;
  const { email, registrationId } = token;
  const options = { forMs: FOR_MS, transient: { from: order.from, deviceHash: token.deviceHash } };
  const details = await detailsOf(token, order, now());
  let found: Found | null = null;
  for (;;) {
    const newest = await asSystem(database, (tx) => findRegistration(tx, email));
    if (newest?.finishedAt === null) {
      // What the person has typed anew, as long as no client was made of it and nobody is at it.
      await asSystem(database, (tx) =>
        processes.amend(tx, registration, newest.id, (before) => ({ ...before, details }), {
          at: ["account", "client"],
        }),
      );
      return processes.join(newest.id, options);
    }
    const isOwn = newest?.facts["registrationId"] === registrationId;
    const { state } = progressOf(newest);
    // Of what was refused nothing is left: it begins anew.
    if (newest && isOwn && (state === "has_login" || state === "undone")) return newest;
    if (found === null) {
      ({ found } = await lookUp(deps, token));
      // Looking took its time: the other press of the button may have begun it.
      continue;
    }
    if (found.status !== "new_customer" && found.status !== "sf_unmapped") return "next";
    const known =
      found.status === "sf_unmapped"
        ? {
            kind: "complete" as const,
            records: {
              sfAccountId: found.accountId,
              sfContactId: found.contactId,
              customerNumber: found.customerNumber,
            },
          }
        : { kind: "new" as const, records: {} };
    const userId = UserIdSchema.parse(randomUUID());
    const claim = await startRegistration(deps, { ...known, registrationId, userId, details });
    if (claim) return processes.carryOut(claim, options);
    // Another press or another browser of the same person was faster, and may have a login by now.
    found = null;
  }
}

async function detailsOf(
  { email }: StartToken,
  { person, newPassword, language }: RegistrationOrder,
  acceptedAt: Date,
): Promise<RegistrationDetails> {
  return {
    email,
    displayName: fullName(person),
    language,
    passwordHash: await hashPassword(newPassword),
    person: { ...person, termsVersion: versionOn(TERMS, tokyoDate(acceptedAt)), acceptedAt },
  };
}
