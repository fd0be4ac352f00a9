import { SERVICE_KINDS } from "#domain/catalog/schema.ts";
import type { UnfinishedOrder } from "#domain/me-status/tasks.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { findCheckout } from "./checkout/checkout-session.server.ts";
import { stepHref as checkoutHref } from "./checkout/checkout-steps.ts";
import { findPlacementState } from "./checkout/place-order.server.ts";
import { findLatestDraft } from "./configure/draft-store.server.ts";
import { stepHref as configureHref } from "./configure/step-href.ts";

/**
 * Orders that the customer has begun and not sent, one of each kind at most, as long as their choices are kept: with where they go on, which is
 * the cart where there still is one.
 */
export async function readUnfinished(deps: Services, owner: Owner): Promise<UnfinishedOrder[]> {
  const { userId } = owner;
  const found = await Promise.all(
    SERVICE_KINDS.map(async (kind): Promise<UnfinishedOrder[]> => {
      const latest = await findLatestDraft(deps, { userId, kind });
      if (latest === null) return [];
      const { draftId, checkoutId } = latest;
      if (checkoutId === null || (await findCheckout(deps, { userId, checkoutId })) === null)
        return [{ kind, href: configureHref(kind, draftId) }];
      // It was sent, and stands among the orders as soon as the customer system has it.
      if (await findPlacementState(deps, { owner, checkoutId })) return [];
      return [{ kind, href: checkoutHref("check", checkoutId) }];
    }),
  );
  return found.flat();
}
