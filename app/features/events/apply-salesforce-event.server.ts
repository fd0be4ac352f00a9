import { findMapping, listMappingsByAccount } from "#db/repositories/id-mappings.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import type { CustomerChange } from "#domain/realtime/customer-changes.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { ContactIdSchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import type { Account } from "#domain/users/customer.ts";
import { eligibilityHere } from "~/features/shop/read-eligibility-here.server.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { findOrderOwners } from "~/platform/cache/order-owners.server.ts";
import type { PortalEvent } from "~/platform/events/events.ts";
import { publishEvent, publishToAll } from "~/platform/events/publish-event.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import type { Services } from "~/services.ts";

type Owned = { accountId: AccountId; tag: string | null; event: PortalEvent | null };
type AccountChange = Extract<CustomerChange, { kind: "account" }>;

/**
 * The job behind what the customer system says: drops what the changes may have made old, tells open pages, and puts an answer that
 * staff has given among the notices of its customer. Nothing is taken from the event itself, so repeats and wrong order do no
 * harm. Changes of accounts without a login are passed over.
 */
export async function applySalesforceEvent(
  deps: Services,
  { changes }: { changes: readonly CustomerChange[] },
): Promise<void> {
  const { database, cache, logger } = deps;
  const owned = await findOwners(deps, changes);
  const isCatalogue = changes.some(({ kind }) => kind === "catalogue");
  const tags = [...owned.map(({ tag }) => tag), isCatalogue ? customerTags.catalogue : null];
  const dropped = [...new Set(tags.filter((tag) => tag !== null))];
  if (dropped.length > 0) await cache.drop(...dropped);

  const accountIds = [...new Set(owned.map(({ accountId }) => accountId))];
  const mappings = await asSystem(database, (tx) => listMappingsByAccount(tx, accountIds));
  const users = new Map(mappings.map(({ sfAccountId, userId }) => [sfAccountId, userId]));
  const strangers = accountIds.filter((accountId) => !users.has(accountId)).length;
  if (strangers > 0)
    logger.info({ event: "crm_event.strangers", strangers }, "changes of accounts without a login");

  for (const change of changes) {
    const userId = change.kind === "account" ? users.get(change.accountId) : undefined;
    if (change.kind === "account" && userId !== undefined) await noteAnswers(deps, { userId, change });
  }
  for (const { accountId, event } of owned) {
    const userId = users.get(accountId);
    if (userId !== undefined && event !== null) await publishEvent(deps, userId, event);
  }
  if (isCatalogue) await publishToAll(deps, { type: "services.changed" });
}

/**
 * Whose each change is, with what it makes old and what pages are told: an order's owner now, and the one whose list still shows
 * it. Those of nobody are left out.
 */
async function findOwners(
  deps: Pick<Services, "salesforce" | "kv">,
  changes: readonly CustomerChange[],
): Promise<Owned[]> {
  const { salesforce } = deps;
  const lines = changes.flatMap((change) => (change.kind === "order_line" ? change.itemId : []));
  const ofLines = lines.length === 0 ? [] : await salesforce.findOrdersOfLines(lines);
  const orders = changes.flatMap((change) => (change.kind === "order" ? change : []));
  const orderIds = [...new Set([...orders.map(({ orderId }) => orderId), ...ofLines])];
  const cases = changes.flatMap((change) => (change.kind === "case" ? change : []));
  const [current, shown, caseOwners] = await Promise.all([
    salesforce.findOrderOwners(orderIds),
    // Whose list shows it now: that of a deleted order or line, and of one that has moved, Salesforce cannot say.
    findOrderOwners(deps, [...orderIds, ...lines]),
    salesforce.findCaseOwners(cases.flatMap((each) => (each.accountId === null ? each.caseId : []))),
  ]);
  const told = orders.flatMap(({ orderId, accountId }) => (accountId === null ? [] : { orderId, accountId }));
  const ownerOfCase = new Map(caseOwners.map(({ caseId, accountId }) => [caseId, accountId]));
  const ownedOrders = new Map(
    [...told, ...current, ...shown].map((each) => [`${each.orderId} ${each.accountId}`, each]),
  );
  return [
    ...[...ownedOrders.values()].map(({ orderId, accountId }): Owned => ({
      accountId,
      tag: customerTags.orders(accountId),
      event: { type: "orders.changed", orderId },
    })),
    ...cases.flatMap(({ caseId, ...each }): Owned[] => {
      const accountId = each.accountId ?? ownerOfCase.get(caseId);
      if (accountId === undefined) return [];
      return [{ accountId, tag: null, event: { type: "support.case.changed", caseId } }];
    }),
    ...changes.flatMap((change) => (change.kind === "account" ? eventsOf(change) : [])),
  ];
}

function eventsOf({ accountId, eligibility, verification }: AccountChange): Owned[] {
  const tag = customerTags.account(accountId);
  const events: PortalEvent[] = [
    ...(eligibility ? [{ type: "account.eligibility.changed" } as const] : []),
    ...(verification ? [{ type: "account.verification.changed" } as const] : []),
  ];
  // Some other field: what was read of the account is old all the same, and no page waits for it.
  if (events.length === 0) return [{ accountId, tag, event: null }];
  return events.map((event) => ({ accountId, tag, event }));
}

/** Once for each answer, however often it is told: the same customer, kind and source is one notice (portal.md 18). */
async function noteAnswers(
  deps: Services,
  { userId, change }: { userId: UserId; change: AccountChange },
): Promise<void> {
  const { database, salesforce, now } = deps;
  if (!change.eligibility && !change.verification) return;
  const account = await salesforce.getAccount({ accountId: change.accountId });
  const eligibility = change.eligibility ? await eligibilityOf(deps, userId, account) : account.eligibility;
  const answers = answersOf({ ...account, eligibility }, change);
  if (answers.length === 0) return;
  const isNew = await asSystem(database, async (tx) => {
    const user = await findUser(tx, userId);
    if (!user) return false;
    const { t } = translatorOf(user);
    let added = false;
    for (const { type, sourceId, actionUrl } of answers)
      added =
        (await insertNotification(tx, {
          userId,
          type,
          title: t(`answers.${type}.title`),
          message: t(`answers.${type}.message`),
          actionUrl,
          actionLabel: t(`answers.${type}.action`),
          source: "account",
          sourceId,
          now: now(),
        })) || added;
    return added;
  });
  if (isNew) await publishEvent(deps, userId, { type: "notifications.changed" });
}

/** Of the address that the customer has now: for another one there is nothing to tell. */
async function eligibilityOf(
  deps: Services,
  userId: UserId,
  { id, eligibility }: Account,
): Promise<Account["eligibility"]> {
  const mapping = await asCustomer(deps.database, userId, (tx) => findMapping(tx, userId));
  const contactId = ContactIdSchema.nullable().parse(mapping?.sfContactId ?? null);
  return eligibilityHere(deps, { accountId: id, contactId }, eligibility);
}

type Answer = {
  type: "eligibility_eligible" | "eligibility_ineligible" | "verification_verified" | "verification_rejected";
  sourceId: string;
  actionUrl: string;
};

function answersOf({ id, eligibility, verification }: Account, change: AccountChange): Answer[] {
  const answers: Answer[] = [];
  const { status: found } = eligibility;
  if (change.eligibility && (found === "eligible" || found === "ineligible"))
    answers.push({
      type: `eligibility_${found}`,
      sourceId: `${id}:${found}`,
      actionUrl: "/account/services/internet",
    });
  const { status: checked, verifiedAt, submittedAt } = verification;
  if (change.verification && (checked === "verified" || checked === "rejected")) {
    const at = (checked === "verified" ? verifiedAt : null) ?? submittedAt;
    answers.push({
      type: `verification_${checked}`,
      sourceId: `${id}:${checked}:${at === null ? "undated" : tokyoDate(at)}`,
      actionUrl: "/account/settings/verification",
    });
  }
  return answers;
}
