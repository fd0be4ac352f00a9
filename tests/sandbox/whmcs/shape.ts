import { z } from "zod";

/** Ways in which real installations answer differently (whmcs.md 2.1 and the [U] points); chosen over the control port. */
export const ShapeSchema = z.strictObject({
  /** Container of a list without rows; `default`: as the reference prints it for the action. */
  emptyList: z.enum(["default", "empty_string", "empty_array", "missing_key", "error"]),
  singleRow: z.enum(["list", "object", "keyed_object"]),
  numbers: z.enum(["mixed", "text", "native"]),
  /** `credits[credit][0][id]` keys at top level. */
  flattenLists: z.boolean(),
  entities: z.enum(["encoded", "plain"]),
  /** GetClientsDetails: client fields again at top level, with the password hash of 7.x. */
  legacyTopLevel: z.boolean(),
  /** AddOrder does not keep `notes` (whmcs.md 1.7). */
  dropOrderNotes: z.boolean(),
  /** AcceptOrder leaves services without a module Pending. */
  acceptLeavesPending: z.boolean(),
  /** CancelOrder also cancels the services and the invoice. */
  cancelOrderCascades: z.boolean(),
  /** An accepted capture: paid at once, or still at the bank. */
  capture: z.enum(["paid", "pending"]),
  /** UpdatePayMethod with set_as_default alone. */
  setDefaultAlone: z.enum(["accepted", "refused"]),
  /** Services behave as if a provisioning module served them. */
  modules: z.boolean(),
  /** Logins with a second factor switched on. */
  twoFactorEmails: z.array(z.string()),
  /** Client custom fields AddClient insists on. */
  requiredClientFields: z.array(z.int()),
  /** Actions the API role lacks. */
  deniedActions: z.array(z.string()),
  /** Not empty: callers are outside the allowlist unless they send it. */
  accessKey: z.string(),
});
export type Shape = z.infer<typeof ShapeSchema>;

export const DEFAULT_SHAPE: Shape = {
  emptyList: "default",
  singleRow: "list",
  numbers: "mixed",
  flattenLists: false,
  entities: "encoded",
  legacyTopLevel: false,
  dropOrderNotes: false,
  acceptLeavesPending: false,
  cancelOrderCascades: false,
  capture: "paid",
  setDefaultAlone: "accepted",
  modules: false,
  twoFactorEmails: [],
  requiredClientFields: [],
  deniedActions: [],
  accessKey: "",
};
