import { toProduct } from "#domain/catalog/classify.ts";
import type { Product } from "#domain/catalog/schema.ts";
import type { PricebookId } from "#domain/shared/salesforce-ids.ts";
import { toCatalogueItem } from "#domain/catalog/salesforce.ts";
import type { SalesforceClient } from "./client.ts";
import { contractError } from "./errors.ts";
import { PRICEBOOK_ENTRY, PRODUCT } from "#domain/shared/salesforce-names.ts";
import { queryReadableRows } from "./query.ts";
import { name, soql } from "./soql.ts";

/** Far more than a reseller sells: beyond it the query has lost its conditions. */
const MAX_PRODUCTS = 2_000;

const ENTRY = PRICEBOOK_ENTRY.fields;
const ofProduct = (field: string) => `${PRODUCT.parent}.${field}`;
const FIELDS = [ENTRY.id, ENTRY.price, ...Object.values(PRODUCT.fields).map(ofProduct)];

export function createCatalogue(client: SalesforceClient, { pricebookId }: { pricebookId: PricebookId }) {
  return {
    /**
     * Every product with an active price in the portal's price book, in the order of the catalogue: those that are withdrawn
     * too, since customers still hold them. Prices are yen without tax. A product that the shop has no place for, whose fields do
     * not agree, or that cannot be read is left out and logged (salesforce-data-model.md 4).
     */
    async listProducts(): Promise<Product[]> {
      const action = "listProducts";
      const onUnknown = client.onUnknown(action);
      const { rows, unreadable } = await queryReadableRows(client, {
        action,
        from: PRICEBOOK_ENTRY.object,
        select: FIELDS,
        asked: {
          [ENTRY.pricebookId]: pricebookId,
          [ENTRY.isActive]: true,
          [ofProduct(PRODUCT.fields.isActive)]: true,
        },
        rest: soql`ORDER BY ${name(ofProduct(PRODUCT.fields.position))}, ${name(ENTRY.id)}`,
        read: (record) => toCatalogueItem(record, onUnknown),
        maxRows: MAX_PRODUCTS,
      });
      // An empty shop would be a false statement about what is sold.
      if (rows.length === 0 && unreadable.length > 0) throw contractError(action, PRODUCT.parent);
      return rows.flatMap((item) => {
        const product = toProduct(item);
        if (!product && item.category !== "other") onUnknown("product", item.sku ?? item.id);
        return product ?? [];
      });
    },
  };
}
