import { PortalKeySchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import type { NewCase } from "#domain/support/schema.ts";
import type { Services } from "~/services.ts";

/** Why a person of ours has to look, in words for staff. */
const REASONS = {
  several_records: "Several records in Salesforce have this e-mail address.",
  account_incomplete:
    "The contact with this e-mail address has no account, or its account has no customer number.",
  billing_elsewhere: "The account already has a WHMCS client, which has another e-mail address.",
  login_without_client: "WHMCS has a login with this e-mail address, but no client.",
  closed_client: "The WHMCS client is closed.",
  client_unclear: "The WHMCS login has no client, or more than one.",
  no_customer_number: "The WHMCS client has no customer number.",
  no_account: "There is no Salesforce account with the customer number of the WHMCS client.",
  account_of_other_client: "The Salesforce account names another WHMCS client.",
  already_linked: "WHMCS client or Salesforce account belong to another login of the portal.",
  duplicate: "A duplicate rule of Salesforce did not let the account be made.",
  undone: "The portal could not make a login. If there is a new WHMCS client, it was set to Inactive.",
  other_email:
    "The person was linked by customer number. The e-mail address of their contact is another one.",
} as const;
export type SupportReason = keyof typeof REASONS;

export type SupportCall = {
  /** One case for each: sent again it is the same one. */
  registrationId: string;
  email: string;
  reason: SupportReason;
  accountId?: AccountId | null;
  priority?: NewCase["priority"];
};

/** Opens a case for staff about a registration (portal.md 3.2 to 3.4). Throws what the adapter throws. */
export async function callSupport(
  { salesforce, logger }: Pick<Services, "salesforce" | "logger">,
  { registrationId, email, reason, accountId = null, priority = "medium" }: SupportCall,
): Promise<void> {
  const { caseId } = await salesforce.createCase({
    caseKey: PortalKeySchema.parse(`case-${registrationId}`),
    newCase: {
      accountId,
      contactId: null,
      origin: "portal",
      subject: "Registration in the customer portal",
      description: `${REASONS[reason]}\n\nE-mail address, proved by a mailed code: ${email}\nReference: ${registrationId}`,
      type: null,
      priority,
    },
  });
  logger.warn(
    { event: "registration.needs_person", reason, registrationId, caseId },
    "registration needs a person",
  );
}
