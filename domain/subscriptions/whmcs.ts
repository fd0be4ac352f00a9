import { z } from "zod";
import { BillingProductIdSchema, ServiceIdSchema } from "../shared/ids.ts";
import type { CurrencyCode } from "../shared/money.ts";
import {
  readWire,
  toMoney,
  wireDate,
  wireDecimal,
  wireId,
  wireOptionalText,
  wireOptionalToken,
  wireToken,
  type OnUnknown,
} from "../shared/whmcs-wire.ts";
import type { Service } from "./schema.ts";

/** The wanted fields, by name: rows also hold the service's login and password, and staff's notes (whmcs.md 2). */
const ServiceWire = z.object({
  id: wireId(ServiceIdSchema),
  pid: wireId(BillingProductIdSchema),
  name: wireOptionalText,
  translated_name: wireOptionalText,
  groupname: wireOptionalText,
  translated_groupname: wireOptionalText,
  status: wireToken,
  billingcycle: wireOptionalToken,
  recurringamount: wireDecimal,
  regdate: wireDate.catch(null),
  nextduedate: wireDate,
});

export const SERVICE_LIST = { plural: "products", singular: "product" } as const;

/** A row of GetClientsProducts. Throws WireFault. */
export function toService(
  row: Record<string, unknown>,
  { currency, onUnknown }: { currency: CurrencyCode; onUnknown: OnUnknown },
): Service {
  const wire = readWire(ServiceWire, row);
  const cycle = wordOf(CYCLES, wire.billingcycle, "products.billingcycle", onUnknown);
  return {
    id: wire.id,
    productId: wire.pid,
    name: wire.translated_name || wire.name,
    groupName: wire.translated_groupname || wire.groupname,
    status: toServiceStatus(wire.status, onUnknown),
    cycle,
    amount: toMoney(wire.recurringamount, currency, "recurringamount"),
    registeredOn: wire.regdate,
    // A date of a one-time or free service means nothing (whmcs.md 6).
    nextDueOn: cycle === "one_time" || cycle === "free" ? null : wire.nextduedate,
  };
}

/** Whether a row that cannot be read is of a service that has ended, which is nobody's line any more. */
export function isEndedService(row: Record<string, unknown>): boolean {
  const status = toServiceStatus(wireOptionalToken.parse(row["status"]), () => {});
  return status === "cancelled" || status === "terminated" || status === "fraud";
}

export function toServiceStatus(status: string, onUnknown: OnUnknown): Service["status"] {
  return wordOf(STATUSES, status, "products.status", onUnknown);
}

const STATUSES: Readonly<Record<string, Service["status"]>> = {
  pending: "pending",
  active: "active",
  suspended: "suspended",
  terminated: "terminated",
  cancelled: "cancelled",
  fraud: "fraud",
  completed: "completed",
};

/** By letters alone: the same cycle is written in several ways (whmcs.md 6). */
const CYCLES: Readonly<Record<string, Service["cycle"]>> = {
  free: "free",
  freeaccount: "free",
  onetime: "one_time",
  monthly: "monthly",
  quarterly: "quarterly",
  semiannually: "semi_annually",
  annually: "annually",
  biennially: "biennially",
  triennially: "triennially",
};

function wordOf<W extends string>(
  words: Readonly<Record<string, W>>,
  text: string,
  field: string,
  onUnknown: OnUnknown,
): W | "unknown" {
  const key = text.toLowerCase().replace(/[^a-z]/g, "");
  const word = Object.hasOwn(words, key) ? words[key] : undefined;
  if (word !== undefined) return word;
  onUnknown(field, text);
  return "unknown";
}
