import { AppError } from "../shared/errors.ts";
import type { Cart } from "./cart.ts";
import type { NewOrder } from "./schema.ts";
import type { Selection } from "./selection.ts";

/** Add-ons that an order names in fields of their own, by the only key of a product that pages and orders speak. */
export const ADDON_SKUS = {
  weekendInstallation: "INTERNET-INSTALL-WEEKEND",
  homePhone: "INTERNET-ADDON-HIKARI-DENWA",
  voiceMail: "SIM-ADDON-VOICE-MAIL",
  callWaiting: "SIM-ADDON-CALL-WAITING",
};

const INSTALLATIONS: Readonly<Record<number, "once" | "months_12" | "months_24">> = {
  1: "once",
  12: "months_12",
  24: "months_24",
};

export function hasHomePhone({ lines }: Cart): boolean {
  return lines.some(({ sku }) => sku === ADDON_SKUS.homePhone);
}

/** What was chosen, as an order says it. Throws `internal` for a cart that is not of this selection. */
export function toChoices(selection: Selection, cart: Cart): NewOrder["choices"] {
  const has = (wanted: string) => cart.lines.some(({ sku }) => sku === wanted);
  const [plan] = cart.lines.map(({ subject }) => subject);
  switch (selection.kind) {
    case "internet": {
      const installation = cart.lines
        .map(({ subject }) => subject)
        .find(({ kind }) => kind === "installation");
      const payments =
        installation?.kind === "installation" ? INSTALLATIONS[installation.payments] : undefined;
      if (plan?.kind !== "internet_plan" || payments === undefined) throw mismatch();
      return {
        kind: "internet",
        tier: plan.tier,
        accessMode: selection.accessMode,
        installation: payments,
        hasWeekendInstallation: has(ADDON_SKUS.weekendInstallation),
        hasHomePhone: hasHomePhone(cart),
      };
    }
    case "sim":
      return {
        kind: "sim",
        eid: selection.eid,
        hasVoiceMail: has(ADDON_SKUS.voiceMail),
        hasCallWaiting: has(ADDON_SKUS.callWaiting),
        porting: selection.porting,
        holder: selection.porting === null ? selection.holder : null,
      };
    case "vpn":
      if (plan?.kind !== "vpn_plan") throw mismatch();
      return { kind: "vpn", region: plan.region };
  }
}

function mismatch(): AppError {
  return new AppError("internal", { reason: "INTERNAL", message: "the cart is not of this selection" });
}
