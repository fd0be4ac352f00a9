import { z } from "zod";
import { EligibilitySchema, type Eligibility } from "#domain/catalog/eligibility.ts";
import {
  internetOffers,
  InternetOffersSchema,
  SimOffersSchema,
  VpnOffersSchema,
} from "#domain/catalog/offers.ts";
import type { InternetOffers } from "#domain/catalog/offers.ts";
import type { Product, ServiceKind } from "#domain/catalog/schema.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import { activeServices, kindOfService } from "#domain/subscriptions/kind.ts";
import type { Service } from "#domain/subscriptions/schema.ts";
import type { Part } from "~/platform/page/part.ts";

/** How many plans of a kind the customer has now; null: could not be read, which is not "none". */
const ActiveSchema = z.int().nonnegative().nullable();

/** What the shop knows of a customer and offers to them. */
export const InternetShopSchema = z.object({
  active: ActiveSchema,
  eligibility: EligibilitySchema,
  /** Those the address can get; null unless it has been found eligible. */
  offers: InternetOffersSchema.nullable(),
});
export const SimShopSchema = z.object({
  active: ActiveSchema,
  /** With family plans when there is an active SIM; without them also while that cannot be read. */
  offers: SimOffersSchema,
});
export const VpnShopSchema = z.object({ active: ActiveSchema, offers: VpnOffersSchema });

export function eligibleOffers(
  products: readonly Product[],
  { status, offerings }: Eligibility,
  day: CalendarDate,
): InternetOffers | null {
  return status === "eligible" ? internetOffers(products, { day, offerings }) : null;
}

/** Needs the catalogue as well: what a service is follows from its product. */
export function countActive(
  kind: ServiceKind,
  products: readonly Product[] | null,
  services: Part<Listing<Service>>,
): number | null {
  if (products === null || services.state === "unavailable") return null;
  const { rows, unreadable } = services.value;
  // One that cannot be read may be of this kind.
  return unreadable.length > 0 ? null : activeServices(kind, rows, products).length;
}

/** Names of what the customer has that is of no kind the shop knows: counted by none, and not nothing. */
export function otherActive(products: readonly Product[] | null, services: Part<Listing<Service>>): string[] {
  if (products === null || services.state === "unavailable") return [];
  return services.value.rows
    .filter((service) => service.status === "active" && kindOfService(service, products) === null)
    .map(({ name }) => name);
}
