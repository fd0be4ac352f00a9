import { addMonths } from "../dates.ts";
import { createInvoice } from "./billing.ts";
import type { Context } from "./context.ts";
import type { ItemRow, ServiceRow } from "./database.ts";
import { servicesOf } from "./database.ts";
import { toInvoiceItem } from "./actions/orders.ts";

/**
 * WHMCS's daily job: acts on cancellation requests, then makes one invoice per client for services that are due and for
 * one-time lines ordered with `noinvoice` (whmcs.md 6: billed by the first run). Answers the ids it made.
 */
export function runDailyBilling(context: Context): number[] {
  const { db, clock } = context;
  endCancelledServices(context);
  const made: number[] = [];
  for (const client of db.clients.values()) {
    if (client.status !== "Active") continue;
    const due = servicesOf(db, client.id).filter((service) => isBillable(service, clock.today()));
    if (due.length === 0) continue;
    const items = due.map((service): Omit<ItemRow, "id"> => {
      const first = service.unbilled;
      const item = toInvoiceItem(context, service);
      return first ? item : { ...item, amount: service.recurringamount };
    });
    for (const service of due) {
      service.unbilled = false;
      if (service.billingcycle === "Monthly") service.nextduedate = addMonths(service.nextduedate, 1);
    }
    made.push(createInvoice(context, { client, items, source: "autogen" }).id);
  }
  return made;
}

function isBillable(service: ServiceRow, today: string): boolean {
  if (service.status !== "Active") return false;
  if (service.billingcycle !== "Monthly") return service.unbilled;
  return service.nextduedate <= today;
}

function endCancelledServices({ db, clock }: Context): void {
  for (const request of db.cancelRequests) {
    const service = db.services.get(request.relid);
    if (!service || (service.status !== "Active" && service.status !== "Suspended")) continue;
    if (request.type === "Immediate" || service.nextduedate <= clock.today()) {
      service.status = "Cancelled";
      service.terminationdate = clock.today();
    }
  }
}
