import { randomUUID } from "node:crypto";
import type { AuditEvent } from "#db/repositories/audit.server.ts";
import { isIdempotentDone } from "#db/repositories/idempotency.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { PortalKeySchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import type { Standing } from "~/platform/process/processes.server.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import {
  eligibilityRequest,
  ELIGIBILITY_OUTCOMES,
  keepAnswer,
  type EligibilityRequestOutcome,
} from "./eligibility-request.server.ts";

export type EligibilityRequestInput = {
  owner: Owner;
  idempotencyKey: string;
  /** Where the request came from, for the audit log. */
  seen: Pick<AuditEvent, "ip" | "device" | "requestId">;
};

/** How long the person waits for it. */
const FOR_MS = 10_000;

/**
 * Asks staff which line the customer's address can have. One request per account at a time: every press of the button, and one that
 * follows an interrupted one, has the answer of the one that is under way. Throws `conflict` MAPPING_MISSING for a login without an
 * account, and `provider_unavailable` when it has not come to its end yet: it goes on by itself.
 */
export async function requestEligibility(
  deps: Services,
  { owner: { userId }, idempotencyKey, seen }: EligibilityRequestInput,
): Promise<EligibilityRequestOutcome> {
  const { database, now, cache } = deps;
  const call = { userId, key: idempotencyKey };
  if (await asSystem(database, (tx) => isIdempotentDone(tx, { ...call, now: now() }))) return "requested";
  const { accountId } = await readCustomerAccount(deps, { userId });
  try {
    const end = await carryOut(deps, { userId, accountId, idempotencyKey, seen });
    const outcome = ELIGIBILITY_OUTCOMES.find((each) => each === end?.facts["outcome"]);
    if (end?.state !== "done" || outcome === undefined)
      throw new AppError("provider_unavailable", {
        reason: "CRM_UNAVAILABLE",
        message: `a request to check an address stands at ${end?.step}: ${end?.errorCode}`,
        retryAfter: 30,
      });
    if (outcome === "requested")
      await asSystem(database, (tx) => keepAnswer(deps, tx, { userId, idempotencyKey }));
    return outcome;
  } finally {
    // Also after a failure: what was cached may be what the attempt has changed.
    await cache.drop(customerTags.account(accountId));
  }
}

async function carryOut(
  { database, processes }: Services,
  asked: { userId: UserId; accountId: AccountId } & Omit<EligibilityRequestInput, "owner">,
): Promise<Standing | null> {
  for (;;) {
    const keys = {
      opportunityKey: PortalKeySchema.parse(`opp-${randomUUID()}`),
      caseKey: PortalKeySchema.parse(`case-${randomUUID()}`),
    };
    const claim = await asSystem(database, (tx) =>
      processes.start(tx, eligibilityRequest, { ...asked, ...keys }, { hold: true }),
    );
    if (claim) return processes.carryOut(claim, { forMs: FOR_MS });
    const open = await asSystem(database, async (tx) => {
      const found = await processes.find(tx, eligibilityRequest.name, asked.accountId);
      // Stopped for staff, not by them: all it does may be done again.
      if (found?.state === "parked" && !found.held) await processes.retry(tx, found.id, null);
      return found;
    });
    // Otherwise it has ended since, and a new one may begin.
    if (open && open.finishedAt === null) return processes.join(open.id, { forMs: FOR_MS });
  }
}
