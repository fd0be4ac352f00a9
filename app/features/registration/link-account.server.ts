import { randomUUID } from "node:crypto";
import { UserIdSchema, type WhmcsClientId } from "#domain/shared/ids.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Account, ContactMatch } from "#domain/users/customer.ts";
import { toRecipient } from "#domain/users/recipient.ts";
import type { BillingClient, BillingUser } from "#domain/users/schema.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findMappingByAccount, findMappingByClient } from "#db/repositories/id-mappings.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import { callSupport, type SupportReason } from "./call-support.server.ts";
import { findPerson, lookUp } from "./look-up.server.ts";
import { FOR_MS, startRegistration } from "./registration-process.server.ts";
import { resumeRegistration } from "./resume-registration.server.ts";
import { getVerified, keepFound, type StartCookies, type StartToken } from "./start-token.server.ts";

export type LinkOrder = StartCookies & {
  /** Of the billing site. Goes to it once, and nowhere else. */
  password: string;
  language: Language;
  from: From;
};

/**
 * Links a customer of the billing system who proves their login there (portal.md 3.4): a login without a password, which is set on
 * the next page. Where that login has several clients the person chooses next. False for a wrong password. Throws AppError
 * `SESSION_EXPIRED`, `RATE_LIMITED` after five wrong ones, and what the adapters throw.
 */
export async function linkAccount(deps: Services, order: LinkOrder): Promise<boolean> {
  const { config, limits, whmcs, database } = deps;
  const { password, from } = order;
  refuseWhileClosed(config);
  const token = await lookUp(deps, await getVerified(deps, order));
  if (token.found?.status !== "whmcs_unmapped") return true;

  const { email } = token;
  await limits.use("linkAddress", email);
  const login = await whmcs.validateLogin({ email, password });
  if (!login) {
    await asSystem(database, (tx) =>
      recordAuditEvent(tx, {
        userId: null,
        type: "registration.link_refused",
        at: deps.now(),
        ...auditFrom(from),
      }),
    );
    return false;
  }
  await limits.reset("linkAddress", email);

  const user = await whmcs.findUser({ userId: login.userId, email });
  const clients = user ? await listLinkable(deps, user) : [];
  const [client, ...others] = clients;
  if (user && others.length > 0) {
    const clientIds = clients.map(({ id }) => id);
    await keepFound(token, { status: "choose_client", billingUserId: user.id, clientIds });
    return true;
  }
  const pair: Pair =
    user && client ? await findPair(deps, { user, client, email }) : { ok: false, reason: "client_unclear" };
  await linkPair(deps, token, pair, order);
  return true;
}

/**
 * The same with the client that the person has chosen. False for one that was not on offer, or is the login's no more. What was
 * proved holds as long as the start, in the browser that proved it. Throws AppError `SESSION_EXPIRED` and what the adapters throw.
 */
export async function chooseClient(
  deps: Services,
  order: StartCookies & { clientId: WhmcsClientId; language: Language; from: From },
): Promise<boolean> {
  const { config, whmcs } = deps;
  const { clientId } = order;
  refuseWhileClosed(config);
  const token = await getVerified(deps, order);
  const { found, email } = token;
  if (found?.status !== "choose_client") return true;
  // Another press, or another browser of the same person, may have chosen meanwhile. Kept only then: the proof is kept there too.
  const now = await findPerson(deps, email);
  if (now.status !== "whmcs_unmapped") {
    await lookUp(deps, token);
    return true;
  }
  if (!found.clientIds.includes(clientId)) return false;
  const user = await whmcs.findUser({ userId: found.billingUserId, email });
  if (!user?.clients.some(({ id }) => id === clientId)) return false;
  const client = await whmcs.getClient({ clientId });
  await linkPair(deps, token, await findPair(deps, { user, client, email }), order);
  return true;
}

async function linkPair(
  deps: Services,
  token: StartToken,
  pair: Pair,
  order: StartCookies & { language: Language; from: From },
): Promise<void> {
  if (!pair.ok) {
    // Linked while this one was at it, by another browser of the same person?
    const again = await lookUp(deps, token);
    if (again.found?.status === "whmcs_unmapped") await callForPair(deps, again, pair.reason, order.from);
    return;
  }
  await begin(deps, token, pair, order);
  await resumeRegistration(deps, order);
}

/** How many clients one login may have here: more are nobody's own, and each is read. */
const MAX_CLIENTS = 20;

/**
 * The clients that a login of the billing system may be linked with (whmcs.md 4): its own, and only where it has none those that it
 * may act for. Of several, those that are closed or have a login here are out of the question.
 */
async function listLinkable(
  { whmcs, database }: Services,
  { clients }: BillingUser,
): Promise<BillingClient[]> {
  const owned = clients.filter(({ isOwner }) => isOwner);
  const ids = (owned.length > 0 ? owned : clients).map(({ id }) => id);
  if (ids.length > MAX_CLIENTS) return [];
  const read = await Promise.all(ids.map((clientId) => whmcs.getClient({ clientId })));
  if (read.length === 1) return read;
  const isFree = await asSystem(database, (tx) =>
    Promise.all(read.map(async ({ id }) => (await findMappingByClient(tx, id)) === null)),
  );
  return read.filter(({ status }, index) => status !== "closed" && isFree[index]);
}

/** Both systems' records of one person, or why a person of ours has to pair them. */
type Pair =
  | { ok: true; client: BillingClient; user: BillingUser; account: Account; contact: ContactMatch | null }
  | { ok: false; reason: SupportReason };

/** whmcs.md 4. Never by address alone: the client is the login's own, the account has its customer number. */
async function findPair(
  { salesforce, database }: Services,
  { user, client, email }: { user: BillingUser; client: BillingClient; email: string },
): Promise<Pair> {
  if (client.status === "closed") return { ok: false, reason: "closed_client" };
  if (client.ownerUserId !== user.id && !client.userIds.includes(user.id))
    return { ok: false, reason: "client_unclear" };
  const { customerNumber } = client;
  if (customerNumber === null) return { ok: false, reason: "no_customer_number" };
  const account = await salesforce.findAccountByNumber({ customerNumber });
  if (!account) return { ok: false, reason: "no_account" };
  if (!isFreeFor(client, account)) return { ok: false, reason: "account_of_other_client" };
  const isHeld = await asSystem(
    database,
    async (tx) =>
      (await findMappingByClient(tx, client.id)) !== null ||
      (await findMappingByAccount(tx, account.id)) !== null,
  );
  if (isHeld) return { ok: false, reason: "already_linked" };
  const contacts = await salesforce.findContactsByEmail({ email });
  const contact = contacts.find(({ accountId }) => accountId === account.id) ?? null;
  return { ok: true, client, user, account, contact };
}

/** Staff may have written the client into the account beforehand. */
function isFreeFor({ id }: BillingClient, { billingReference }: Account): boolean {
  return billingReference === null || /^#(\d+)\b/.exec(billingReference)?.[1] === String(id);
}

/** Refused: audited, and a case for staff (portal.md 4). The person learns that somebody will look at it, and no more. */
async function callForPair(
  deps: Services,
  token: StartToken,
  reason: SupportReason,
  from: From,
): Promise<void> {
  const { registrationId, email } = token;
  await callSupport(deps, { registrationId, email, reason });
  if (reason === "already_linked" || reason === "account_of_other_client") {
    deps.logger.error(
      { event: "registration.customer_taken", registrationId, reason },
      "another login holds this customer",
    );
    await asSystem(deps.database, (tx) =>
      recordAuditEvent(tx, {
        userId: null,
        type: "mapping.change_refused",
        at: deps.now(),
        ...auditFrom(from),
        detail: { registration: registrationId, reason },
      }),
    );
  }
  await keepFound(token, { status: "support" });
}

async function begin(
  deps: Services,
  { email, registrationId, deviceHash }: StartToken,
  { client, user, account, contact }: Extract<Pair, { ok: true }>,
  { language, from }: { language: Language; from: From },
): Promise<void> {
  const userId = UserIdSchema.parse(randomUUID());
  // Both have proved to be this person's: staff decide which address is right, nobody waits for them.
  if (!contact)
    await callSupport(deps, {
      registrationId: userId,
      email,
      reason: "other_email",
      accountId: account.id,
      priority: "low",
    });
  const displayName = toRecipient(client).name;
  const claim = await startRegistration(deps, {
    registrationId,
    kind: "link",
    userId,
    records: {
      sfAccountId: account.id,
      sfContactId: contact?.contactId ?? null,
      customerNumber: client.customerNumber,
      whmcsClientId: client.id,
      whmcsUserId: user.id,
    },
    details: { email, displayName, language, passwordHash: null, person: null },
  });
  const transient = { from, deviceHash };
  if (claim) await deps.processes.carryOut(claim, { forMs: FOR_MS, transient });
}
