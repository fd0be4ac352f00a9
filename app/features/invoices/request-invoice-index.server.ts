import { asCustomer } from "#db/row-security.server.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";

/** Asks for the job that reads the lines of invoices not read yet; one at a time per customer. */
export async function requestInvoiceIndex({ database, queue, config }: Deps, owner: Owner): Promise<void> {
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
