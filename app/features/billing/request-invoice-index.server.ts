import { asCustomer } from "#db/row-security.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/** Asks for the job that reads the lines of invoices not read yet; one at a time per customer. */
export async function requestInvoiceIndex(
  { database, queue, config }: Services,
  owner: Owner,
): Promise<void> {
  if (config.invoiceIndexLimit === 0) return;
  await asCustomer(database, owner.userId, (tx) =>
    queue.enqueue(
      tx,
      "index-invoices",
      { userId: owner.userId, clientId: owner.clientId },
      { singletonKey: owner.userId },
    ),
  );
}
