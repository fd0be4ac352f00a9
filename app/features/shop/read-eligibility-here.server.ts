import { findFact } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { AccountId, ContactId } from "#domain/shared/salesforce-ids.ts";
import { wholeAddress, type Account, type JapaneseAddress } from "#domain/users/customer.ts";
import { foldAddress, isAnswered } from "#domain/users/profile-change.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import type { Services } from "~/services.ts";

/** The process that asks staff; here, since its steps use this file. */
export const REQUEST_ELIGIBILITY = "request-eligibility";

type Ids = { accountId: AccountId; contactId: ContactId | null };
type Eligibility = Account["eligibility"];

/** By which a request knows the address that it asks about; the address itself is in the customer system. */
export function placeOf(accountId: AccountId, address: JapaneseAddress): string {
  return hashText([accountId, ...foldAddress(address)].join("\n"));
}

/**
 * What staff has found out about the address that the customer has now. An answer is one about the address that was asked about last: for
 * another one nobody has asked yet. One that was given without a request of the portal, by phone, counts as it is.
 */
export async function eligibilityHere(
  deps: Pick<Services, "database" | "salesforce">,
  { accountId, contactId }: Ids,
  eligibility: Eligibility,
): Promise<Eligibility> {
  if (!isAnswered(eligibility.status) || contactId === null) return eligibility;
  const asked = await asSystem(deps.database, (tx) =>
    findFact(tx, { name: REQUEST_ELIGIBILITY, key: accountId, fact: "place" }),
  );
  if (asked === null) return eligibility;
  const address = wholeAddress(await deps.salesforce.getContact({ accountId, contactId }));
  if (address !== null && placeOf(accountId, address) === asked) return eligibility;
  return {
    ...eligibility,
    status: "not_requested",
    value: null,
    requestedAt: null,
    checkedAt: null,
    notes: null,
  };
}
