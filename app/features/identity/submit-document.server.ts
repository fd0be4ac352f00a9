import { createHash } from "node:crypto";
import type { AuditEvent } from "#db/repositories/audit.server.ts";
import { isIdempotentDone } from "#db/repositories/idempotency.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { DocumentKind } from "#domain/verification/document.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { adoptDocument, sendDocument, type Upload } from "./send-document.server.ts";

export type DocumentSubmission = {
  owner: Pick<Owner, "userId">;
  /** Checked: of this kind, and whole. */
  document: { kind: DocumentKind; bytes: Uint8Array };
  idempotencyKey: string;
  /** Where it came from, for the audit log. */
  seen: Pick<AuditEvent, "ip" | "device" | "requestId">;
};

/** `not_now`: one is being sent or under review, or the check is over, and nothing was sent. */
export type SubmissionOutcome = "sent" | "not_now";

/** So long the person waits; an upload that takes longer goes on, and its page shows what has become of it. */
const CARRY_OUT_MS = 120_000;

/**
 * Hands a document to staff by the process `submit-document`. Pressed twice it is one file; what an interrupted press has sent is found by
 * its key. Throws `conflict` MAPPING_MISSING for a login without an account, `provider_rejected` for a file that is not taken, and
 * `provider_unavailable` for what has to be sent again later.
 */
export async function submitDocument(
  deps: Services,
  { owner, document, idempotencyKey, seen }: DocumentSubmission,
): Promise<SubmissionOutcome> {
  const { database, now, cache, processes } = deps;
  const { userId } = owner;
  const isDone = { userId, key: idempotencyKey, now: now() };
  if (await asSystem(database, (tx) => isIdempotentDone(tx, isDone))) return "sent";
  const { accountId } = await readCustomerAccount(deps, owner);
  const digest = createHash("sha256").update(document.bytes).digest("hex");
  const transient: Upload = { ...document, digest, idempotencyKey, seen };
  const claim = await asSystem(database, async (tx) => {
    if (!(await adoptDocument(deps, tx, accountId))) return null;
    const input = { userId, accountId, first: { idempotencyKey, seen } };
    const begun = await processes.start(tx, sendDocument, input, { hold: true });
    if (begun !== null) return begun;
    const open = await processes.find(tx, sendDocument.name, accountId);
    return open && processes.resume(tx, open.id);
  });
  if (claim === null) return "not_now";
  try {
    const standing = await processes.carryOut(claim, { forMs: CARRY_OUT_MS, transient });
    const ended = standing?.state === "done" ? standing.facts["ended"] : undefined;
    if (ended === "sent" || ended === "not_now") return ended;
    const code = standing?.errorCode ?? null;
    if (ended === "refused" || code === "CRM_REFUSED")
      throw new AppError("provider_rejected", { reason: "CRM_REFUSED", message: "the file was not taken" });
    throw new AppError("provider_unavailable", {
      reason: "CRM_UNAVAILABLE",
      message: "the document has to be sent again",
      retryAfter: 30,
      facts: { code },
    });
  } finally {
    // Also after a failure: what was cached may be what the attempt has changed.
    await cache.drop(customerTags.account(accountId));
  }
}
