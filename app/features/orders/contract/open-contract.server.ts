import {
  findContractDocument,
  listContractIssues,
  markContractOpened,
  type ContractDocument,
} from "#db/repositories/contract-documents.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseOrderId } from "#domain/shared/salesforce-ids.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

export type OpenedContract = ContractDocument & {
  /** The issues before it, the newest first. */
  earlier: Pick<ContractDocument, "issue" | "placedAt">[];
};

/**
 * The contract document of an order, opened by its owner, which is written down: it counts as received from then on at the latest
 * (JP-TB-8). `issue`: an earlier one than the one that counts. Throws `not_found` for an order without one, and for somebody else's.
 */
export async function openContract(
  { database, now }: Services,
  { userId }: Owner,
  { orderId: orderIdText, issue }: { orderId: string | undefined; issue?: number },
): Promise<OpenedContract> {
  const orderId = parseOrderId(orderIdText);
  const contract =
    orderId &&
    (await asCustomer(database, userId, async (tx) => {
      const key = { userId, orderId, ...(issue === undefined ? {} : { issue }) };
      const found = await findContractDocument(tx, key);
      if (!found) return null;
      await markContractOpened(tx, found.id, now());
      const opened = await findContractDocument(tx, key);
      const issues = await listContractIssues(tx, { userId, orderId });
      return opened && { ...opened, earlier: issues.filter((each) => each.issue < opened.issue) };
    }));
  if (!contract) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return contract;
}
