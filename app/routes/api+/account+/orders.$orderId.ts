import { AppError } from "#domain/shared/errors.ts";
import { parseOrderId } from "#domain/shared/salesforce-ids.ts";
import { readOrder } from "~/features/orders/tracking/read-orders.server.ts";
import { jsonForCustomer, jsonReading } from "~/platform/json/json-route.server.ts";

export const loader = jsonForCustomer(async ({ app, customer, params }) => {
  const orderId = parseOrderId(params.orderId);
  if (orderId === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const order = await readOrder(app, customer, orderId);
  return jsonReading([order], order.value);
});
