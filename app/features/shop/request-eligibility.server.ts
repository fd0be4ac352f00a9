import { setTimeout as sleep } from "node:timers/promises";
import {
  claimEligibilityRequest,
  finishEligibilityRequest,
  releaseEligibilityRequest,
  type EligibilityClaim,
  type EligibilityRequest,
} from "#db/repositories/eligibility-requests.server.ts";
import { recordAuditEvent, type AuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent, finishIdempotent, isIdempotentDone } from "#db/repositories/idempotency.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { closeDateFrom, REUSABLE } from "#domain/orders/opportunity.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { AccountId, CaseId, ContactId } from "#domain/shared/salesforce-ids.ts";
import { wholeAddress, type JapaneseAddress } from "#domain/users/customer.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import { readIsCompany } from "~/features/profile/read-is-company.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";

export type EligibilityRequestInput = {
  owner: Owner;
  idempotencyKey: string;
  /** Where the request came from, for the audit log. */
  seen: Pick<AuditEvent, "ip" | "device" | "requestId">;
};

/** `answered`: staff has looked at this address already; `no_address`: there is none to look at. */
export type EligibilityRequestOutcome = "requested" | "answered" | "no_address";

/** Of a call to the customer system, with room for its repeats. */
const LEASE_MS = 120_000;
const BUSY_WAIT_MS = 10_000;
const BUSY_PAUSE_MS = 200;
/** The form says nothing but "check my address". */
const BODY = "eligibility-request";
/** Subject and type of the cases by which staff is asked. */
export const SUBJECT = "Internet availability check request";

/**
 * Asks staff which line the customer's address can have (portal.md 5.2): one request per account at a time, and one that waits
 * already is the answer to the next. What an interrupted one has made is found by its keys. Throws `conflict` MAPPING_MISSING for a
 * login without an account, what the customer system throws, and `provider_unavailable` while another request of the account
 * does not come to its end.
 */
export async function requestEligibility(
  deps: Services,
  input: EligibilityRequestInput,
): Promise<EligibilityRequestOutcome> {
  const { database, now, cache } = deps;
  const { userId } = input.owner;
  const call = { userId, key: input.idempotencyKey };
  if (await asSystem(database, (tx) => isIdempotentDone(tx, { ...call, now: now() }))) return "requested";
  const { accountId, contactId } = await readCustomerAccount(deps, { userId });
  const { request, isResumed } = await claim(deps, { userId, accountId });
  try {
    const asked = await askStaff(deps, { ...input, request, accountId, contactId, isResumed });
    await asSystem(database, async (tx) => {
      await finishEligibilityRequest(tx, request.id, now());
      if (asked.outcome !== "requested") return;
      const begun = await beginIdempotent(tx, { ...call, bodyHash: BODY, now: now() });
      if (begun.state === "first") await finishIdempotent(tx, { ...call, status: 303, response: null });
      if (asked.isNew) await tellRequested(deps, tx, { ...input, caseId: asked.caseId });
    });
    return asked.outcome;
  } catch (error) {
    await asSystem(database, (tx) => releaseEligibilityRequest(tx, request.id));
    throw error;
  } finally {
    // Also after a failure: what was cached may be what the attempt has changed.
    await cache.drop(customerTags.account(accountId));
  }
}

async function claim(
  { config, database, now }: Services,
  owner: { userId: UserId; accountId: AccountId },
): Promise<Extract<EligibilityClaim, { state: "claimed" }>> {
  for (let waited = 0; waited < BUSY_WAIT_MS; waited += BUSY_PAUSE_MS) {
    const claimed = await asSystem(database, (tx) =>
      claimEligibilityRequest(tx, {
        ...owner,
        leaseMs: Math.min(LEASE_MS, config.timing.longestLeaseMs),
        now: now(),
      }),
    );
    if (claimed.state === "claimed") return claimed;
    // The other press of the button: its answer will be this one's too.
    await sleep(BUSY_PAUSE_MS);
  }
  throw new AppError("provider_unavailable", {
    reason: "CRM_UNAVAILABLE",
    message: "another request of the account is still at work",
    retryAfter: 30,
  });
}

type Asking = EligibilityRequestInput & {
  request: EligibilityRequest;
  accountId: AccountId;
  contactId: ContactId | null;
  isResumed: boolean;
};
type Asked =
  { outcome: "requested"; isNew: boolean; caseId: CaseId | null } | { outcome: "answered" | "no_address" };

async function askStaff(deps: Services, asking: Asking): Promise<Asked> {
  const { salesforce, now } = deps;
  const { request, accountId, contactId, isResumed, owner } = asking;
  const { name, eligibility } = await salesforce.getAccount({ accountId });
  // Of a resumed request the pending state is its own, and only the news of it is missing.
  if (eligibility.status === "pending")
    return { outcome: "requested", isNew: isResumed, caseId: eligibility.caseId };
  if (eligibility.status !== "not_requested") return { outcome: "answered" };
  const contact = contactId && (await salesforce.getContact({ accountId, contactId }));
  const address = contact && wholeAddress(contact);
  if (!address) return { outcome: "no_address" };

  const open = await salesforce.findOpenOpportunity({
    accountId,
    kind: "internet",
    stages: REUSABLE.eligibility_request,
  });
  const { opportunityId } = open
    ? { opportunityId: open.id }
    : await salesforce.createOpportunity({
        opportunityKey: request.opportunityKey,
        opportunity: {
          accountId,
          accountName: name,
          kind: "internet",
          isCorporate: await readIsCompany(deps, owner),
          stage: "introduction",
          source: "eligibility_request",
          closesOn: closeDateFrom(tokyoDate(now())),
        },
      });
  const { caseId } = await salesforce.createCase({
    caseKey: request.caseKey,
    newCase: {
      accountId,
      contactId,
      opportunityId,
      origin: "portal",
      subject: SUBJECT,
      description: describe(address, { isFound: open !== null }),
      type: SUBJECT,
      priority: "medium",
    },
  });
  await salesforce.updateAccount({
    accountId,
    change: { eligibility: { status: "pending", requestedAt: now(), caseId } },
  });
  return { outcome: "requested", isNew: true, caseId };
}

function describe(address: JapaneseAddress, { isFound }: { isFound: boolean }): string {
  return askAbout(address, [
    isFound ? "Opportunity: found, used again." : "Opportunity: created for this request.",
  ]);
}

/** For staff, who reads it in Salesforce. */
export function askAbout(
  { postcode, prefecture, city, street, building, room }: JapaneseAddress,
  notes: readonly string[],
): string {
  return [
    "Which lines can this address get?",
    "",
    `〒${postcode}`,
    `${prefecture}${city}${street}`,
    [building, room].filter(Boolean).join(" "),
    "",
    ...notes,
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

async function tellRequested(
  { queue, now, origin, config }: Services,
  tx: SystemTx,
  { owner, seen, caseId }: EligibilityRequestInput & { caseId: CaseId | null },
): Promise<void> {
  const { userId } = owner;
  const at = now();
  const user = await findUser(tx, userId);
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await recordAuditEvent(tx, { userId, type: "eligibility.requested", at, ...seen, detail: { caseId } });
  const { language, displayName: name } = user;
  const mail = writeMail({
    ...{ language, name, origin },
    company: config.company,
    subject: "mail.availability.subject",
    paragraphs: ["mail.availability.what", "mail.availability.next", "mail.availability.ask"],
    values: { url: `${origin}/account/services/internet` },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId,
    toAddress: user.email,
    template: "eligibility-request",
    language,
    now: at,
  });
}
