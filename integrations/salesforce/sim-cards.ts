import type { SimCard } from "#domain/orders/sim-card.ts";
import { SimCardIdSchema, type SimCardId } from "#domain/shared/salesforce-ids.ts";
import { toSimCard } from "#domain/orders/salesforce.ts";
import { readRecord } from "./query.ts";
import type { SalesforceClient } from "./client.ts";
import { refusedMove } from "./errors.ts";
import { checkedId } from "./input.ts";
import { SIM_CARD, SIM_CARD_STATUS, SIM_TYPE } from "#domain/shared/salesforce-names.ts";
import type { createOrders, OwnedOrder } from "./orders.ts";
import { updateRecord } from "./writes.ts";

const FIELDS = Object.values(SIM_CARD.fields);

export function createSimCards(
  client: SalesforceClient,
  { getOrder }: Pick<ReturnType<typeof createOrders>, "getOrder">,
) {
  async function getSimCard({ simCardId }: { simCardId: SimCardId }): Promise<SimCard> {
    return readRecord(client, {
      action: "getSimCard",
      object: SIM_CARD.object,
      id: checkedId(SimCardIdSchema, simCardId),
      select: FIELDS,
      isUrgent: true,
      read: toSimCard,
    });
  }

  return {
    /** A card of the stock, whoever has it. `not_found` for an unknown one. */
    getSimCard,

    /**
     * Takes a card out of the stock for an order; done already for the same order, it stays done. `not_found` for somebody else's
     * order, `conflict` for a card that another order has.
     */
    async assignSimCard({ simCardId, ...owned }: OwnedOrder & { simCardId: SimCardId }): Promise<SimCard> {
      const action = "assignSimCard";
      await getOrder(owned);
      const card = await getSimCard({ simCardId });
      if (card.orderId === owned.orderId && card.accountId === owned.accountId) return card;
      if (card.orderId !== null || card.accountId !== null)
        throw refusedMove(client, { action, from: card.orderId, to: owned.orderId });
      const { fields } = SIM_CARD;
      await updateRecord(client, {
        action,
        object: SIM_CARD.object,
        id: simCardId,
        fields: {
          [fields.accountId]: owned.accountId,
          [fields.orderId]: owned.orderId,
          [fields.simType]: SIM_TYPE.physical,
          [fields.status]: SIM_CARD_STATUS.assigned,
        },
      });
      return { ...card, ...owned };
    },
  };
}
