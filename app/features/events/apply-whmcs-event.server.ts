import { markWebhookProcessed } from "#db/repositories/webhook-events.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { BillingHint } from "#domain/shared/whmcs-hooks.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import type { Services } from "~/services.ts";

/**
 * The job behind a message: drops what the change may have made old. Repeats and wrong order do no harm, since the next
 * read asks the billing system.
 */
export async function applyWhmcsEvent(
  { cache, whmcs, database, now }: Services,
  { eventId, hint }: { eventId: string; hint: BillingHint },
): Promise<void> {
  const { invoiceId } = hint;
  let { clientId } = hint;
  const tags: string[] = [];
  if (invoiceId !== null) {
    tags.push(billingTags.invoice(invoiceId));
    // Most invoice hooks tell the invoice alone; whose list has changed is read from the record.
    clientId ??= await whmcs.findInvoiceOwner({ invoiceId });
  }
  if (clientId !== null)
    tags.push(
      billingTags.invoices(clientId),
      billingTags.client(clientId),
      billingTags.payMethods(clientId),
      billingTags.services(clientId),
    );
  await cache.drop(...tags);
  await asSystem(database, (tx) => markWebhookProcessed(tx, { provider: "whmcs", eventId, now: now() }));
}
