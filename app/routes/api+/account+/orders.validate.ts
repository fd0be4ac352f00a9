import { AppError } from "#domain/shared/errors.ts";
import { OrderCheckSchema, toOrderCheckAnswer } from "~/features/orders/order-check.server.ts";
import { nextStep, readCheckout } from "~/features/orders/checkout/read-checkout.server.ts";
import { toJson } from "~/platform/page/error-response.server.ts";
import { jsonForCustomer, jsonReading } from "~/platform/json/json-route.server.ts";
import { jsonWriteForCustomer } from "~/platform/json/json-write.server.ts";

export const loader = jsonForCustomer(({ context }) => {
  const refused = new AppError("invalid_input", { reason: "METHOD_NOT_ALLOWED", status: 405 });
  const answer = toJson(refused, context);
  answer.headers.set("Allow", "POST");
  return answer;
});

/** Changes nothing, so that it needs no record of its key. */
export const action = jsonWriteForCustomer({ method: "POST", schema: OrderCheckSchema }, async (input) => {
  const { app, customer, body } = input;
  await app.limits.use("refresh", customer.userId);
  const checkout = await readCheckout(app, customer, { checkoutId: body.checkoutId, isFinal: true });
  if (!checkout) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const answer = toOrderCheckAnswer(checkout, nextStep(app, checkout));
  return jsonReading([{ readAt: app.now(), staleSince: null }], answer);
});
