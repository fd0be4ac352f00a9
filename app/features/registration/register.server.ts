import { randomUUID } from "node:crypto";
import { TERMS, versionOn } from "#domain/auth/agreements.ts";
import { firstStep, hasLogin, isOver } from "#domain/auth/registration.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import { isUnavailable } from "#domain/shared/errors.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import { fullName } from "#domain/users/recipient.ts";
import {
  findRegistration,
  openRegistration,
  replaceDetails,
  type Registration,
} from "#db/repositories/registrations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { hashPassword } from "~/platform/security/passwords.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import {
  checkNewPassword,
  type NewPassword,
  type PasswordFormFaults,
} from "~/features/passwords/password-check.server.ts";
import type { SignedIn } from "~/features/sign-in/sign-in.server.ts";
import { advanceRegistration } from "./advance-registration.server.ts";
import type { Progress } from "./registration-progress.ts";
import { enter } from "./enter.server.ts";
import { lookUp } from "./look-up.server.ts";
import { sealDetails, type NewPerson, type RegistrationDetails } from "./registration-details.server.ts";
import { getVerified, keepFound, type StartCookies, type StartToken } from "./start-token.server.ts";

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

  const registration = await openOrFind(deps, token, order);
  if (!registration) return { state: "next" };
  const by = { from, deviceHash: token.deviceHash };
  const progress: Progress = hasLogin(registration.step)
    ? { state: "has_login" }
    : await advanceRegistration(deps, registration.id, by).catch((error: unknown): Progress => {
        if (!isUnavailable(error)) throw error;
        // The journal has all of it: the person need not type it again, and may leave.
        deps.logger.warn({ err: error, registrationId: registration.id }, "registration is held up");
        return { state: "waits" };
      });
  switch (progress.state) {
    case "has_login": {
      const entered = await enter(deps, token, { password: newPassword, from });
      if (entered.state !== "signed_in") return entered;
      return { ...entered, wantsCheck: token.wish !== null, reference: token.registrationId };
    }
    case "refused":
      return progress;
    case "waits":
      await keepFound(deps, token, { status: "under_way" });
      return { state: "next" };
    case "undone":
      await keepFound(deps, token, { status: "support" });
      return { state: "next" };
    case "taken":
      await lookUp(deps, token);
      return { state: "next" };
  }
}

/** The registration of this start, begun now if it was not before; null where the person turns out to be no new customer. */
async function openOrFind(
  deps: Services,
  token: StartToken,
  order: RegistrationOrder,
): Promise<Registration | null> {
  const { database, now } = deps;
  const id = token.registrationId;
  const own = () => asSystem(database, (tx) => findRegistration(tx, id));
  let known = await own();
  let found = token.found;
  if (!known) {
    found = (await lookUp(deps, token)).found;
    // Looking took its time: the other press of the button may have begun it.
    known = await own();
  }
  if (known && isOver(known.step)) return known;

  const details = sealDetails(deps, id, await detailsOf(token, order, now()));
  if (known) {
    await asSystem(database, (tx) => replaceDetails(tx, { id, details, now: now() }));
    return known;
  }
  if (found?.status !== "new_customer" && found?.status !== "sf_unmapped") return null;
  const kind = found.status === "sf_unmapped" ? "complete" : "new";
  const facts =
    found.status === "sf_unmapped"
      ? {
          sfAccountId: found.accountId,
          sfContactId: found.contactId,
          customerNumber: found.customerNumber,
        }
      : {};
  const opened = await asSystem(database, (tx) =>
    openRegistration(tx, {
      ...{ id, kind, step: firstStep(kind), ...facts, details },
      userId: UserIdSchema.parse(randomUUID()),
      email: token.email,
      emailHash: hashText(token.email),
      now: now(),
    }),
  );
  if (opened) return opened;
  // A faster press of the same button has brought this very one to its end since.
  const ended = await own();
  if (ended && hasLogin(ended.step)) return ended;
  // Another browser of the same person was faster, and has a login by now.
  await lookUp(deps, token);
  return null;
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
