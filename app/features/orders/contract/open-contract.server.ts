import {
  findContractDocument,
  markContractOpened,
  type ContractDocument,
} from "#db/repositories/contract-documents.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import { parseOrderId } from "#domain/shared/salesforce-ids.ts";
import type { Deps, Owner } from "~/platform/http/owner.ts";

/**
 * The contract document of an order, opened by its owner, which is written down: it counts as received from then on at the latest
 * (JP-TB-8). Throws `not_found` for an order without one, and for somebody else's.
 */
export async function openContract(
  { database, now }: Deps,
  { userId }: Owner,
  orderIdText: string | undefined,
): Promise<ContractDocument> {
  const orderId = parseOrderId(orderIdText);
  const contract =
    orderId &&
    (await asCustomer(database, userId, async (tx) => {
      await markContractOpened(tx, orderId, now());
      return findContractDocument(tx, { userId, orderId });
    }));
  if (!contract) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return contract;
}
