import {
  findGuestRequest,
  finishGuestRequest,
  type GuestRequest,
} from "#db/repositories/guest-requests.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findOpenRegistration } from "#db/repositories/registrations.server.ts";
import { findUserByEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { closeDateFrom } from "#domain/orders/opportunity.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { isAppError } from "#domain/shared/errors.ts";
import {
  AccountIdSchema,
  ContactIdSchema,
  PortalKeySchema,
  type AccountId,
  type ContactId,
  type OpportunityId,
} from "#domain/shared/salesforce-ids.ts";
import { fullName } from "#domain/users/recipient.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { openGuest, type GuestDetails } from "./guest-request-details.server.ts";
import { askAbout, SUBJECT } from "./request-eligibility.server.ts";

/**
 * Whose the typed address seems to be. `known`: somebody has it, or may have it, and nothing of theirs is shown or changed by a
 * visitor who has not proved to be them; ids only for staff's own look-up.
 */
type Place =
  | { state: "new"; accountId: AccountId; contactId: ContactId; opportunityId: OpportunityId }
  | { state: "known"; accountId: AccountId | null; contactId: ContactId | null };

/**
 * Brings a visitor's request to staff: for an address that nobody has, an account with contact, opportunity and case, and for one
 * that somebody has, a case alone (docs/decisions/0018). Everything is made under keys of the request, so that it may run again at
 * any time. Throws what the adapters throw; the job is tried again.
 */
export async function takeGuestRequest(deps: Services, requestId: string): Promise<void> {
  const { database, now } = deps;
  for (;;) {
    const request = await asSystem(database, (tx) => findGuestRequest(tx, requestId));
    const details = request?.details;
    if (!request || !details) return;
    await askStaff(deps, request, openGuest(deps, requestId, details));
    const done = { id: requestId, details, now: now() };
    // Otherwise it was typed anew meanwhile: the same records get what was meant last.
    if (await asSystem(database, (tx) => finishGuestRequest(tx, done))) return;
  }
}

async function askStaff(deps: Services, request: GuestRequest, details: GuestDetails): Promise<void> {
  const { salesforce, logger } = deps;
  const place = await findPlace(deps, request, details);
  const { accountId, contactId } = place;
  const isNew = place.state === "new";
  const { caseId } = await salesforce.createCase({
    caseKey: keyOf("case", request),
    newCase: {
      accountId,
      contactId,
      ...(isNew ? { opportunityId: place.opportunityId } : {}),
      origin: "portal",
      subject: SUBJECT,
      description: describe(details, isNew),
      type: SUBJECT,
      priority: "medium",
    },
  });
  if (isNew)
    await salesforce.updateAccount({
      accountId: place.accountId,
      change: { eligibility: { status: "pending", requestedAt: request.createdAt, caseId } },
    });
  logger.info({ caseId, isNew }, "a visitor's request is with staff");
}

async function findPlace(deps: Services, request: GuestRequest, details: GuestDetails): Promise<Place> {
  const { salesforce, logger } = deps;
  // An earlier run may have made it: then the contact that the search finds is our own.
  const own = await salesforce.findAccountByKey({ accountKey: keyOf("acct", request) });
  const known = own ? null : await findKnown(deps, details);
  if (known) return known;
  try {
    return { state: "new", ...(await makeRecords(deps, request, details)) };
  } catch (error) {
    const isRefused =
      isAppError(error) &&
      (error.reason === "CRM_DUPLICATE" ||
        error.code === "provider_rejected" ||
        error.code === "invalid_input");
    if (!isRefused) throw error;
    logger.warn({ err: error, requestId: request.id }, "no account is made for a visitor");
    return { state: "known", accountId: null, contactId: null };
  }
}

async function findKnown(
  { database, salesforce, whmcs }: Services,
  { email }: GuestDetails,
): Promise<Place | null> {
  const nobody = { state: "known", accountId: null, contactId: null } as const;
  const here = await asSystem(database, async (tx): Promise<Place | null> => {
    const user = await findUserByEmail(tx, email);
    if (!user) return (await findOpenRegistration(tx, hashText(email))) ? nobody : null;
    const { sfAccountId = null, sfContactId = null } = (await findMapping(tx, user.id)) ?? {};
    return {
      state: "known",
      accountId: AccountIdSchema.nullable().parse(sfAccountId),
      contactId: ContactIdSchema.nullable().parse(sfContactId),
    };
  });
  if (here) return here;
  const [contact, ...others] = await salesforce.findContactsByEmail({ email });
  if (others.length > 0) return nobody;
  if (contact) return { state: "known", accountId: contact.accountId, contactId: contact.contactId };
  // Customers of the billing system alone: a second account of theirs would have to be merged.
  const [client, users] = await Promise.all([
    whmcs.findClientByEmail({ email }),
    whmcs.findUsersByEmail({ email }),
  ]);
  return client || users.length > 0 ? nobody : null;
}

async function makeRecords({ salesforce, now }: Services, request: GuestRequest, details: GuestDetails) {
  const { firstName, lastName, email, address } = details;
  const accountName = fullName(details);
  const { accountId, contactId } = await salesforce.createAccountWithContact({
    accountKey: keyOf("acct", request),
    contactKey: keyOf("con", request),
    accountName,
    account: {},
    contact: {
      ...{ firstName: firstName || null, lastName, email, address },
      firstNameKana: null,
      lastNameKana: null,
      phone: null,
      birthDate: null,
      gender: null,
      nationality: null,
    },
  });
  const { opportunityId } = await salesforce.createOpportunity({
    opportunityKey: keyOf("opp", request),
    opportunity: {
      accountId,
      accountName,
      kind: "internet",
      isCorporate: false,
      stage: "introduction",
      source: "eligibility_request",
      closesOn: closeDateFrom(tokyoDate(now())),
    },
  });
  return { accountId, contactId, opportunityId };
}

function keyOf(kind: "acct" | "con" | "opp" | "case", { id }: GuestRequest) {
  return PortalKeySchema.parse(`${kind}-${id}`);
}

/** For staff: that nobody has proved to be who they say, and what follows from that. */
function describe(details: GuestDetails, isNew: boolean): string {
  const { email, address } = details;
  return askAbout(address, [
    `Name: ${fullName(details)}`,
    `E-mail address, as typed and not proved: ${email}`,
    "",
    isNew
      ? "Sent by a visitor. Account, contact and opportunity were created for this request."
      : "Sent by a visitor. The e-mail address may be a customer's: nothing of theirs was changed. Ask them before you do.",
  ]);
}
