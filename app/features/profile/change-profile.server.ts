import { randomUUID } from "node:crypto";
import { beginIdempotent, finishIdempotent } from "#db/repositories/idempotency.server.ts";
import type { ProcessState } from "#db/schema/processes.server.ts";
import {
  CHANGE_PROFILE,
  profileChangeKey,
  replaceOldChanges,
} from "#db/repositories/profile-changes.server.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { AppError, assertNever } from "#domain/shared/errors.ts";
import type { ProfileChange } from "#domain/users/profile-change.ts";
import { z } from "zod";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { mac } from "~/platform/security/keys.server.ts";
import { passOnChange } from "./pass-on-change.server.ts";

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

/** So long the customer waits for both systems; what is left goes on by itself. */
const CARRY_OUT_MS = 15_000;

const KeptAnswerSchema = z.object({ changeId: z.uuid() });

/**
 * Changes a customer's details in both systems: the process that passes the change on and what `tell` writes commit together, then it
 * is carried out at once. An earlier change of the same kind that has not arrived ends. The same form again gives how the first stands. Throws `conflict`/
 * `IDEMPOTENCY_CONFLICT` for a used key with another change, `not_found` when the login is gone.
 */
export async function changeProfile(
  deps: Services,
  { userId }: Pick<Owner, "userId">,
  { change, idempotencyKey: key, tell }: ProfileRequest,
): Promise<ChangeOutcome> {
  const { database, now, processes, keys, limits } = deps;
  await limits.use("profileChange", userId);
  const text = JSON.stringify(change);
  const { id, claim } = await asSystem(database, async (tx) => {
    // Keyed: a plain hash of an address or a number can be guessed.
    const bodyHash = mac(keys.signer("profile-change").key, text);
    const call = await beginIdempotent(tx, { userId, key, bodyHash, now: now() });
    if (call.state === "done") return { id: KeptAnswerSchema.parse(call.response).changeId, claim: null };
    if (call.state !== "first") throw new AppError("conflict", { reason: "IDEMPOTENCY_CONFLICT" });
    const user = await findUser(tx, userId);
    if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
    const changeId = randomUUID();
    const input = { changeId, userId, change };
    await tell(tx, user);
    await finishIdempotent(tx, { userId, key, status: 303, response: { changeId } });
    await replaceOldChanges(tx, { userId, kind: change.kind });
    await processes.supersede(tx, passOnChange, input);
    return { id: changeId, claim: await processes.start(tx, passOnChange, input, { hold: true }) };
  });
  if (claim !== null) return toOutcome((await processes.carryOut(claim, { forMs: CARRY_OUT_MS }))?.state);
  const processKey = profileChangeKey({ id, kind: change.kind });
  return toOutcome((await asSystem(database, (tx) => processes.find(tx, CHANGE_PROFILE, processKey)))?.state);
}

/** Undefined: it has ended so long ago that nothing is known of it. */
function toOutcome(state: ProcessState | undefined): ChangeOutcome {
  switch (state) {
    case "running":
    case "waiting":
      return "later";
    case "parked":
      return "refused";
    // Cancelled: a later change of the same kind is what counts.
    case "cancelled":
    case "done":
    case undefined:
      return "everywhere";
    default:
      return assertNever(state);
  }
}
