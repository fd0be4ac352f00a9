import { z } from "zod";
import { BillingProductIdSchema, ServiceIdSchema, WhmcsClientIdSchema } from "../shared/ids.ts";
import type { CurrencyCode } from "../shared/money.ts";
import { readRowsAs } from "../shared/whmcs-list.ts";
import {
  toMoney,
  wireDate,
  wireDecimal,
  wireId,
  wireText,
  wireToken,
  type OnUnknown,
} from "../shared/whmcs-wire.ts";
import type { Service } from "./schema.ts";

/** The wanted fields, by name: rows also hold the service's login and password, and staff's notes (whmcs.md 2). */
const ServiceWire = z.object({
  id: wireId(ServiceIdSchema),
  clientid: wireId(WhmcsClientIdSchema),
  pid: wireId(BillingProductIdSchema),
  name: wireText,
  translated_name: wireText.optional(),
  groupname: wireText,
  translated_groupname: wireText.optional(),
  status: wireToken,
  billingcycle: wireToken,
  recurringamount: wireDecimal,
  regdate: wireDate,
  nextduedate: wireDate,
});
export type ServiceRow = z.infer<typeof ServiceWire>;

/** The rows of GetClientsProducts. */
export function readServiceRows(answer: Record<string, unknown>): ServiceRow[] {
  return readRowsAs(answer, { plural: "products", singular: "product" }, ServiceWire);
}

export function toService(
  row: ServiceRow,
  { currency, onUnknown }: { currency: CurrencyCode; onUnknown: OnUnknown },
): Service {
  const cycle = wordOf(CYCLES, row.billingcycle, "products.billingcycle", onUnknown);
  return {
    id: row.id,
    productId: row.pid,
    name: row.translated_name || row.name,
    groupName: row.translated_groupname || row.groupname,
    status: toServiceStatus(row.status, onUnknown),
    cycle,
    amount: toMoney(row.recurringamount, currency, "products.recurringamount"),
    registeredOn: row.regdate,
    // A date of a one-time or free service means nothing (whmcs.md 6).
    nextDueOn: cycle === "one_time" || cycle === "free" ? null : row.nextduedate,
  };
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
