import { activationCode, iosInstallLink, toShownNumber } from "#domain/sim/esim-install.ts";
import { isSteppedUp } from "#domain/auth/step-up.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { drawQrCode, type QrCode } from "~/features/factors/qr-code.server.ts";
import { clockOf } from "~/features/sign-in/step-up.server.ts";
import type { Apn } from "~/platform/config/mobile.server.ts";
import type { Customer } from "~/platform/page/route.server.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Services } from "~/services.ts";
import { readOrder } from "../tracking/read-orders.server.ts";

export type LineView = {
  orderNumber: string;
  /** Null: it is not known here. */
  number: string | null;
  form: "esim" | "card";
  apn: Apn | null;
  /** `locked`: shown after a factor. `unknown`: nobody has said where phones get it. Null for a card. */
  esim: { state: "locked" } | { state: "unknown" } | ({ state: "open" } & EsimCode) | null;
};
export type EsimCode = { host: string; code: string; link: string; qr: QrCode };

/**
 * What its owner needs to use an active line. Whoever installs an eSIM holds the line, so the code for it wants a factor of a moment ago.
 * Throws `not_found` for an order that is no active line, or somebody else's.
 */
export async function readLine(deps: Services, customer: Customer, orderId: OrderId): Promise<LineView> {
  const { value: order } = await readOrder(deps, customer, orderId);
  if (order.kind !== "sim" || order.label !== "active")
    throw new AppError("not_found", { reason: "NOT_FOUND" });
  const { accountId } = await readCustomerAccount(deps, customer);
  const { sim } = await deps.salesforce.getOrder({ accountId, orderId });
  const number = sim.phoneNumber ?? (sim.isPorting ? sim.porting.phoneNumber : null);
  const { apn, esimHost } = deps.config.mobile;
  const form = sim.simType === "esim" ? "esim" : "card";
  return {
    orderNumber: order.number,
    form,
    apn,
    number: number === null ? null : toShownNumber(number),
    esim: form === "card" ? null : esimOf(esimHost, isSteppedUp("line.show", customer.proof, clockOf(deps))),
  };
}

function esimOf(host: string | null, isOpen: boolean): LineView["esim"] {
  if (host === null) return { state: "unknown" };
  if (!isOpen) return { state: "locked" };
  const code = activationCode(host);
  return { state: "open", host, code, link: iosInstallLink(host), qr: drawQrCode(code) };
}
