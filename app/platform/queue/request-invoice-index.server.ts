import type { Tx } from "#db/row-security.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/**
 * Asks for the job that reads the lines of invoices not read yet; one at a time per customer. In the transaction of what makes it
 * worth while: a sign-in, or a change of a bill while its owner is signed in. Reading a list asks for nothing.
 */
export async function requestInvoiceIndex(
  { queue, config }: Pick<Services, "queue" | "config">,
  tx: Tx,
  { userId, clientId }: Owner,
): Promise<void> {
  if (config.invoiceIndexLimit === 0) return;
  await queue.enqueue(tx, "index-invoices", { userId, clientId }, { singletonKey: userId });
}
