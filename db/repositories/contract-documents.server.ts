import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { CustomerTx, SystemTx, Tx } from "../row-security.server.ts";
import { contractDocuments } from "../schema/orders.server.ts";

export type ContractDocument = typeof contractDocuments.$inferSelect;
export type NewContractDocument = Omit<ContractDocument, "notifiedAt" | "firstOpenedAt" | "receivedAt">;

/** An issue of an order is there once, so that a second fails; look first, while the order's placement is held. */
export async function insertContractDocument(tx: SystemTx, document: NewContractDocument): Promise<void> {
  await tx.insert(contractDocuments).values(document);
}

/** The issue that counts, or an earlier one. Null: the order has none, or it is somebody else's. */
export async function findContractDocument(
  tx: Tx,
  { userId, orderId, issue }: { userId: UserId; orderId: OrderId; issue?: number },
): Promise<ContractDocument | null> {
  const [found] = await tx
    .select()
    .from(contractDocuments)
    .where(
      and(
        eq(contractDocuments.userId, userId),
        eq(contractDocuments.orderId, orderId),
        issue === undefined ? undefined : eq(contractDocuments.issue, issue),
      ),
    )
    .orderBy(desc(contractDocuments.issue))
    .limit(1);
  return found ?? null;
}

/** All issues of an order without what they say, the newest first. */
export async function listContractIssues(
  tx: Tx,
  { userId, orderId }: { userId: UserId; orderId: OrderId },
): Promise<Pick<ContractDocument, "issue" | "placedAt" | "receivedAt">[]> {
  const { issue, placedAt, receivedAt } = contractDocuments;
  return tx
    .select({ issue, placedAt, receivedAt })
    .from(contractDocuments)
    .where(and(eq(contractDocuments.userId, userId), eq(contractDocuments.orderId, orderId)))
    .orderBy(desc(issue));
}

/** Writes down that its owner has opened it; the first time counts (JP-TB-8). */
export async function markContractOpened(tx: CustomerTx, id: string, now: Date): Promise<void> {
  await tx
    .update(contractDocuments)
    .set({
      firstOpenedAt: now,
      receivedAt: sql`coalesce(${contractDocuments.receivedAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(and(eq(contractDocuments.id, id), isNull(contractDocuments.firstOpenedAt)));
}

/** Writes down that the mail about a document was accepted for delivery, where the mail is about one. */
export async function markContractNotified(tx: SystemTx, mailId: string, now: Date): Promise<void> {
  await tx
    .update(contractDocuments)
    .set({
      notifiedAt: now,
      receivedAt: sql`coalesce(${contractDocuments.receivedAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(and(eq(contractDocuments.mailId, mailId), isNull(contractDocuments.notifiedAt)));
}
