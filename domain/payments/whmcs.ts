import { z } from "zod";
import type { CalendarMonth } from "../shared/dates.ts";
import { PayMethodIdSchema } from "../shared/ids.ts";
import { maskLongNumbers } from "../shared/card-numbers.ts";
import {
  readWire,
  wireId,
  wireOptionalText,
  wireOptionalToken,
  wireToken,
  type OnUnknown,
} from "../shared/whmcs-wire.ts";
import type { Gateway, PayMethod } from "./schema.ts";

type Answer = Record<string, unknown>;

/** The wanted fields, by name: rows also hold `remote_token`, which is as good as the card (whmcs.md 2). */
const PayMethodWire = z.object({
  id: wireId(PayMethodIdSchema),
  type: wireOptionalToken,
  description: wireOptionalText,
  gateway_name: wireOptionalToken,
  card_last_four: wireOptionalToken,
  expiry_date: wireOptionalToken,
  card_type: wireOptionalText,
  bank_name: wireOptionalText,
});

export const PAY_METHOD_LIST = { plural: "paymethods", singular: null, isUncounted: true } as const;

/** A row of GetPayMethods: a stored card or account, not a gateway. Throws WireFault. */
export function toPayMethod(row: Answer, onUnknown: OnUnknown): PayMethod {
  const wire = readWire(PayMethodWire, row);
  const kind = toKind(wire.type, onUnknown);
  const lastFour = wire.card_last_four.padStart(4, "0");
  return {
    id: wire.id,
    kind,
    brand: maskLongNumbers(kind === "bank" ? wire.bank_name : wire.card_type),
    // Zeros can be lost where a number is sent for the text.
    lastFour: kind === "card" && wire.card_last_four && /^\d{4}$/.test(lastFour) ? lastFour : null,
    expires: kind === "card" ? toExpiry(wire.expiry_date, onUnknown) : null,
    description: maskLongNumbers(wire.description),
    gateway: wire.gateway_name,
  };
}

function toKind(type: string, onUnknown: OnUnknown): PayMethod["kind"] {
  switch (type.trim().toLowerCase()) {
    case "creditcard":
    case "remotecreditcard":
      return "card";
    case "bankaccount":
    case "remotebankaccount":
      return "bank";
    default:
      onUnknown("paymethods.type", type);
      return "unknown";
  }
}

/** `MM/YY`: the month of a card in use is of this century. Null when empty; unreadable text is told and null. */
function toExpiry(text: string, onUnknown: OnUnknown): CalendarMonth | null {
  const match = /^(0[1-9]|1[0-2])\/?(?:20)?(\d{2})$/.exec(text.trim());
  if (match) return `20${match[2]}-${match[1]}` as CalendarMonth;
  if (text.trim() !== "") onUnknown("paymethods.expiry_date", text);
  return null;
}

const GatewayWire = z.object({ module: wireToken, displayname: wireOptionalText });

export const GATEWAY_LIST = { plural: "paymentmethods", singular: "paymentmethod" } as const;

/** A row of GetPaymentMethods: a gateway, not a stored instrument. Throws WireFault. */
export function toGateway(row: Answer): Gateway {
  const wire = readWire(GatewayWire, row);
  return { name: wire.module, displayName: wire.displayname || wire.module };
}
