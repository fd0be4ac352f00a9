import type { Assertion } from "#domain/auth/passkeys.ts";
import type { CodeFactor, Factor } from "#domain/auth/second-step.ts";
import { isCooling, stepUpWays, type Clock, type ProtectedAction } from "#domain/auth/step-up.ts";
import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { listPasskeyRows } from "#db/repositories/passkeys.server.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { checkFactor, secondStepSubject } from "~/features/factors/check-factor.server.ts";
import { askForPasskey, checkPasskey } from "~/features/factors/check-passkey.server.ts";
import { readAgedWays } from "~/features/factors/enrolled.server.ts";
import { auditFrom, type From } from "./from.ts";
import { sendCode } from "./send-code.server.ts";

type Customer = Pick<Session, "userId" | "familyId">;

export type StepUp = {
  customer: Customer;
  action: ProtectedAction;
  method: CodeFactor;
  /** As `VerifyFormSchema` reads it. */
  code: string;
  deviceHash: string;
  from: From;
};

/** Whom a mailed code is for that confirms protected actions of this session. */
export function stepUpCodeSubject({ familyId }: Pick<Session, "familyId">): string {
  return `step-up:${familyId}`;
}

/**
 * Takes a factor for a protected action and notes it in the session. Throws what `checkFactor` throws, and AppError
 * `unauthenticated`/`SESSION_EXPIRED` when the session has ended meanwhile, `forbidden`/`FACTOR_COOLING` for a factor that is
 * too new for this action.
 */
export async function confirmStepUp(deps: Services, step: StepUp): Promise<void> {
  const { customer, action, method, code, deviceHash, from } = step;
  const { userId } = customer;
  const { ways } = await readStepUpWays(deps, customer, action);
  if (!ways.includes(method)) throw new AppError("invalid_input", { reason: "OTP_INVALID" });
  const since = await checkFactor(deps, {
    userId,
    purpose: "step_up",
    method,
    code,
    codeSubject: stepUpCodeSubject(customer),
    limitSubject: await secondStepSubject(deps, { userId, deviceHash }),
    from,
  });
  await noteStepUp(deps, { customer, action, factor: method, since, from });
}

/** The same with a passkey. Throws what `checkPasskey` throws, and the same AppErrors besides. */
export async function confirmStepUpByPasskey(
  deps: Services,
  step: { customer: Customer; action: ProtectedAction; credential: Assertion; from: From },
): Promise<void> {
  const { customer, action, credential, from } = step;
  const { createdAt: since } = await checkPasskey(deps, {
    use: "step_up",
    subject: stepUpCodeSubject(customer),
    ownerId: customer.userId,
    credential,
    from,
  });
  await noteStepUp(deps, { customer, action, factor: "passkey", since, from });
}

/** A factor has been checked: the session knows it from now on, and the audit log says what for. */
async function noteStepUp(
  deps: Services,
  step: { customer: Customer; action: ProtectedAction; factor: Factor; since: Date | null; from: From },
): Promise<void> {
  const { sessions, database, now } = deps;
  const { customer, action, factor, from } = step;
  const since = step.since?.getTime() ?? null;
  if (isCooling(action, since, clockOf(deps))) throw new AppError("forbidden", { reason: "FACTOR_COOLING" });
  if (!(await sessions.prove(customer.familyId, { factor, since })))
    throw new AppError("unauthenticated", { reason: "SESSION_EXPIRED" });
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId: customer.userId,
      type: "step_up.succeeded",
      at: now(),
      ...auditFrom(from),
      detail: { action, factor },
    }),
  );
}

/** Mails a code for a protected action. Throws as `sendCode` does. */
export async function sendStepUpCode(
  deps: Services,
  step: { customer: Customer; deviceHash: string; from: From },
): Promise<void> {
  const { customer, deviceHash, from } = step;
  const { userId } = customer;
  await sendCode(deps, {
    user: await getUser(deps, customer),
    purpose: "step_up",
    subject: stepUpCodeSubject(customer),
    limitSubject: await secondStepSubject(deps, { userId, deviceHash }),
    from,
  });
}

/** What this person has of what the action takes now; see `stepUpWays`. */
export async function readStepUpWays(
  deps: Pick<Services, "database" | "now" | "config">,
  { userId }: Pick<Customer, "userId">,
  action: ProtectedAction,
): Promise<{ ways: Factor[]; opensAt: number | null }> {
  const ways = await asCustomer(deps.database, userId, (tx) => readAgedWays(tx, userId));
  return stepUpWays(action, ways, clockOf(deps));
}

/** What the browser needs to ask for a passkey that opens the action now. */
export async function askForStepUpPasskey(deps: Services, customer: Customer, action: ProtectedAction) {
  const passkeys = await asSystem(deps.database, (tx) => listPasskeyRows(tx, customer.userId));
  const old = passkeys.filter(({ createdAt }) => !isCooling(action, createdAt.getTime(), clockOf(deps)));
  return askForPasskey(deps, { use: "step_up", subject: stepUpCodeSubject(customer) }, old);
}

/** The time, and how long new factors have to wait here. */
export function clockOf({ now, config }: Pick<Services, "now" | "config">): Clock {
  return { now: now(), coolingMs: config.factorCoolingMs };
}

/** The login of the customer. Throws `not_found` when it has been removed meanwhile. */
export async function getUser(
  { database }: Pick<Services, "database">,
  { userId }: Pick<Customer, "userId">,
): Promise<User> {
  const user = await asCustomer(database, userId, (tx) => findUser(tx, userId));
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return user;
}
