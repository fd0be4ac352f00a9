import { z } from "zod";
import { findMapping, type IdMapping } from "#db/repositories/id-mappings.server.ts";
import { CHANGE_PROFILE, profileChangeKey } from "#db/repositories/profile-changes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { toContactAddress } from "#domain/address/salesforce.ts";
import { toBillingAddress } from "#domain/address/whmcs.ts";
import { AppError, assertNever } from "#domain/shared/errors.ts";
import { UserIdSchema, type UserId } from "#domain/shared/ids.ts";
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
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { defineProcess, defineStep, done, ready, stop } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import { contactTag } from "./read-contact.server.ts";

type Input = { changeId: string; userId: UserId; change: ProfileChange };
type Facts = Record<string, never>;
type Run = { services: Services; mapping: IdMapping };

const MINUTE = 60;

const billing = defineStep<Input, Facts, Run>("billing", {
  async take({ run: { services, mapping }, input, once }) {
    const clientId = mapping.whmcsClientId;
    const change = toBillingChange(input.change);
    if (change)
      await once("UpdateClient", {
        repeat: "always",
        async act() {
          await services.whmcs.updateClient({ clientId, change });
          return { outcome: "done" };
        },
      });
    await services.cache.drop(billingTags.client(clientId));
    return done();
  },
});

/** Before the contact gets its new address: afterwards nobody could tell that it is one. */
const leaveOldPlace = defineStep<Input, Facts, Run>("old_place", {
  applies: ({ input }) => input.change.kind === "address",
  async take({ run: { services, mapping }, input: { change }, once }) {
    if (change.kind !== "address") return done();
    const { salesforce } = services;
    const ids = crmIds(mapping);
    const contact = await salesforce.getContact(ids);
    if (isSamePlace(contact.address, toContactAddress(change.address))) return done();
    const { accountId } = ids;
    const { eligibility } = await salesforce.getAccount({ accountId });
    if (isAnswered(eligibility.status))
      await once("UpdateAccount", {
        repeat: "always",
        async act() {
          await salesforce.updateAccount({ accountId, change: { eligibility: { status: "not_requested" } } });
          return { outcome: "done" };
        },
      });
    return done();
  },
});

const contact = defineStep<Input, Facts, Run>("contact", {
  async take({ run: { services, mapping }, input: { change, userId }, once }) {
    const contactChange = toContactChange(change);
    if (contactChange) {
      const { contactId } = crmIds(mapping);
      await once("UpdateContact", {
        repeat: "always",
        async act() {
          await services.salesforce.updateContact({ contactId, change: contactChange });
          return { outcome: "done" };
        },
      });
    }
    await services.cache.drop(contactTag(userId));
    // What staff has answered is read for the address that the contact has.
    const { sfAccountId } = mapping;
    if (change.kind === "address" && sfAccountId !== null)
      await services.cache.drop(customerTags.account(AccountIdSchema.parse(sfAccountId)));
    return done();
  },
});

/**
 * Writes a change of a customer's details to the systems, billing first. All calls set values, so an unclear answer is answered by
 * sending them again. What a system refuses for good is parked for a person; what it does not answer is tried for a quarter of an hour
 * and then hourly, for a month. Changes of one kind of a customer go one after the other; those of another kind have no value in common
 * with them, so one that is parked holds none of these up.
 */
export const passOnChange = defineProcess<Services, Input, Facts, Run>({
  name: CHANGE_PROFILE,
  version: 1,
  keep: "profileChanges",
  setsValues: true,
  input: z.object({ changeId: z.uuid(), userId: UserIdSchema, change: ProfileChangeSchema }),
  facts: z.object({}),
  key: ({ changeId, change }) => profileChangeKey({ id: changeId, kind: change.kind }),
  owner: ({ userId }) => userId,
  lane: ({ userId, change }) => `${CHANGE_PROFILE}:${userId}:${change.kind}`,
  async prepare({ services, input: { userId } }) {
    const mapping = await asSystem(services.database, (tx) => findMapping(tx, userId));
    return mapping ? ready({ services, mapping }) : stop("MAPPING_MISSING");
  },
  steps: [billing, leaveOldPlace, contact],
  retry: {
    pauses: [30, 60, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, ...Array<number>(30 * 24).fill(60 * MINUTE)],
    again: (code) => /_(UNAVAILABLE|CONTRACT|CONFLICT)$|^(MAINTENANCE|RATE_LIMITED)$/.test(code),
  },
});

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
