import { publicHeaders } from "~/components/public/public-page.ts";
import { CATALOGUE_OPERATIONS } from "~/features/shop/json-operations.ts";
import { ADDRESS_OPERATIONS } from "~/features/address/json-operations.ts";
import { ORDER_OPERATIONS } from "~/features/orders/json-operations.ts";
import { USER_OPERATIONS } from "~/features/profile/json-operations.ts";
import { jsonForVisitor } from "~/platform/json/json-route.server.ts";
import { toOpenApi } from "~/platform/json/openapi.ts";

/** Every JSON route of the portal, by area. A test holds it against the routes that are there. */
const OPERATIONS = [...CATALOGUE_OPERATIONS, ...ORDER_OPERATIONS, ...USER_OPERATIONS, ...ADDRESS_OPERATIONS];

export const loader = jsonForVisitor(({ app }) =>
  Response.json(
    toOpenApi({
      title: app.config.company.brand.en,
      version: "1",
      server: app.origin,
      operations: OPERATIONS,
    }),
    { headers: publicHeaders() },
  ),
);
