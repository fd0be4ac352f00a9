import { BillingProductIdSchema } from "../shared/ids.ts";
import { JPY } from "../shared/money.ts";
import { PricebookEntryIdSchema, ProductIdSchema } from "../shared/salesforce-ids.ts";
import { toProduct, type CatalogueItem } from "./classify.ts";
import { NetPriceSchema } from "./price.ts";
import type { Product } from "./schema.ts";

const digits = (number: number) => String(number).padStart(10, "0");
export const productId = (number: number) => ProductIdSchema.parse(`01t5h${digits(number)}AAA`);
export const yen = (minor: number) => NetPriceSchema.parse({ currency: JPY, minor });

/** A row of the price book that is no product yet: the tests say what staff has entered. */
export function item(number: number, entered: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    id: productId(number),
    sku: `SKU-${number}`,
    name: "Anything at all",
    features: [],
    priceEntryId: PricebookEntryIdSchema.parse(`01u5h${digits(number)}AAA`),
    price: yen(1_000),
    billingProductId: BillingProductIdSchema.parse(number),
    position: number * 10,
    isListed: true,
    isOrderable: true,
    isDefault: false,
    isAutoAdded: false,
    category: null,
    itemClass: null,
    cycle: null,
    offering: null,
    tier: null,
    planType: null,
    dataGb: null,
    isFamily: false,
    region: null,
    bundledWith: null,
    isBundled: false,
    ...entered,
  };
}

export function product(number: number, entered: Partial<CatalogueItem>): Product {
  const made = toProduct(item(number, entered));
  if (made === null) throw new RangeError(`item ${number} is no product`);
  return made;
}

export const internetPlan = { category: "internet", itemClass: "service", cycle: "monthly" } as const;
export const simPlan = { category: "sim", itemClass: "service", cycle: "monthly" } as const;
export const vpnPlan = { category: "vpn", itemClass: "service", cycle: "monthly" } as const;
