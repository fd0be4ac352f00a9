import { waysOf, type CodeFactor, type Factor } from "#domain/auth/second-step.ts";
import { stepUpWays, type ProtectedAction } from "#domain/auth/step-up.ts";
import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import type { Deps } from "~/platform/http/owner.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { checkFactor, secondStepSubject } from "./check-factor.server.ts";
import { readEnrolled } from "./enrolled.server.ts";
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
 * `unauthenticated`/`SESSION_EXPIRED` when the session has ended meanwhile.
 */
export async function confirmStepUp(deps: Deps, step: StepUp): Promise<void> {
  const { customer, action, method, code, deviceHash, from } = step;
  const { userId } = customer;
  const ways = await readStepUpWays(deps, customer, action);
  if (!ways.includes(method)) throw new AppError("invalid_input", { reason: "OTP_INVALID" });
  await checkFactor(deps, {
    userId,
    purpose: "step_up",
    method,
    code,
    codeSubject: stepUpCodeSubject(customer),
    limitSubject: await secondStepSubject(deps, { userId, deviceHash }),
    from,
  });
  await noteStepUp(deps, { customer, action, factor: method, from });
}

/** A factor has been checked: the session knows it from now on, and the audit log says what for. */
export async function noteStepUp(
  { sessions, database, now }: Deps,
  step: { customer: Customer; action: ProtectedAction; factor: Factor; from: From },
): Promise<void> {
  const { customer, action, factor, from } = step;
  if (!(await sessions.prove(customer.familyId, factor)))
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
  deps: Deps,
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

/** What this person has of what the action takes. */
export async function readStepUpWays(
  { database }: Pick<Deps, "database">,
  { userId }: Pick<Customer, "userId">,
  action: ProtectedAction,
): Promise<Factor[]> {
  const enrolled = await asCustomer(database, userId, (tx) => readEnrolled(tx, userId));
  return stepUpWays(action, waysOf(enrolled));
}

/** The login of the customer. Throws `not_found` when it has been removed meanwhile. */
export async function getUser(
  { database }: Pick<Deps, "database">,
  { userId }: Pick<Customer, "userId">,
): Promise<User> {
  const user = await asCustomer(database, userId, (tx) => findUser(tx, userId));
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return user;
}
