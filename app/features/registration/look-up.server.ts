import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import {
  findMapping,
  findMappingByAccount,
  findMappingByClient,
} from "#db/repositories/id-mappings.server.ts";
import { findUserByEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { ContactMatch } from "#domain/users/customer.ts";
import type { Services } from "~/services.ts";
import { callSupport, type SupportReason } from "./call-support.server.ts";
import { isRegistering } from "./read-registering.server.ts";
import { keepFound, type Found, type StartToken } from "./start-token.server.ts";

/**
 * Whose the proved address is, in all three systems (portal.md 3.2); kept for the next page. Where several records have it, or
 * one that cannot be paired, a person of ours is called, and nothing is revealed or linked. Throws AppError
 * `rate_limited` when that was asked too often, and what the adapters throw.
 */
export async function lookUp(deps: Services, token: StartToken): Promise<StartToken> {
  const { email, registrationId } = token;
  const found = await findPerson(deps, email);
  if (found.status !== "support") return keepFound(token, found);
  await callSupport(deps, { registrationId, email, reason: found.reason });
  return keepFound(token, { status: "support" });
}

type Person =
  | Exclude<Found, { status: "choose_client" | "support" | "ready" }>
  | { status: "support"; reason: SupportReason };

/** The same without a trace. */
export async function findPerson(deps: Services, email: string): Promise<Person> {
  const here = await findHere(deps, email);
  if (here) return here;

  const { whmcs, salesforce, database, limits } = deps;
  await limits.use("startCheck", mailboxOf(email));
  const [client, contacts] = await Promise.all([
    whmcs.findClientByEmail({ email }),
    salesforce.findContactsByEmail({ email }),
  ]);
  if (new Set(contacts.map(({ accountId }) => accountId)).size > 1) return support("several_records");
  if (client) {
    if (client.status === "closed") return support("closed_client");
    const mapping = await asSystem(database, (tx) => findMappingByClient(tx, client.id));
    // Of a login with another address: its owner knows which one.
    return { status: mapping ? "portal_exists" : "whmcs_unmapped" };
  }
  // A login of the billing system that acts for somebody else's client has the address for good.
  if ((await whmcs.findUsersByEmail({ email })).length > 0) return support("login_without_client");
  const [contact, ...others] = contacts;
  if (!contact) return { status: "new_customer" };
  return others.length > 0 ? support("several_records") : ofContact(deps, contact);
}

async function findHere({ database }: Services, email: string): Promise<Person | null> {
  return asSystem(database, async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (user) {
      const isHalf = user.passwordHash === null && user.status === "active";
      return isHalf && (await findMapping(tx, user.id))
        ? { status: "set_password", userId: user.id }
        : { status: "portal_exists" };
    }
    return (await isRegistering(tx, email)) ? { status: "under_way" } : null;
  });
}

async function ofContact(
  { database }: Services,
  { contactId, accountId, customerNumber, hasBilling }: ContactMatch,
): Promise<Person> {
  if (accountId === null || customerNumber === null) return support("account_incomplete");
  if (await asSystem(database, (tx) => findMappingByAccount(tx, accountId)))
    return { status: "portal_exists" };
  if (hasBilling) return support("billing_elsewhere");
  return { status: "sf_unmapped", accountId, contactId, customerNumber };
}

const support = (reason: SupportReason): Person => ({ status: "support", reason });
