import { z } from "zod";
import { CustomerOrderSchema } from "#domain/orders/customer-order.ts";
import { OrderCheckAnswerSchema, OrderCheckSchema } from "./order-check.server.ts";
import type { JsonOperation } from "~/platform/json/openapi.ts";

const ERRORS = {
  401: ["SESSION_EXPIRED"],
  409: ["MAPPING_MISSING"],
  502: ["CRM_CONTRACT"],
  503: ["CRM_UNAVAILABLE", "MAINTENANCE"],
};

/** What `/api/*` tells of orders. */
export const ORDER_OPERATIONS: readonly JsonOperation[] = [
  {
    path: "/api/account/orders",
    summary: "The customer's orders, newest first",
    access: "account",
    data: z.array(CustomerOrderSchema),
    errors: ERRORS,
  },
  {
    path: "/api/account/orders/{orderId}",
    summary: "One order of the customer",
    access: "account",
    parameters: { orderId: "Id of the order, as the list gives it" },
    data: CustomerOrderSchema,
    errors: { ...ERRORS, 404: ["NOT_FOUND"] },
  },
  {
    path: "/api/account/orders/validate",
    method: "post",
    summary: "What a cart costs now, and whether it could be ordered",
    access: "account",
    body: OrderCheckSchema,
    data: OrderCheckAnswerSchema,
    errors: {
      401: ["SESSION_EXPIRED"],
      403: ["CSRF_INVALID"],
      404: ["NOT_FOUND"],
      429: ["RATE_LIMITED"],
      503: ["MAINTENANCE"],
    },
  },
];
