import { readOrders } from "~/features/orders/tracking/read-orders.server.ts";
import { jsonForCustomer, jsonReading } from "~/platform/json/json-route.server.ts";

export const loader = jsonForCustomer(async ({ app, customer }) => {
  const orders = await readOrders(app, customer);
  return jsonReading([orders], orders.value.orders);
});
