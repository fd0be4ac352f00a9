import { randomUUID } from "node:crypto";
import { beginIdempotent, finishIdempotent } from "#db/repositories/idempotency.server.ts";
import { findProfileChange, insertProfileChange } from "#db/repositories/profile-changes.server.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { ProfileChange } from "#domain/users/profile-change.ts";
import { z } from "zod";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { mac } from "~/platform/security/keys.server.ts";
import { passOnChange, sealedPlace } from "./pass-on-change.server.ts";

/** `later`: kept, and on its way to a system that does not answer now. `refused`: a system does not take it. */
export type ChangeOutcome = "everywhere" | "later" | "refused";

export type ProfileRequest = {
  change: ProfileChange;
  idempotencyKey: string;
  /**
   * Writes the audit entry and tells the customer, in the transaction of the change. At once, whatever becomes of the change: a
   * stranger's must not stay unseen because a system is away.
   */
  tell: (tx: SystemTx, user: User) => Promise<void>;
};

const KeptAnswerSchema = z.object({ changeId: z.uuid() });

/**
 * Changes a customer's details in both systems: the journal, what `tell` writes and the job that repeats commit together, then the change is passed on at once. The same form again gives the outcome of the first. Throws `conflict`/
 * `IDEMPOTENCY_CONFLICT` for a used key with another change, `not_found` when the login is gone.
 */
export async function changeProfile(
  deps: Services,
  { userId }: Pick<Owner, "userId">,
  { change, idempotencyKey: key, tell }: ProfileRequest,
): Promise<ChangeOutcome> {
  const { database, encryption, now, queue, keys, limits } = deps;
  await limits.use("profileChange", userId);
  const text = JSON.stringify(change);
  const changeId = await asSystem(database, async (tx) => {
    // Keyed: a plain hash of an address or a number can be guessed.
    const bodyHash = mac(keys.signer("profile-change").key, text);
    const call = await beginIdempotent(tx, { userId, key, bodyHash, now: now() });
    if (call.state === "done") return KeptAnswerSchema.parse(call.response).changeId;
    if (call.state !== "first") throw new AppError("conflict", { reason: "IDEMPOTENCY_CONFLICT" });
    const user = await findUser(tx, userId);
    if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
    const id = randomUUID();
    const sealed = encryption.seal(text, sealedPlace(userId, id));
    await insertProfileChange(tx, { id, userId, kind: change.kind, sealed, now: now() });
    await tell(tx, user);
    await queue.enqueue(tx, "pass-on-change", { changeId: id }, { singletonKey: id });
    await finishIdempotent(tx, { userId, key, status: 303, response: { changeId: id } });
    return id;
  });
  return passOnNow(deps, changeId);
}

async function passOnNow(deps: Services, id: string): Promise<ChangeOutcome> {
  const { database, logger } = deps;
  try {
    await passOnChange(deps, id);
  } catch (error) {
    if (!isAppError(error)) throw error;
    logger.warn({ err: error, changeId: id }, "a change of a customer's details has to wait");
  }
  const row = await asSystem(database, (tx) => findProfileChange(tx, id));
  switch (row?.status) {
    case "open":
      return "later";
    case "parked":
      return "refused";
    default:
      return "everywhere";
  }
}
