import type { Product } from "#domain/catalog/schema.ts";
import { customerRules } from "~/platform/cache/customer-cache.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Services } from "~/services.ts";

/** Everything in the portal's price book, the same for everybody. */
export function readCatalogue({ cache, salesforce }: Services): Promise<Reading<Product[]>> {
  return cache.cached({ scope: "global", name: "catalogue" }, customerRules.catalogue(), () =>
    salesforce.listProducts(),
  );
}
