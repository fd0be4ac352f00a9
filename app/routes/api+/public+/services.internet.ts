import { internetOffers } from "#domain/catalog/offers.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { publicHeaders } from "~/components/public/public-page.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { jsonForVisitor, jsonReading } from "~/platform/json/json-route.server.ts";

export const loader = jsonForVisitor(async ({ app }) => {
  const catalogue = await readCatalogue(app);
  const day = tokyoDate(app.now());
  return jsonReading([catalogue], internetOffers(catalogue.value, { day }), publicHeaders());
});
