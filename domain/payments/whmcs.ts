import { z } from "zod";
import type { CalendarMonth } from "../shared/dates.ts";
import { PayMethodIdSchema } from "../shared/ids.ts";
import { readRowsAs } from "../shared/whmcs-list.ts";
import { wireId, wireText, wireToken, type OnUnknown } from "../shared/whmcs-wire.ts";
import type { Gateway, PayMethod } from "./schema.ts";

type Answer = Record<string, unknown>;

/** The wanted fields, by name: rows also hold `remote_token`, which is as good as the card (whmcs.md 2). */
const PayMethodWire = z.object({
  id: wireId(PayMethodIdSchema),
  type: wireToken,
  description: wireText,
  gateway_name: wireToken,
  card_last_four: wireToken.optional(),
  expiry_date: wireToken.optional(),
  card_type: wireText.optional(),
  bank_name: wireText.optional(),
});

/** The rows of GetPayMethods: stored cards and accounts, not the gateways. */
export function toPayMethods(answer: Answer, onUnknown: OnUnknown): PayMethod[] {
  return readRowsAs(answer, { plural: "paymethods", singular: null }, PayMethodWire).map((row) => {
    const kind = toKind(row.type, onUnknown);
    const lastFour = (row.card_last_four ?? "").padStart(4, "0");
    return {
      id: row.id,
      kind,
      brand: (kind === "bank" ? row.bank_name : row.card_type) ?? "",
      // Zeros can be lost where a number is sent for the text.
      lastFour: kind === "card" && row.card_last_four && /^\d{4}$/.test(lastFour) ? lastFour : null,
      expires: kind === "card" ? toExpiry(row.expiry_date ?? "", onUnknown) : null,
      description: row.description,
      gateway: row.gateway_name,
    };
  });
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

const GatewayWire = z.object({ module: wireToken, displayname: wireText });

/** The rows of GetPaymentMethods: gateways, not stored instruments. */
export function toGateways(answer: Answer): Gateway[] {
  return readRowsAs(answer, { plural: "paymentmethods", singular: "paymentmethod" }, GatewayWire).map(
    (row) => ({
      name: row.module,
      displayName: row.displayname || row.module,
    }),
  );
}
