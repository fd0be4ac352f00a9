import type { Action, Actions } from "../context.ts";
import { catalogueActions } from "./catalogue.ts";
import { clientActions } from "./clients.ts";
import { invoiceActions } from "./invoices.ts";
import { orderActions } from "./orders.ts";
import { payMethodActions } from "./pay-methods.ts";
import { paymentActions } from "./payments.ts";
import { serviceActions } from "./services.ts";
import { ssoActions } from "./sso.ts";
import { systemActions } from "./system.ts";
import { upgradeActions } from "./upgrade-product.ts";
import { userActions } from "./users.ts";

const ACTIONS: Actions = {
  ...systemActions,
  ...clientActions,
  ...userActions,
  ...invoiceActions,
  ...paymentActions,
  ...payMethodActions,
  ...catalogueActions,
  ...serviceActions,
  ...upgradeActions,
  ...orderActions,
  ...ssoActions,
};

const BY_LOWER_CASE = new Map(
  Object.entries(ACTIONS).map(([name, run]) => [name.toLowerCase(), { name, run }]),
);

export const ACTION_NAMES: readonly string[] = Object.keys(ACTIONS);

/** An action by its name in any case; null when there is none. */
export function findAction(name: string): { name: string; run: Action } | null {
  return BY_LOWER_CASE.get(name.toLowerCase()) ?? null;
}
