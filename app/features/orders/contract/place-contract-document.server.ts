import { randomUUID } from "node:crypto";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import {
  findContractDocument,
  insertContractDocument,
  listContractIssues,
} from "#db/repositories/contract-documents.server.ts";
import { holdPlacementOfOrder, type OrderPlacement } from "#db/repositories/order-placements.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
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
  deps: Services,
  tx: SystemTx,
  { orderId }: { orderId: OrderId },
): Promise<ContractPlacement> {
  // Held, so that of two at the same time the second finds what the first has placed.
  const placement = await holdPlacementOfOrder(tx, orderId);
  if (!placement) return "not_ours";
  const { userId } = placement;
  if (await findContractDocument(tx, { userId, orderId })) return "there";
  const at = deps.now();
  const { sha256 } = await place(deps, tx, { placement, orderId, issue: 1, concludedAt: at, at });
  await recordAuditEvent(tx, { userId, type: "contract.placed", at, detail: { orderId, sha256 } });
  return "placed";
}

/**
 * Places a new issue of it, since the right of initial cancellation was misrepresented: its eight days run anew (JP-TB-15). Only as the
 * successor of the issue that counts, so that a repeat does nothing.
 */
export async function reissueContractDocument(
  deps: Services,
  { orderId, issue, ticket }: { orderId: OrderId; issue: number; ticket: string },
): Promise<void> {
  await asSystem(deps.database, async (tx) => {
    const placement = await holdPlacementOfOrder(tx, orderId);
    if (!placement) return;
    const { userId } = placement;
    const issues = await listContractIssues(tx, { userId, orderId });
    const concludedAt = issues.at(-1)?.placedAt;
    if (concludedAt === undefined || issues[0]?.issue !== issue - 1) return;
    const at = deps.now();
    const { sha256 } = await place(deps, tx, { placement, orderId, issue, concludedAt, at });
    const detail = { orderId, issue, sha256, ticket };
    await recordAuditEvent(tx, { userId, type: "contract.reissued", at, detail });
  });
}

type Issue = { placement: OrderPlacement; orderId: OrderId; issue: number; concludedAt: Date; at: Date };

async function place(deps: Services, tx: SystemTx, toPlace: Issue): Promise<{ sha256: string }> {
  const { queue, origin, config } = deps;
  const { placement, orderId, issue, concludedAt, at } = toPlace;
  const { userId, language, orderNumber } = placement;
  const user = await findUser(tx, userId);
  if (!user || orderNumber === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const isFirst = issue === 1;

  const { order, accountName, explanation, confirmation } = openDetails(deps, placement);
  const document = contractDocument({
    i18n: i18nOf(deps, language),
    orderId,
    orderNumber,
    concludedAt,
    name: accountName,
    address: order.address,
    reissuedAt: isFirst ? null : at,
    explanation: explanation.document,
    confirmation: confirmation.document,
  });
  const { html: content, sha256 } = toDocumentFile(document);
  const mail = writeMail({
    origin,
    language: user.language,
    name: user.displayName,
    company: config.company,
    subject: "mail.contract.subject",
    paragraphs: [
      isFirst ? "mail.contract.what" : "mail.contract.again",
      "mail.contract.eight",
      "mail.contract.paper",
    ],
    values: { number: orderNumber, url: `${origin}/account/orders/${orderId}/contract` },
  });
  const mailId = await queueMail(queue, tx, {
    ...mail,
    userId,
    language: user.language,
    now: at,
    toAddress: user.email,
    template: "contract-document",
  });
  await insertContractDocument(tx, {
    id: randomUUID(),
    userId,
    orderId,
    issue,
    version: document.version,
    language,
    document,
    content,
    sha256,
    placedAt: at,
    mailId,
  });
  return { sha256 };
}
