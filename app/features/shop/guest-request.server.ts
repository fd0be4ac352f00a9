import { z } from "zod";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findUserByEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { GET_STARTED } from "#domain/auth/registration.ts";
import { closeDateFrom } from "#domain/orders/opportunity.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { isAppError } from "#domain/shared/errors.ts";
import {
  AccountIdSchema,
  CaseIdSchema,
  ContactIdSchema,
  OpportunityIdSchema,
  PortalKeySchema,
} from "#domain/shared/salesforce-ids.ts";
import { JapaneseAddressSchema } from "#domain/users/customer.ts";
import { fullName } from "#domain/users/recipient.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { defineProcess, defineStep, done, ready, type Done } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import { isRegistering } from "~/features/registration/read-registering.server.ts";
import { askAbout, SUBJECT } from "./eligibility-request.server.ts";

/** What a visitor has typed, until it is in the customer system. */
export const GuestDetailsSchema = z.object({
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  address: JapaneseAddressSchema,
});
export type GuestDetails = z.infer<typeof GuestDetailsSchema>;

const InputSchema = z.object({
  /** Of the keys of what is made in the customer system. */
  requestId: z.uuid(),
  details: GuestDetailsSchema,
});
export type GuestRequestInput = z.infer<typeof InputSchema>;

/**
 * Whose the typed address seems to be. `known`: somebody has it, or may have it, and nothing of theirs is shown or changed by a
 * visitor who has not proved to be them; ids only for staff's own look-up.
 */
const FactsSchema = z
  .object({
    place: z.enum(["new", "known"]),
    accountId: AccountIdSchema.nullable(),
    contactId: ContactIdSchema.nullable(),
    opportunityId: OpportunityIdSchema,
    caseId: CaseIdSchema,
  })
  .partial();
type Facts = Required<z.infer<typeof FactsSchema>>;

const NOBODY = { place: "known", accountId: null, contactId: null } as const;
const step = defineStep<GuestRequestInput, Facts, Services>;

/** An earlier turn may have made the account: then the contact that the search finds is our own. */
const findPlace = step("find_place", {
  async take({ run, input }) {
    const own = await run.salesforce.findAccountByKey({ accountKey: keyOf("acct", input) });
    if (own) return done({ facts: { place: "new" } });
    return done({ facts: (await findKnown(run, input.details)) ?? { place: "new" } });
  },
});

const makeAccount = step("account", {
  applies: ({ facts }) => facts.place === "new",
  take: ({ run, input, id }) =>
    orCaseAlone(run, id, async () => {
      const { firstName, lastName, email, address } = input.details;
      const { accountId, contactId } = await run.salesforce.createAccountWithContact({
        accountKey: keyOf("acct", input),
        contactKey: keyOf("con", input),
        accountName: fullName(input.details),
        account: {},
        contact: {
          firstName: firstName || null,
          lastName,
          email,
          address,
          firstNameKana: null,
          lastNameKana: null,
          phone: null,
          birthDate: null,
          gender: null,
          nationality: null,
        },
      });
      return done({ facts: { accountId, contactId } });
    }),
});

const makeOpportunity = step("opportunity", {
  applies: ({ facts }) => facts.place === "new",
  take: ({ run, input, facts, id }) =>
    orCaseAlone(run, id, async () => {
      const { opportunityId } = await run.salesforce.createOpportunity({
        opportunityKey: keyOf("opp", input),
        opportunity: {
          accountId: AccountIdSchema.parse(facts.accountId),
          accountName: fullName(input.details),
          kind: "internet",
          isCorporate: false,
          stage: "introduction",
          source: "eligibility_request",
          closesOn: closeDateFrom(tokyoDate(run.now())),
        },
      });
      return done({ facts: { opportunityId } });
    }),
});

const makeCase = step("case", {
  async take({ run, input, facts }) {
    const { place, accountId = null, contactId = null, opportunityId } = facts;
    const isNew = place === "new";
    const { caseId } = await run.salesforce.createCase({
      caseKey: keyOf("case", input),
      newCase: {
        accountId,
        contactId,
        ...(isNew && opportunityId ? { opportunityId } : {}),
        origin: "portal",
        subject: SUBJECT,
        description: describe(input.details, isNew),
        type: SUBJECT,
        priority: "medium",
      },
    });
    run.logger.info({ event: "visitor_request.taken", caseId, isNew }, "a visitor's request is with staff");
    return done({ facts: { caseId } });
  },
});

const setPending = step("pending", {
  applies: ({ facts }) => facts.place === "new",
  async take({ run, facts, startedAt }) {
    await run.salesforce.updateAccount({
      accountId: AccountIdSchema.parse(facts.accountId),
      change: {
        eligibility: {
          status: "pending",
          requestedAt: startedAt,
          caseId: CaseIdSchema.parse(facts.caseId),
        },
      },
    });
    return done();
  },
});

/** Seconds: hourly until it is wiped, since nobody else takes it up and its sender was told that it is under way. */
const PAUSES = [60, 120, 240, 480, 960, 1920, ...Array.from({ length: 7 * 24 }, () => 3600)];

/**
 * Brings a visitor's request to staff: for an address that nobody has, an account with contact, opportunity and case, and for one
 * that somebody has, a case alone (docs/decisions/0018). Every record is written under a key of the request, so each step may run
 * again at any time, and what is typed anew goes into the same records.
 */
export const guestRequest = defineProcess<Services, GuestRequestInput, Facts, Services>({
  name: "guest-request",
  version: 1,
  input: InputSchema,
  facts: FactsSchema,
  key: ({ details }) => hashText(details.email),
  prepare: async ({ services }) => ready(services),
  steps: [findPlace, makeAccount, makeOpportunity, makeCase, setPending],
  retry: { pauses: PAUSES },
  alarmMs: GET_STARTED.openMs,
  wipeMs: GET_STARTED.keptMs,
  keep: "guestRequests",
});

/** What the customer system does not take as an account becomes a case alone. */
async function orCaseAlone(
  { logger }: Services,
  processId: string,
  work: () => Promise<Done<Facts>>,
): Promise<Done<Facts>> {
  try {
    return await work();
  } catch (error) {
    const isRefused =
      isAppError(error) &&
      (error.reason === "CRM_DUPLICATE" ||
        error.code === "provider_rejected" ||
        error.code === "invalid_input");
    if (!isRefused) throw error;
    logger.warn(
      { event: "visitor_request.no_account", err: error, processId },
      "no account is made for a visitor",
    );
    return done({ facts: NOBODY });
  }
}

async function findKnown(
  { database, salesforce, whmcs }: Services,
  { email }: GuestDetails,
): Promise<Pick<Facts, "place" | "accountId" | "contactId"> | null> {
  const here = await asSystem(database, async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (!user) return (await isRegistering(tx, email)) ? NOBODY : null;
    const { sfAccountId = null, sfContactId = null } = (await findMapping(tx, user.id)) ?? {};
    return {
      place: "known" as const,
      accountId: AccountIdSchema.nullable().parse(sfAccountId),
      contactId: ContactIdSchema.nullable().parse(sfContactId),
    };
  });
  if (here) return here;
  const [contact, ...others] = await salesforce.findContactsByEmail({ email });
  if (others.length > 0) return NOBODY;
  if (contact) return { place: "known", accountId: contact.accountId, contactId: contact.contactId };
  // Customers of the billing system alone: a second account of theirs would have to be merged.
  const [client, users] = await Promise.all([
    whmcs.findClientByEmail({ email }),
    whmcs.findUsersByEmail({ email }),
  ]);
  return client || users.length > 0 ? NOBODY : null;
}

function keyOf(kind: "acct" | "con" | "opp" | "case", { requestId }: GuestRequestInput) {
  return PortalKeySchema.parse(`${kind}-${requestId}`);
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
