import { tokyoDate } from "#domain/shared/dates.ts";
import { readCatalogue } from "~/features/shop/read-catalogue.server.ts";
import { readEligibility } from "~/features/shop/read-eligibility.server.ts";
import { countActive, eligibleOffers } from "~/features/shop/shop.ts";
import { readServices } from "~/features/subscriptions/read-services.server.ts";
import { jsonForCustomer, jsonReading } from "~/platform/json/json-route.server.ts";
import { readPart } from "~/platform/page/part.server.ts";

export const loader = jsonForCustomer(async ({ app, context, customer }) => {
  const [catalogue, eligibility, services] = await Promise.all([
    readCatalogue(app),
    readEligibility(app, customer),
    readPart(context, () => readServices(app, customer)),
  ]);
  return jsonReading([catalogue, eligibility], {
    active: countActive("internet", catalogue.value, services),
    eligibility: eligibility.value,
    offers: eligibleOffers(catalogue.value, eligibility.value, tokyoDate(app.now())),
  });
});
