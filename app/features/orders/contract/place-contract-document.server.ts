import { randomUUID } from "node:crypto";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findContractDocument, insertContractDocument } from "#db/repositories/contract-documents.server.ts";
import { insertMail } from "#db/repositories/mail-outbox.server.ts";
import { holdPlacementOfOrder } from "#db/repositories/order-placements.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Deps } from "~/platform/http/owner.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";
import { toDocumentFile } from "../checkout/document-file.server.ts";
import { contractDocument } from "../checkout/order-documents.ts";
import { openDetails } from "../checkout/placement-details.server.ts";
import { i18nOf } from "../checkout/read-checkout.server.ts";

/** `not_ours`: the order was not placed in the portal, so that nobody has agreed to get its document here. */
export type ContractPlacement = "placed" | "there" | "not_ours";

/**
 * Places the contract document of an order whose contract is concluded, with the mail that tells of it (JP-TB-6, JP-TB-7): in the caller's
 * transaction, once for each order however often it is called. It is made of what the customer confirmed, never of what is true now.
 */
export async function placeContractDocument(
  deps: Deps,
  tx: SystemTx,
  { orderId }: { orderId: OrderId },
): Promise<ContractPlacement> {
  const { queue, now, origin, config } = deps;
  // Held, so that of two at the same time the second finds what the first has placed.
  const placement = await holdPlacementOfOrder(tx, orderId);
  if (!placement) return "not_ours";
  const { userId, language, orderNumber } = placement;
  if (await findContractDocument(tx, { userId, orderId })) return "there";
  const user = await findUser(tx, userId);
  if (!user || orderNumber === null) throw new AppError("not_found", { reason: "NOT_FOUND" });

  const at = now();
  const { order, accountName, explanation, confirmation } = openDetails(deps, placement);
  const document = contractDocument({
    i18n: i18nOf(deps, language),
    ...{ orderId, orderNumber, concludedAt: at, name: accountName, address: order.address },
    explanation: explanation.document,
    confirmation: confirmation.document,
  });
  const { html: content, sha256 } = toDocumentFile(document);
  const mail = writeMail({
    ...{ origin, language: user.language, name: user.displayName },
    company: config.company,
    subject: "mail.contract.subject",
    paragraphs: ["mail.contract.what", "mail.contract.eight", "mail.contract.paper"],
    values: { number: orderNumber, url: `${origin}/account/orders/${orderId}/contract` },
  });
  const mailId = await insertMail(tx, {
    ...{ ...mail, userId, language: user.language, now: at },
    toAddress: user.email,
    template: "contract-document",
  });
  await queue.enqueue(tx, "send-mail", { mailId });
  await insertContractDocument(tx, {
    ...{ id: randomUUID(), userId, orderId, version: document.version, language },
    ...{ document, content, sha256, placedAt: at, mailId },
  });
  await recordAuditEvent(tx, { userId, type: "contract.placed", at, detail: { orderId, sha256 } });
  return "placed";
}
