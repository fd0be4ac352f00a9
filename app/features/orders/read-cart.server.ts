import { priceCart, type PricedCart } from "#domain/orders/cart.ts";
import type { OrderFacts } from "#domain/orders/composition.ts";
import type { Selection } from "#domain/orders/selection.ts";
import type { Product, ServiceKind } from "#domain/catalog/schema.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { AppError, unreadableList, type ErrorReason } from "#domain/shared/errors.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import { activeServices } from "#domain/subscriptions/kind.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { readEligibility } from "~/features/shop/read-eligibility.server.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

export type OrderGround = { products: readonly Product[]; facts: OrderFacts };

/**
 * What decides about an order of a kind, read at once. Throws `provider_unavailable` also while only an old copy is there: what
 * was true once is enough to look at prices, not to order at them. For internet throws `conflict` MAPPING_MISSING for a login
 * without an account.
 */
export async function readOrderGround(deps: Services, owner: Owner, kind: ServiceKind): Promise<OrderGround> {
  const [products, eligibility, services] = await Promise.all([
    readCatalogue(deps).then((reading) => current(reading, "CRM_UNAVAILABLE")),
    kind === "internet"
      ? readEligibility(deps, owner).then((reading) => current(reading, "CRM_UNAVAILABLE"))
      : null,
    kind === "sim"
      ? readServices(deps, owner).then((reading) => whole(current(reading, "BILLING_UNAVAILABLE")))
      : [],
  ]);
  return {
    products,
    facts: {
      day: tokyoDate(deps.now()),
      offerings: eligibility?.status === "eligible" ? eligibility.offerings : [],
      hasActiveSim: activeServices("sim", services, products).length > 0,
    },
  };
}

/** What the selection costs this customer now, or why it cannot be ordered. Throws what `readOrderGround` throws. */
export async function readCart(deps: Services, owner: Owner, selection: Selection): Promise<PricedCart> {
  return priceCart({ selection, ...(await readOrderGround(deps, owner, selection.kind)) });
}

/** A service that cannot be read may be the one that decides. */
function whole<T>({ rows, unreadable }: Listing<T>): T[] {
  if (unreadable.length === 0) return rows;
  throw unreadableList("services");
}

function current<T>({ value, staleSince }: Reading<T>, reason: ErrorReason): T {
  if (staleSince === null) return value;
  throw new AppError("provider_unavailable", { reason });
}
