import { randomUUID } from "node:crypto";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent, finishIdempotent } from "#db/repositories/idempotency.server.ts";
import { insertMail } from "#db/repositories/mail-outbox.server.ts";
import { findProfileChange, insertProfileChange } from "#db/repositories/profile-changes.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { ProfileChange } from "#domain/users/profile-change.ts";
import type { User } from "#db/repositories/users.server.ts";
import { z } from "zod";
import { auditFrom, type From } from "~/features/auth/from.ts";
import { formatMailTime, nameMailDevice, writeMail } from "~/features/auth/write-mail.server.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";
import { mac } from "~/platform/security/keys.server.ts";
import { passOnChange, sealedPlace } from "./pass-on-change.server.ts";

/** `later`: kept, and on its way to a system that does not answer now. `refused`: a system does not take it. */
export type ChangeOutcome = "everywhere" | "later" | "refused";

const KeptAnswerSchema = z.object({ changeId: z.uuid() });

/**
 * Changes a customer's details in both systems: journal, audit entry, mail to the customer and the job that repeats commit
 * together, then the change is passed on at once. The same form again gives the outcome of the first. Throws `conflict`/
 * `IDEMPOTENCY_CONFLICT` for a used key with another change, `not_found` when the login is gone.
 */
export async function changeProfile(
  deps: Deps,
  { userId }: Pick<Owner, "userId">,
  { change, idempotencyKey: key, from }: { change: ProfileChange; idempotencyKey: string; from: From },
): Promise<ChangeOutcome> {
  const { database, encryption, now, queue, keys } = deps;
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
    await tell(deps, tx, { user, kind: change.kind, from });
    await queue.enqueue(tx, "pass-on-change", { changeId: id }, { singletonKey: id });
    await finishIdempotent(tx, { userId, key, status: 303, response: { changeId: id } });
    return id;
  });
  return passOnNow(deps, changeId);
}

async function passOnNow(deps: Deps, id: string): Promise<ChangeOutcome> {
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

/** Told at once, whatever becomes of it: a stranger's change must not stay unseen because a system is away. */
async function tell(
  { queue, now, origin, config }: Deps,
  tx: SystemTx,
  { user, kind, from }: { user: User; kind: ProfileChange["kind"]; from: From },
): Promise<void> {
  const at = now();
  const seen = auditFrom(from);
  const { language, displayName: name } = user;
  await recordAuditEvent(tx, {
    userId: user.id,
    type: kind === "address" ? "profile.address_changed" : "profile.contact_changed",
    at,
    ...seen,
  });
  const mail = writeMail({
    ...{ language, name, origin },
    company: config.company,
    subject: "mail.profile.subject",
    paragraphs: [
      kind === "address" ? "mail.profile.address" : "mail.profile.contact",
      ["mail.time", "mail.device"],
      "mail.notYou",
      "mail.portal",
    ],
    values: { time: formatMailTime(at, language), device: nameMailDevice(seen.device, language) },
  });
  const mailId = await insertMail(tx, {
    ...mail,
    userId: user.id,
    toAddress: user.email,
    template: "profile-change",
    language,
    now: at,
  });
  await queue.enqueue(tx, "send-mail", { mailId });
}
