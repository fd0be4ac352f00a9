import { z } from "zod";
import type { CatalogueItem } from "./classify.ts";
import { NetPriceSchema } from "./price.ts";
import { BillingProductIdSchema } from "../shared/ids.ts";
import { PricebookEntryIdSchema, ProductIdSchema } from "../shared/salesforce-ids.ts";
import type { OnUnknown } from "../shared/wire.ts";
import {
  BILLING_CYCLE,
  CATEGORY,
  ITEM_CLASS,
  OFFERING,
  PRICEBOOK_ENTRY,
  PRODUCT,
  SIM_PLAN_TYPE,
  TIER,
  VPN_REGION,
} from "../shared/salesforce-names.ts";
import {
  readField,
  RecordWire,
  toWord,
  wireFlag,
  wireText,
  wireYen,
  type WireRecord,
} from "../shared/salesforce-wire.ts";

/** A whole number; Salesforce keeps it as a double, so it comes as `182` or `182.0`. */
const wirePosition = z.number().nullable();

/** Whole yen without tax, zero or more: anything else is not sold at a guess (JP-MO-1). */
const wirePrice = wireYen.refine(({ minor }) => minor >= 0).transform((price) => NetPriceSchema.parse(price));

/** An entry of the price book with its product. Throws WireFault for one that cannot be read. */
export function toCatalogueItem(record: WireRecord, onUnknown: OnUnknown): CatalogueItem {
  const { fields } = PRODUCT;
  const product = readField(record, PRODUCT.parent, RecordWire);
  const text = (field: string) => readField(product, field, wireText);
  const flag = (field: string) => readField(product, field, wireFlag);
  const word = <const W extends Readonly<Record<string, string>>>(words: W, field: string) =>
    toWord(words, text(field), { field, onUnknown });
  return {
    id: readField(product, fields.id, ProductIdSchema),
    sku: text(fields.sku),
    name: readField(product, fields.name, z.string()),
    features: (text(fields.features) ?? "")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
    priceEntryId: readField(record, PRICEBOOK_ENTRY.fields.id, PricebookEntryIdSchema),
    billingProductId: readField(product, fields.billingProductId, BillingProductIdSchema.nullable()),
    // Staff has not said where: after those that have a place.
    position: readField(product, fields.position, wirePosition) ?? Number.MAX_SAFE_INTEGER,
    isListed: flag(fields.isListed),
    isOrderable: flag(fields.isOrderable),
    isDefault: flag(fields.isDefault),
    isAutoAdded: flag(fields.isAutoAdded),
    category: word(CATEGORY, fields.category),
    itemClass: word(ITEM_CLASS, fields.itemClass),
    cycle: word(BILLING_CYCLE, fields.cycle),
    offering: word(OFFERING, fields.offering),
    tier: word(TIER, fields.tier),
    planType: word(SIM_PLAN_TYPE, fields.planType),
    dataGb: toGigabytes(text(fields.dataSize), onUnknown),
    isFamily: flag(fields.isFamily),
    region: word(VPN_REGION, fields.region),
    bundledWith: readField(product, fields.bundledWith, ProductIdSchema.nullable()),
    isBundled: flag(fields.isBundled),
    price: readField(record, PRICEBOOK_ENTRY.fields.price, wirePrice),
  };
}

/** `50GB` as 50; null for none, and for what is no such size. */
function toGigabytes(text: string | null, onUnknown: OnUnknown): number | null {
  if (text === null) return null;
  const size = /^([1-9]\d{0,3})\s*GB$/i.exec(text)?.[1];
  if (size === undefined) onUnknown(PRODUCT.fields.dataSize, text);
  return size === undefined ? null : Number(size);
}
