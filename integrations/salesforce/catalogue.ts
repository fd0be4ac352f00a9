import { toProduct } from "#domain/catalog/classify.ts";
import type { Product } from "#domain/catalog/schema.ts";
import type { PricebookId } from "#domain/shared/salesforce-ids.ts";
import { toCatalogueItem } from "./catalogue-mappers.ts";
import type { SalesforceClient } from "./client.ts";
import { PRICEBOOK_ENTRY, PRODUCT } from "./names.ts";
import { queryRows } from "./query.ts";
import { name, names, soql } from "./soql.ts";

/** Far more than a reseller sells: beyond it the query has lost its conditions. */
const MAX_PRODUCTS = 2_000;

const ENTRY = PRICEBOOK_ENTRY.fields;
const ofProduct = (field: string) => `${PRODUCT.parent}.${field}`;
const FIELDS = [ENTRY.id, ENTRY.price, ...Object.values(PRODUCT.fields).map(ofProduct)];

export function createCatalogue(client: SalesforceClient, { pricebookId }: { pricebookId: PricebookId }) {
  return {
    /**
     * Every product with an active price in the portal's price book, in the order of the catalogue: those that are withdrawn
     * too, since customers still hold them. Prices are yen without tax. A product that the shop has no place for, or whose
     * fields do not agree, is left out and logged (salesforce-data-model.md 4).
     */
    async listProducts(): Promise<Product[]> {
      const action = "listProducts";
      const onUnknown = client.onUnknown(action);
      const items = await queryRows(client, {
        action,
        soql: soql`SELECT ${names(FIELDS)} FROM ${name(PRICEBOOK_ENTRY.object)} WHERE ${name(ENTRY.pricebookId)} = ${pricebookId} AND ${name(ENTRY.isActive)} = ${true} AND ${name(ofProduct(PRODUCT.fields.isActive))} = ${true} ORDER BY ${name(ofProduct(PRODUCT.fields.position))}, ${name(ENTRY.id)}`,
        read: (record) => toCatalogueItem(record, onUnknown),
        maxRows: MAX_PRODUCTS,
      });
      return items.flatMap((item) => {
        const product = item && toProduct(item);
        if (item && !product && item.category !== "other") onUnknown("product", item.sku ?? item.id);
        return product ?? [];
      });
    },
  };
}
