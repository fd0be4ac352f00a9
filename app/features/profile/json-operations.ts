import type { JsonOperation } from "~/platform/json/openapi.ts";
import { MeChangedSchema, MeChangeSchema, MeSchema } from "./me.ts";

const DOWN = {
  401: ["SESSION_EXPIRED"],
  502: ["BILLING_CONTRACT", "CRM_CONTRACT"],
  503: ["BILLING_UNAVAILABLE", "CRM_UNAVAILABLE", "MAINTENANCE"],
};

/** What `/api/*` tells of the customer, and takes. */
export const USER_OPERATIONS: readonly JsonOperation[] = [
  {
    path: "/api/account/me",
    summary: "The customer's own details, and the token for changes",
    access: "account",
    data: MeSchema,
    errors: { ...DOWN, 409: ["MAPPING_MISSING"] },
  },
  {
    path: "/api/account/me",
    method: "patch",
    summary: "Changes the phone number, or asks for a code to another e-mail address",
    access: "account",
    body: MeChangeSchema,
    data: MeChangedSchema,
    errors: {
      401: ["SESSION_EXPIRED"],
      403: ["CSRF_INVALID", "STEP_UP_REQUIRED"],
      409: ["IDEMPOTENCY_CONFLICT"],
      422: ["VALIDATION_FAILED"],
      429: ["RATE_LIMITED"],
      503: ["MAINTENANCE"],
    },
  },
];
