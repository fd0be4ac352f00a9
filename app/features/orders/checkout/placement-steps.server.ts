import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { endPlacement, recordPlaced, type OrderPlacement } from "#db/repositories/order-placements.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { closeDateFrom, REUSABLE } from "#domain/orders/opportunity.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import {
  OpportunityIdSchema,
  OrderIdSchema,
  type AccountId,
  type OpportunityId,
  type OrderId,
} from "#domain/shared/salesforce-ids.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";
import {
  defineStep,
  done,
  type Made,
  type Step,
  type StepEnd,
  type Turn,
} from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import { actInSalesforce, isRefusal, SALESFORCE_QUIET_MS } from "../salesforce-act.ts";
import type { PlacementDetails } from "./placement-details.server.ts";
import { i18nOf } from "./read-checkout.server.ts";

export type PlacementInput = { placementId: string; userId: UserId; accountId: AccountId; kind: ServiceKind };
export type PlacementFacts = {
  opportunityId?: OpportunityId | undefined;
  orderId?: OrderId | undefined;
  orderNumber?: string | undefined;
  /** Why Salesforce did not take it. */
  refused?: string | undefined;
};
export type PlacementRun = { services: Services; placement: OrderPlacement; details: PlacementDetails };
type PlacementTurn = Turn<PlacementInput, PlacementFacts, PlacementRun>;
type PlacementStep = Step<PlacementInput, PlacementFacts, PlacementRun>;

const step = defineStep<PlacementInput, PlacementFacts, PlacementRun>;

/** A step before the order is there: what Salesforce refuses ends all of it, since nothing is there, and the cart may be sent again. */
function placingStep(name: string, { take, ...more }: Omit<PlacementStep, "name">): PlacementStep {
  return step(name, {
    ...more,
    async take(turn) {
      try {
        return await take(turn);
      } catch (error) {
        if (isRefusal(error)) return refuse(turn, error.reason);
        throw error;
      }
    },
  });
}

function refuse({ run: { services, placement } }: PlacementTurn, code: string): StepEnd<PlacementFacts> {
  const { logger, now } = services;
  logger.error(
    { event: "placement.refused", placementId: placement.id, code },
    "Salesforce did not take an order",
  );
  return done({
    facts: { refused: code },
    next: null,
    also: (tx) => endPlacement(tx, placement.id, now()),
  });
}

/** What the contact lacks of the line's holder; the same values may be written twice. */
const contact = placingStep("contact", {
  applies: ({ run }) => run.details.contact !== null,
  async take({ run: { services, details } }) {
    if (details.contact !== null) await services.salesforce.updateContact(details.contact);
    return done();
  },
});

/** Written down before one is made: a repeat must not take another one that has been opened meanwhile. */
const findOpportunity = placingStep("find_opportunity", {
  applies: ({ facts }) => facts.opportunityId === undefined,
  async take({ run: { services, placement } }) {
    const { id, accountId, kind } = placement;
    const open = await services.salesforce.findOpenOpportunity({ accountId, kind, stages: REUSABLE.order });
    return open ? foundOpportunity(id, open.id) : done();
  },
});

const createOpportunity = placingStep("create_opportunity", {
  applies: ({ facts }) => facts.opportunityId === undefined,
  async take(turn) {
    const { salesforce } = turn.run.services;
    const { placement, details } = turn.run;
    const { accountId, kind, opportunityKey, isCorporate } = placement;
    const made = await turn.once("CreateOpportunity", {
      repeat: "after_look",
      quietMs: SALESFORCE_QUIET_MS,
      look: async () => {
        const opportunityId = await salesforce.findOpportunityByKey({ accountId, opportunityKey });
        return opportunityId === null ? { absent: true } : { found: { opportunityId } };
      },
      act: () =>
        actInSalesforce(async () => {
          const { opportunityId } = await salesforce.createOpportunity({
            opportunityKey,
            opportunity: {
              accountId,
              accountName: details.accountName,
              kind,
              isCorporate,
              stage: "post_processing",
              source: kind === "sim" ? "sim_order" : "order",
              // The same for every repeat.
              closesOn: closeDateFrom(tokyoDate(placement.createdAt)),
            },
          });
          return { opportunityId };
        }),
    });
    if (made.outcome === "refused") return refuseMade(turn, made);
    return foundOpportunity(placement.id, OpportunityIdSchema.parse(made.refs["opportunityId"]));
  },
});

const createOrder = placingStep("create_order", {
  async take(turn) {
    const { services, placement, details } = turn.run;
    const { salesforce } = services;
    const { accountId, orderKey } = placement;
    const { scheduledAt, ...order } = details.order;
    const opportunityId = turn.facts.opportunityId ?? null;
    const made = await turn.once("CreateOrder", {
      repeat: "after_look",
      quietMs: SALESFORCE_QUIET_MS,
      look: async () => {
        const found = await salesforce.findPlacedOrder({ accountId, orderKey });
        return found ? { found: { orderId: found.id, orderNumber: found.number } } : { absent: true };
      },
      act: () =>
        actInSalesforce(async () => {
          const placed = await salesforce.placeOrder({
            orderKey,
            order: {
              ...order,
              opportunityId,
              scheduledAt: scheduledAt === null ? null : new Date(scheduledAt),
            },
          });
          return { orderId: placed.id, orderNumber: placed.number };
        }),
    });
    if (made.outcome === "refused") return refuseMade(turn, made);
    const facts = {
      orderId: OrderIdSchema.parse(made.refs["orderId"]),
      orderNumber: String(made.refs["orderNumber"]),
    };
    return done({ facts, also: (tx) => recordPlaced(tx, placement.id, facts) });
  },
});

/** The order is there and names it: what staff has done to it meanwhile is theirs to put right. */
const moveOpportunity = step("move_opportunity", {
  applies: ({ facts }) => facts.opportunityId !== undefined,
  otherwise: "warn",
  async take({ facts: { opportunityId }, run: { services, placement } }) {
    const { salesforce, logger } = services;
    const { id, accountId } = placement;
    if (opportunityId !== undefined)
      try {
        await salesforce.moveOpportunity({ accountId, opportunityId, to: "post_processing" });
      } catch (error) {
        if (!isRefusal(error) && !(isAppError(error) && error.code === "not_found")) throw error;
        logger.error(
          { event: "placement.opportunity_not_moved", err: error, placementId: id, opportunityId },
          "an order's opportunity could not be moved",
        );
      }
    return done();
  },
});

const notify = step("notify", {
  async take({ facts: { orderId, orderNumber }, run: { services, placement, details } }) {
    const { cache, now } = services;
    const { id, userId, accountId, kind } = placement;
    if (orderId === undefined || orderNumber === undefined)
      throw new AppError("internal", {
        reason: "INTERNAL",
        message: "an order that is placed has no number",
      });
    // Before it is written down: a process that dies here does it again.
    await cache.drop(customerTags.orders(accountId), customerTags.account(accountId));
    return done({
      async also(tx) {
        await endPlacement(tx, id, now());
        await notifyReceived(services, tx, { userId, kind, orderId, orderNumber, seen: details.seen });
      },
      after: () => publishEvent(services, userId, { type: "orders.changed", orderId }),
    });
  },
});

/** How an order gets into Salesforce (portal.md 6, steps 3 to 7). */
export const PLACEMENT_STEPS = [
  contact,
  findOpportunity,
  createOpportunity,
  createOrder,
  moveOpportunity,
  notify,
] as const;

function foundOpportunity(id: string, opportunityId: OpportunityId): StepEnd<PlacementFacts> {
  return done({ facts: { opportunityId }, also: (tx) => recordPlaced(tx, id, { opportunityId }) });
}

function refuseMade(turn: PlacementTurn, made: Extract<Made, { outcome: "refused" }>) {
  const { code, detail } = made;
  return refuse(turn, detail ? `${code} ${detail}` : code);
}

type Received = Pick<OrderPlacement, "userId" | "kind"> & {
  orderId: OrderId;
  orderNumber: string;
  seen: PlacementDetails["seen"];
};

async function notifyReceived(
  services: Services,
  tx: SystemTx,
  { userId, kind, orderId, orderNumber: number, seen }: Received,
): Promise<void> {
  const { queue, now, origin, config } = services;
  const user = await findUser(tx, userId);
  if (!user) throw new AppError("internal", { reason: "INTERNAL", message: "an order of nobody" });
  const at = now();
  const { language, displayName: name } = user;
  const path = `/account/orders/${orderId}`;
  const { t } = i18nOf(services, language);
  await insertNotification(tx, {
    userId,
    type: "order_received",
    source: "order",
    sourceId: orderId,
    now: at,
    title: t("checkout.notice.title", { number }),
    message: t("checkout.notice.body"),
    actionUrl: path,
    actionLabel: t("checkout.notice.go"),
  });
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: "mail.order.subject",
    paragraphs: ["mail.order.what", "mail.order.next", "mail.order.withdraw"],
    values: { number, url: origin + path },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId,
    language,
    now: at,
    toAddress: user.email,
    template: "order-received",
  });
  await recordAuditEvent(tx, { userId, type: "order.placed", at, ...seen, detail: { orderId, kind } });
}
