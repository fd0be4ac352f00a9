import { eq, sql } from "drizzle-orm";
import type { InvoiceId, UserId } from "#domain/shared/ids.ts";
import type { CustomerTx, SystemTx } from "../row-security.server.ts";
import { invoiceIndex } from "../schema/invoices.server.ts";

export type IndexedInvoice = { invoiceId: InvoiceId; number: string; description: string };

/** Invoices of the customer whose lines have been read. */
export async function listIndexedInvoices(
  tx: CustomerTx,
): Promise<Pick<IndexedInvoice, "invoiceId" | "description">[]> {
  return tx
    .select({ invoiceId: invoiceIndex.invoiceId, description: invoiceIndex.description })
    .from(invoiceIndex);
}

/** Notes what invoices say; a later reading replaces an earlier one. PostgreSQL holds no NUL in a text. */
export async function saveIndexedInvoices(
  tx: CustomerTx,
  batch: { userId: UserId; invoices: readonly IndexedInvoice[]; now: Date },
): Promise<void> {
  if (batch.invoices.length === 0) return;
  await tx
    .insert(invoiceIndex)
    .values(
      batch.invoices.map(({ invoiceId, number, description }) => ({
        userId: batch.userId,
        invoiceId,
        number,
        description: description.replaceAll("\u0000", ""),
        updatedAt: batch.now,
      })),
    )
    .onConflictDoUpdate({
      target: [invoiceIndex.userId, invoiceIndex.invoiceId],
      set: {
        number: sql`excluded.number`,
        description: sql`excluded.description`,
        updatedAt: sql`excluded.updated_at`,
      },
    });
}

/** When a user gets another billing account: its descriptions are not theirs. */
export async function forgetIndexedInvoices(tx: SystemTx, userId: UserId): Promise<void> {
  await tx.delete(invoiceIndex).where(eq(invoiceIndex.userId, userId));
}
