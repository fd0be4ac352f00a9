import { and, asc, eq, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { canFollow, isOver, type RegistrationStep } from "#domain/auth/registration.ts";
import type { SystemTx } from "../row-security.server.ts";
import { registrations } from "../schema/registrations.server.ts";
import { findUserByEmail } from "./users.server.ts";

export type Registration = typeof registrations.$inferSelect;
/** What a step has learnt. */
export type RegistrationFacts = Partial<
  Pick<Registration, "sfAccountId" | "sfContactId" | "customerNumber" | "whmcsClientId" | "whmcsUserId">
>;
export type NewRegistration = Pick<Registration, "id" | "kind" | "step" | "userId"> &
  RegistrationFacts & { email: string; emailHash: string; details: string; now: Date };

/**
 * Begins a registration, unless its address has an unfinished one. Returns the one that the address has now; of two at the
 * same time both get the same. Null when the address has a login by now.
 */
export async function openRegistration(
  tx: SystemTx,
  { now, email, ...row }: NewRegistration,
): Promise<Registration | null> {
  const inserted = await tx
    .insert(registrations)
    .values({ ...row, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ id: registrations.id });
  // Looked at last: the place was free because another one of the address has come to its end since the caller looked.
  if (inserted.length > 0 && (await findUserByEmail(tx, email))) {
    await tx.delete(registrations).where(eq(registrations.id, row.id));
    return null;
  }
  return findOpenRegistration(tx, row.emailHash);
}

export async function findRegistration(tx: SystemTx, id: string): Promise<Registration | null> {
  const [found] = await tx.select().from(registrations).where(eq(registrations.id, id));
  return found ?? null;
}

/** The unfinished one of an address. */
export async function findOpenRegistration(tx: SystemTx, emailHash: string): Promise<Registration | null> {
  const [found] = await tx.select().from(registrations).where(eq(registrations.emailHash, emailHash));
  return found ?? null;
}

/** Keeps other transactions from this registration until the caller's ends. */
export async function holdRegistration(tx: SystemTx, id: string): Promise<Registration | null> {
  const [found] = await tx.select().from(registrations).where(eq(registrations.id, id)).for("update");
  return found ?? null;
}

/**
 * What the person has typed anew, as long as no client was made of it. The steps before are done again with it, unless a call is
 * under way.
 */
export async function replaceDetails(
  tx: SystemTx,
  { id, details, now }: { id: string; details: string; now: Date },
): Promise<void> {
  const isOpen = and(
    eq(registrations.id, id),
    inArray(registrations.step, ["account", "client"]),
    isNull(registrations.whmcsClientId),
  );
  await tx.update(registrations).set({ details, updatedAt: now }).where(isOpen);
  await tx
    .update(registrations)
    .set({ step: "account" })
    .where(and(isOpen, isNull(registrations.stepBegunAt)));
}

/**
 * Writes down that the call of a step begins. False when the registration is not at this step any more, or when a call that
 * was begun after `quietSince` has had no answer yet.
 */
export async function beginStep(
  tx: SystemTx,
  begin: { id: string; step: RegistrationStep; quietSince?: Date; now: Date },
): Promise<boolean> {
  const { id, step, quietSince, now } = begin;
  const begun = await tx
    .update(registrations)
    .set({ stepBegunAt: now, updatedAt: now })
    .where(
      and(
        eq(registrations.id, id),
        eq(registrations.step, step),
        quietSince && or(isNull(registrations.stepBegunAt), lte(registrations.stepBegunAt, quietSince)),
      ),
    )
    .returning({ id: registrations.id });
  return begun.length > 0;
}

/** Writes down that a step's call has ended without an effect: it may be made again at once. */
export async function releaseStep(tx: SystemTx, { id, step, now }: StepOf & { now: Date }): Promise<void> {
  await tx.update(registrations).set({ stepBegunAt: null, updatedAt: now }).where(atStep({ id, step }));
}

type StepOf = { id: string; step: RegistrationStep };

/**
 * Writes down what a step has done, and the next one. Throws a RangeError for one that cannot follow. False when somebody else has done so before. With a step after which
 * nothing happens the typed data and the address are gone.
 */
export async function finishStep(
  tx: SystemTx,
  finish: StepOf & { next: RegistrationStep; facts?: RegistrationFacts; now: Date },
): Promise<boolean> {
  const { next, facts, now, ...at } = finish;
  if (!canFollow(at.step, next)) throw new RangeError(`no registration goes from ${at.step} to ${next}`);
  const wiped = isOver(next) ? { details: null, emailHash: null } : {};
  const moved = await tx
    .update(registrations)
    .set({ ...facts, ...wiped, step: next, stepBegunAt: null, updatedAt: now })
    .where(atStep(at))
    .returning({ id: registrations.id });
  return moved.length > 0;
}

/** For a registration of which nothing was made that has to be remembered. */
export async function forgetRegistration(tx: SystemTx, { id, step }: StepOf): Promise<void> {
  await tx.delete(registrations).where(atStep({ id, step }));
}

/** Unfinished and untouched since then, the oldest first. */
export async function listUnfinished(
  tx: SystemTx,
  { untouchedSince, limit }: { untouchedSince: Date; limit: number },
): Promise<Registration[]> {
  return tx
    .select()
    .from(registrations)
    .where(and(isNotNull(registrations.emailHash), lte(registrations.updatedAt, untouchedSince)))
    .orderBy(asc(registrations.createdAt))
    .limit(limit);
}

/** Wipes what is unfinished since then, whatever has become of it elsewhere. Returns which ones. */
export async function expireRegistrations(tx: SystemTx, createdBefore: Date, now: Date): Promise<string[]> {
  const expired = await tx
    .update(registrations)
    .set({ step: "expired", details: null, emailHash: null, updatedAt: now })
    .where(and(isNotNull(registrations.emailHash), lte(registrations.createdAt, createdBefore)))
    .returning({ id: registrations.id });
  return expired.map(({ id }) => id);
}

function atStep({ id, step }: StepOf) {
  return and(eq(registrations.id, id), eq(registrations.step, step));
}
