import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { recordAuditEvent, type AuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent, finishIdempotent, isIdempotentDone } from "#db/repositories/idempotency.server.ts";
import {
  claimIdentityDocument,
  finishIdentityDocument,
  releaseIdentityDocument,
  type DocumentClaim,
} from "#db/repositories/identity-documents.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { AccountId } from "#domain/shared/salesforce-ids.ts";
import { maySubmitDocument } from "#domain/users/verification.ts";
import { documentFormat, type DocumentKind } from "#domain/verification/document.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

export type DocumentSubmission = {
  owner: Pick<Owner, "userId">;
  /** Checked: of this kind, and whole. */
  document: { kind: DocumentKind; bytes: Uint8Array };
  idempotencyKey: string;
  /** Where it came from, for the audit log. */
  seen: Pick<AuditEvent, "ip" | "device" | "requestId">;
};

/** `not_now`: one is under review, or the check is over, and nothing was sent. */
export type SubmissionOutcome = "sent" | "not_now";

/** Of an upload and the calls around it, with room for their repeats. */
const LEASE_MS = 240_000;
const BUSY_WAIT_MS = 20_000;
const BUSY_PAUSE_MS = 200;
type Claimed = Extract<DocumentClaim, { state: "claimed" }>;

const TITLE = "Identity document (sent by the customer)";

/**
 * Hands a document to staff: a file on the customer's account, whose check is "submitted" from then on (portal.md 18). Pressed twice
 * it is one file; what an interrupted attempt has sent is found by its key. The bytes are kept nowhere here. Throws `conflict`
 * MAPPING_MISSING for a login without an account, what the customer system throws, and `provider_unavailable` while another
 * upload of the account does not come to its end.
 */
export async function submitDocument(
  deps: Services,
  submission: DocumentSubmission,
): Promise<SubmissionOutcome> {
  const { database, now, cache } = deps;
  const { owner, document, idempotencyKey: key } = submission;
  const { userId } = owner;
  if (await asSystem(database, (tx) => isIdempotentDone(tx, { userId, key, now: now() }))) return "sent";
  const { accountId } = await readCustomerAccount(deps, owner);
  const digest = createHash("sha256").update(document.bytes).digest("hex");
  const claimed = await claim(deps, { ...owner, accountId, digest });
  const { id } = claimed;
  try {
    const documentId = await send(deps, { accountId, claimed, document });
    await asSystem(database, async (tx) => {
      await finishIdentityDocument(tx, id, now());
      if (documentId === null) return;
      const begun = await beginIdempotent(tx, { userId, key, bodyHash: digest, now: now() });
      if (begun.state === "first") await finishIdempotent(tx, { userId, key, status: 303, response: null });
      const detail = { documentId, kind: document.kind };
      const type = "identity.document_sent";
      await recordAuditEvent(tx, { userId, type, at: now(), ...submission.seen, detail });
    });
    if (documentId === null) return "not_now";
    await publishEvent(deps, userId, { type: "account.verification.changed" });
    return "sent";
  } catch (error) {
    await asSystem(database, (tx) => releaseIdentityDocument(tx, id));
    throw error;
  } finally {
    // Also after a failure: what was cached may be what the attempt has changed.
    await cache.drop(customerTags.account(accountId));
  }
}

async function claim(
  { config, database, now }: Services,
  owner: Pick<Owner, "userId"> & { accountId: AccountId; digest: string },
): Promise<Claimed> {
  for (let waited = 0; waited < BUSY_WAIT_MS; waited += BUSY_PAUSE_MS) {
    const claimed = await asSystem(database, (tx) =>
      claimIdentityDocument(tx, {
        ...owner,
        leaseMs: Math.min(LEASE_MS, config.timing.longestLeaseMs),
        now: now(),
      }),
    );
    if (claimed.state === "claimed") return claimed;
    // The other press of the button: what it has done shows in the account.
    await sleep(BUSY_PAUSE_MS);
  }
  throw new AppError("provider_unavailable", {
    reason: "CRM_UNAVAILABLE",
    message: "another upload of the account is still at work",
    retryAfter: 30,
  });
}

/** Null: the account takes none now. */
async function send(
  { salesforce, now }: Services,
  {
    accountId,
    claimed: { documentKey, isResumed },
    document: { kind, bytes },
  }: { accountId: AccountId; claimed: Claimed; document: DocumentSubmission["document"] },
): Promise<string | null> {
  const { verification } = await salesforce.getAccount({ accountId });
  // Of a resumed attempt the state is its own, and only the news of it is missing.
  const isOwn = isResumed && verification.status === "submitted";
  if (!isOwn && !maySubmitDocument(verification)) return null;
  const { mediaType, ending } = documentFormat(kind);
  const { documentId } = await salesforce.storeDocument({
    accountId,
    documentKey,
    document: { title: TITLE, fileName: `identity-document.${ending}`, mediaType, bytes },
  });
  await salesforce.updateAccount({
    accountId,
    change: { verification: { status: "submitted", submittedAt: now() } },
  });
  return documentId;
}
