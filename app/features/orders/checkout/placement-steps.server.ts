import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { finishPlacementStep, type OrderPlacement } from "#db/repositories/order-placements.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { closeDateFrom, REUSABLE } from "#domain/orders/opportunity.ts";
import type { PlacementStep } from "#domain/orders/placement.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";
import { openDetails, type PlacementDetails } from "./placement-details.server.ts";
import { i18nOf } from "./read-checkout.server.ts";

type Finish = Omit<Parameters<typeof finishPlacementStep>[1], "id" | "step" | "now">;

/**
 * Does the next thing of an order that is on its way, and writes it down (portal.md 6). Each looks before it acts or sets values, so
 * that it may be done twice; what there was to learn of the first time is learnt by the second. Null: somebody else was faster.
 */
export async function takePlacementStep(
  deps: Services,
  placement: OrderPlacement,
): Promise<OrderPlacement | null> {
  const { id, step } = placement;
  const details = openDetails(deps, placement);
  if (step === "tell") return tell(deps, placement, details);
  const finish = await STEPS[step](deps, placement, details);
  return asSystem(deps.database, (tx) => finishPlacementStep(tx, { id, step, now: deps.now(), ...finish }));
}

type Step = (deps: Services, placement: OrderPlacement, details: PlacementDetails) => Promise<Finish>;

const STEPS: Readonly<Record<Exclude<PlacementStep, "tell">, Step>> = {
  async contact({ salesforce }, _, { contact }) {
    if (contact !== null) await salesforce.updateContact(contact);
    return { next: "find" };
  },

  /** Written down before one is made: a repeat must not take another one that has been opened meanwhile. */
  async find({ salesforce }, { accountId, kind }) {
    const open = await salesforce.findOpenOpportunity({ accountId, kind, stages: REUSABLE.order });
    return open ? { next: "order", facts: { opportunityId: open.id } } : { next: "create" };
  },

  async create({ salesforce }, placement, { accountName }) {
    const { accountId, kind, opportunityKey, isCorporate } = placement;
    const { opportunityId } = await salesforce.createOpportunity({
      opportunityKey,
      opportunity: {
        ...{ accountId, accountName, kind, isCorporate },
        stage: "post_processing",
        source: kind === "sim" ? "sim_order" : "order",
        // The same for every repeat.
        closesOn: closeDateFrom(tokyoDate(placement.createdAt)),
      },
    });
    return { next: "order", facts: { opportunityId } };
  },

  async order({ salesforce }, { orderKey, opportunityId }, { order }) {
    const { scheduledAt } = order;
    const placed = await salesforce.placeOrder({
      orderKey,
      order: { ...order, opportunityId, scheduledAt: scheduledAt === null ? null : new Date(scheduledAt) },
    });
    return { next: "link", facts: { orderId: placed.id, orderNumber: placed.number } };
  },

  async link({ salesforce, logger }, { id, accountId, opportunityId }) {
    if (opportunityId !== null)
      try {
        await salesforce.moveOpportunity({ accountId, opportunityId, to: "post_processing" });
      } catch (error) {
        // Staff has closed or moved it meanwhile, which is theirs to put right: the order is there and names it.
        if (!isAppError(error) || error.code !== "conflict") throw error;
        logger.error(
          { err: error, placementId: id, opportunityId },
          "an order's opportunity could not be moved",
        );
      }
    return { next: "tell" };
  },

  done: () => Promise.reject(new RangeError("nothing is left to do")),
};

async function tell(
  deps: Services,
  placement: OrderPlacement,
  details: PlacementDetails,
): Promise<OrderPlacement | null> {
  const { database, cache, now } = deps;
  const { id, userId, accountId, orderId } = placement;
  // Before it is written down: a process that dies here does it again.
  await cache.drop(customerTags.orders(accountId), customerTags.account(accountId));
  const done = await asSystem(database, async (tx) => {
    const finished = await finishPlacementStep(tx, { id, step: "tell", next: "done", now: now() });
    if (finished) await tellReceived(deps, tx, { placement, details });
    return finished;
  });
  if (orderId !== null) await publishEvent(deps, userId, { type: "orders.changed", orderId });
  return done;
}

async function tellReceived(
  deps: Services,
  tx: SystemTx,
  { placement, details }: { placement: OrderPlacement; details: PlacementDetails },
): Promise<void> {
  const { queue, now, origin, config } = deps;
  const { userId, orderId, orderNumber, kind } = placement;
  const user = await findUser(tx, userId);
  if (!user || orderId === null || orderNumber === null)
    throw new AppError("internal", { reason: "INTERNAL", message: "an order that is placed has no number" });
  const at = now();
  const { language, displayName: name } = user;
  const path = `/account/orders/${orderId}`;
  const { t } = i18nOf(deps, language);
  await insertNotification(tx, {
    ...{ userId, type: "order_received", source: "order", sourceId: orderId, now: at },
    title: t("checkout.notice.title", { number: orderNumber }),
    message: t("checkout.notice.body"),
    actionUrl: path,
    actionLabel: t("checkout.notice.go"),
  });
  const mail = writeMail({
    ...{ language, name, origin },
    company: config.company,
    subject: "mail.order.subject",
    paragraphs: ["mail.order.what", "mail.order.next", "mail.order.withdraw"],
    values: { number: orderNumber, url: origin + path },
  });
  await queueMail(queue, tx, {
    ...{ ...mail, userId, language, now: at },
    toAddress: user.email,
    template: "order-received",
  });
  const seen = details.seen;
  await recordAuditEvent(tx, { userId, type: "order.placed", at, ...seen, detail: { orderId, kind } });
}
