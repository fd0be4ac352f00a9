import { findMapping, type IdMapping } from "#db/repositories/id-mappings.server.ts";
import {
  claimProfileChange,
  endProfileChange,
  findProfileChange,
  listStaleChanges,
  markProfileChange,
  releaseProfileChange,
  type ProfileChangeRow,
} from "#db/repositories/profile-changes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { toContactAddress } from "#domain/address/salesforce.ts";
import { toBillingAddress } from "#domain/address/whmcs.ts";
import { AppError, assertNever, isAppError } from "#domain/shared/errors.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import {
  isAnswered,
  isSamePlace,
  ProfileChangeSchema,
  type ProfileChange,
} from "#domain/users/profile-change.ts";
import type { BillingClientChange } from "#domain/users/schema.ts";
import { BILLING_GENDER, type ContactChange } from "#domain/users/customer.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import type { Services } from "~/services.ts";
import { contactTag } from "./read-contact.server.ts";

/** Longer than the calls of one change may take together. */
const CLAIM_MS = 3 * 60_000;
const STALE_MS = 60 * 60_000;

type Needs = Pick<
  Services,
  "config" | "database" | "whmcs" | "salesforce" | "cache" | "encryption" | "now" | "logger" | "queue"
>;

/**
 * Writes a change to the systems that do not have it yet, billing first, each step written down after its call. Both calls set
 * values, so that an unclear answer is answered by sending them again. A system that refuses for good parks the change for a
 * person. Throws what is worth another try: AppError `provider_unavailable`, `provider_contract`, and `conflict` while an
 * earlier change of the same customer is under way.
 */
export async function passOnChange(services: Needs, id: string): Promise<void> {
  const { config, database, now, logger } = services;
  const at = now();
  const until = new Date(at.getTime() + Math.min(CLAIM_MS, config.timing.longestLeaseMs));
  const { claimed, known } = await asSystem(database, async (tx) => ({
    claimed: await claimProfileChange(tx, { id, now: at, until }),
    known: await findProfileChange(tx, id),
  }));
  if (claimed === null) {
    if (known?.status !== "open") return;
    throw new AppError("conflict", { reason: "CRM_CONFLICT", message: "another change is under way" });
  }
  try {
    await writeEverywhere(services, claimed);
    await asSystem(database, (tx) => endProfileChange(tx, { id, status: "done" }));
  } catch (error) {
    if (!isFinal(error)) throw error;
    logger.error(
      { err: error, changeId: id },
      "a change of a customer's details was refused: see to it by hand",
    );
    await asSystem(database, (tx) => endProfileChange(tx, { id, status: "parked" }));
  } finally {
    await asSystem(database, (tx) => releaseProfileChange(tx, id));
  }
}

/** Hourly: changes whose jobs have given up on a system that was away for long. */
export async function resumeChanges({ database, queue, now }: Needs): Promise<void> {
  await asSystem(database, async (tx) => {
    for (const { id } of await listStaleChanges(tx, new Date(now().getTime() - STALE_MS)))
      await queue.enqueue(tx, "pass-on-change", { changeId: id }, { singletonKey: id });
  });
}

/** Where a sealed change belongs. */
export function sealedPlace(userId: string, id: string): string {
  return `profile_changes.sealed ${userId} ${id}`;
}

async function writeEverywhere(services: Needs, row: ProfileChangeRow): Promise<void> {
  const { database, whmcs, salesforce, cache, encryption, now } = services;
  const { id, userId, sealed } = row;
  const mapping = await asSystem(database, (tx) => findMapping(tx, userId));
  if (!mapping || sealed === null) throw new AppError("not_found", { reason: "MAPPING_MISSING" });
  const change = ProfileChangeSchema.parse(JSON.parse(encryption.open(sealed, sealedPlace(userId, id))));
  const done = (system: "billing" | "crm") =>
    asSystem(database, (tx) => markProfileChange(tx, { id, system, now: now() }));

  if (row.billingAt === null) {
    const clientId = mapping.whmcsClientId;
    const billing = toBillingChange(change);
    if (billing) await whmcs.updateClient({ clientId, change: billing });
    await done("billing");
    await cache.drop(billingTags.client(clientId));
  }
  if (row.crmAt === null) {
    const contact = toContactChange(change);
    if (contact) {
      const { accountId, contactId } = crmIds(mapping);
      if (change.kind === "address") await leaveOldPlace(salesforce, { accountId, contactId, change });
      await salesforce.updateContact({ contactId, change: contact });
    }
    await done("crm");
    await cache.drop(contactTag(userId));
  }
}

/** Before the contact gets its new address: afterwards nobody could tell that it is one. */
async function leaveOldPlace(
  salesforce: Services["salesforce"],
  {
    change: { address },
    ...ids
  }: ReturnType<typeof crmIds> & { change: Extract<ProfileChange, { kind: "address" }> },
): Promise<void> {
  const contact = await salesforce.getContact(ids);
  if (isSamePlace(contact.address, toContactAddress(address))) return;
  const { accountId } = ids;
  const { eligibility } = await salesforce.getAccount({ accountId });
  if (isAnswered(eligibility.status))
    await salesforce.updateAccount({ accountId, change: { eligibility: { status: "not_requested" } } });
}

/** Null: the billing system has nothing of this. */
function toBillingChange(change: ProfileChange): BillingClientChange | null {
  switch (change.kind) {
    case "address":
      return { address: toBillingAddress(change.address) };
    case "contact":
      return change.phone === null ? null : { phone: change.phone };
    case "personal": {
      const { gender, nationality } = change;
      return {
        ...(gender === undefined ? {} : { gender: gender && BILLING_GENDER[gender] }),
        nationality,
      };
    }
    case "offers":
      return { marketing: change.agreed };
    default:
      return assertNever(change);
  }
}

/** Null: the customer system has nothing of this. */
function toContactChange(change: ProfileChange): ContactChange | null {
  switch (change.kind) {
    case "address":
      return { address: toContactAddress(change.address) };
    case "contact": {
      const { phone, lastNameKana, firstNameKana } = change;
      return { ...(phone === null ? {} : { phone }), lastNameKana, firstNameKana };
    }
    case "personal": {
      const { gender, nationality } = change;
      return { ...(gender === undefined ? {} : { gender }), nationality };
    }
    case "offers":
      return null;
    default:
      return assertNever(change);
  }
}

function crmIds({ sfAccountId, sfContactId }: IdMapping) {
  if (sfAccountId === null || sfContactId === null)
    throw new AppError("not_found", { reason: "MAPPING_MISSING", message: "no contact is known" });
  return { accountId: AccountIdSchema.parse(sfAccountId), contactId: ContactIdSchema.parse(sfContactId) };
}

/** Trying again would bring the same refusal. */
function isFinal(error: unknown): boolean {
  if (!isAppError(error)) return false;
  return ["provider_rejected", "invalid_input", "not_found", "internal"].includes(error.code);
}
