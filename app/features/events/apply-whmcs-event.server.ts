import { findMappingByClient } from "#db/repositories/id-mappings.server.ts";
import { listSessionFamilies } from "#db/repositories/sessions.server.ts";
import { markWebhookProcessed } from "#db/repositories/webhook-events.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { BillingHint } from "#domain/shared/whmcs-hooks.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import { requestInvoiceIndex } from "~/platform/queue/request-invoice-index.server.ts";
import type { Services } from "~/services.ts";

/**
 * The job behind a message: drops what the change may have made old. Repeats and wrong order do no harm, since the next
 * read asks the billing system.
 */
export async function applyWhmcsEvent(
  deps: Services,
  { eventId, hint }: { eventId: string; hint: BillingHint },
): Promise<void> {
  const { cache, whmcs, database, now } = deps;
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
  await asSystem(database, async (tx) => {
    if (invoiceId !== null && clientId !== null) await indexForReader(deps, tx, clientId);
    await markWebhookProcessed(tx, { provider: "whmcs", eventId, now: now() });
  });
}

/** Whoever is not signed in has it done when they sign in: the first of a month has bills for everybody. */
async function indexForReader(deps: Services, tx: SystemTx, clientId: WhmcsClientId): Promise<void> {
  const mapping = await findMappingByClient(tx, clientId);
  if (!mapping || (await listSessionFamilies(tx, mapping.userId, deps.now())).length === 0) return;
  await requestInvoiceIndex(deps, tx, { userId: mapping.userId, clientId });
}
