import { z } from "zod";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { finishEligibilityRequest } from "#db/repositories/eligibility-requests.server.ts";
import { beginIdempotent, finishIdempotent } from "#db/repositories/idempotency.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asCustomer, type SystemTx } from "#db/row-security.server.ts";
import { closeDateFrom, REUSABLE } from "#domain/orders/opportunity.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError } from "#domain/shared/errors.ts";
import { UserIdSchema, type UserId } from "#domain/shared/ids.ts";
import {
  AccountIdSchema,
  CaseIdSchema,
  ContactIdSchema,
  OpportunityIdSchema,
  PortalKeySchema,
} from "#domain/shared/salesforce-ids.ts";
import { JapaneseAddressSchema, wholeAddress, type JapaneseAddress } from "#domain/users/customer.ts";
import { readIsCompany } from "~/features/profile/read-is-company.server.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";
import { defineProcess, defineStep, done, ready, stop } from "~/platform/process/define.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { eligibilityHere, placeOf, REQUEST_ELIGIBILITY } from "./read-eligibility-here.server.ts";

const InputSchema = z.object({
  userId: UserIdSchema,
  accountId: AccountIdSchema,
  /** Of what is made in the customer system. */
  opportunityKey: PortalKeySchema,
  caseKey: PortalKeySchema,
  /** Of the form; null for one that an earlier release has begun. */
  idempotencyKey: z.string().nullable(),
  /** Where the request came from, for the audit log. */
  seen: z
    .object({
      ip: z.string().nullable(),
      device: z.string().nullable(),
      requestId: z.string().nullable(),
    })
    .partial(),
});
type Input = z.infer<typeof InputSchema>;

/** `answered`: staff has looked at this address already; `no_address`: there is none to look at. */
export const ELIGIBILITY_OUTCOMES = ["requested", "answered", "no_address"] as const;
export type EligibilityRequestOutcome = (typeof ELIGIBILITY_OUTCOMES)[number];

const FactsSchema = z
  .object({
    /** Null: it is to be asked for. */
    outcome: z.enum(ELIGIBILITY_OUTCOMES).nullable(),
    contactId: ContactIdSchema,
    opportunityId: OpportunityIdSchema,
    /** An inquiry that was open is used again. */
    isFound: z.boolean(),
    caseId: CaseIdSchema.nullable(),
    /** The owner is told of it. */
    isNew: z.boolean(),
    /** The address that staff is asked about, by `placeOf`. */
    place: z.string(),
  })
  .partial();
type Facts = Required<z.infer<typeof FactsSchema>>;

type Run = Services & { owner: Owner };
const step = defineStep<Input, Facts, Run>;

/** Subject and type of the cases by which staff is asked. */
export const SUBJECT = "Internet availability check request";
/** The form says nothing but "check my address". */
const BODY = "eligibility-request";

const check = step("check", {
  async take({ run, input, facts }) {
    const { accountId, idempotencyKey } = input;
    const { name, eligibility } = await run.salesforce.getAccount({ accountId });
    if (eligibility.status === "pending") {
      // Of one that was interrupted the pending state is its own, and only the news of it is missing.
      const isNew = Boolean(facts.caseId) || idempotencyKey === null;
      return done({ facts: { outcome: "requested", isNew, caseId: eligibility.caseId } });
    }
    const mapping = await readMapping(run, input.userId);
    const contactId = ContactIdSchema.nullable().parse(mapping?.sfContactId ?? null);
    // An answer about an address that was left is none about this one.
    const here = await eligibilityHere(run, { accountId, contactId }, eligibility);
    if (here.status !== "not_requested") return done({ facts: { outcome: "answered" } });
    const contact = contactId && (await run.salesforce.getContact({ accountId, contactId }));
    const address = contact && wholeAddress(contact);
    if (!contactId || !address) return done({ facts: { outcome: "no_address" } });
    const secret = { name, address: JSON.stringify(address) };
    return done({ facts: { outcome: null, contactId, place: placeOf(accountId, address) }, secret });
  },
});

const findOpportunity = step("opportunity", {
  applies: ({ facts }) => facts.outcome === null,
  async take({ run, input, secret, once, tried }) {
    const { accountId, opportunityKey } = input;
    // What was sent before may be the one that the look would find.
    const isTried = (await tried("CreateOpportunity")).length > 0;
    const open = isTried
      ? null
      : await run.salesforce.findOpenOpportunity({
          accountId,
          kind: "internet",
          stages: REUSABLE.eligibility_request,
        });
    if (open) return done({ facts: { opportunityId: open.id, isFound: true } });
    const isCorporate = await readIsCompany(run, run.owner);
    const made = await once("CreateOpportunity", {
      repeat: "always",
      async act() {
        const { opportunityId } = await run.salesforce.createOpportunity({
          opportunityKey,
          opportunity: {
            accountId,
            accountName: secret["name"] ?? "",
            kind: "internet",
            isCorporate,
            stage: "introduction",
            source: "eligibility_request",
            closesOn: closeDateFrom(tokyoDate(run.now())),
          },
        });
        return { outcome: "done", refs: { opportunityId } };
      },
    });
    if (made.outcome === "refused") return stop(made.code, made.detail);
    return done({
      facts: { opportunityId: OpportunityIdSchema.parse(made.refs["opportunityId"]), isFound: false },
    });
  },
});

const makeCase = step("case", {
  applies: ({ facts }) => facts.outcome === null,
  async take({ run, input, facts, secret, once }) {
    const address = JapaneseAddressSchema.parse(JSON.parse(secret["address"] ?? "null"));
    const made = await once("CreateCase", {
      repeat: "always",
      async act() {
        const { caseId } = await run.salesforce.createCase({
          caseKey: input.caseKey,
          newCase: {
            accountId: input.accountId,
            contactId: ContactIdSchema.parse(facts.contactId),
            opportunityId: OpportunityIdSchema.parse(facts.opportunityId),
            origin: "portal",
            subject: SUBJECT,
            description: describe(address, facts.isFound === true),
            type: SUBJECT,
            priority: "medium",
          },
        });
        return { outcome: "done", refs: { caseId } };
      },
    });
    if (made.outcome === "refused") return stop(made.code, made.detail);
    return done({ facts: { caseId: CaseIdSchema.parse(made.refs["caseId"]) } });
  },
});

/** Sets a value: it may run again. */
const setPending = step("pending", {
  applies: ({ facts }) => facts.outcome === null,
  async take({ run, input: { accountId }, facts }) {
    const caseId = CaseIdSchema.parse(facts.caseId);
    const eligibility = { status: "pending", requestedAt: run.now(), caseId } as const;
    await run.salesforce.updateAccount({ accountId, change: { eligibility } });
    return done({ facts: { outcome: "requested", isNew: true } });
  },
});

const tell = step("tell", {
  async take({ run, input, facts }) {
    const { accountId, userId, idempotencyKey } = input;
    return done({
      async also(tx) {
        await finishEligibilityRequest(tx, accountId, run.now());
        if (facts.outcome !== "requested") return;
        if (idempotencyKey !== null) await keepAnswer(run, tx, { userId, idempotencyKey });
        if (facts.isNew) await tellRequested(run, tx, input, facts);
      },
      // What was cached may be what has been changed.
      after: () => run.cache.drop(customerTags.account(accountId)),
    });
  },
});

/** Seconds; hourly for two days, then it is left to staff or to the next press of the button. */
const PAUSES = [5, 25, 120, 600, ...Array.from({ length: 48 }, () => 3600)];

/**
 * Asks staff which line the customer's address can have (portal.md 5.2): one request per account at a time. What is made has keys of
 * the request, so each call may be made again.
 */
export const eligibilityRequest = defineProcess<Services, Input, Facts, Run>({
  name: REQUEST_ELIGIBILITY,
  version: 1,
  input: InputSchema,
  facts: FactsSchema,
  key: ({ accountId }) => accountId,
  owner: ({ userId }) => userId,
  async prepare({ services, input }) {
    const mapping = await readMapping(services, input.userId);
    if (!mapping) return stop("MAPPING_MISSING");
    return ready({ ...services, owner: { userId: input.userId, clientId: mapping.whmcsClientId } });
  },
  steps: [check, findOpportunity, makeCase, setPending, tell],
  retry: { pauses: PAUSES },
  keep: "eligibilityRequests",
});

function readMapping({ database }: Pick<Services, "database">, userId: UserId) {
  return asCustomer(database, userId, (tx) => findMapping(tx, userId));
}

/** The same form is the same request from now on. */
export async function keepAnswer(
  { now }: Pick<Services, "now">,
  tx: SystemTx,
  { userId, idempotencyKey: key }: { userId: UserId; idempotencyKey: string },
): Promise<void> {
  const begun = await beginIdempotent(tx, { userId, key, bodyHash: BODY, now: now() });
  if (begun.state === "first") await finishIdempotent(tx, { userId, key, status: 303, response: null });
}

function describe(address: JapaneseAddress, isFound: boolean): string {
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
  { userId, seen }: Input,
  { caseId = null }: Partial<Facts>,
): Promise<void> {
  const at = now();
  const user = await findUser(tx, userId);
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  await recordAuditEvent(tx, { userId, type: "eligibility.requested", at, ...seen, detail: { caseId } });
  const { language, displayName: name } = user;
  const mail = writeMail({
    language,
    name,
    origin,
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
