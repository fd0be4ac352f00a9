import { randomUUID } from "node:crypto";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { insertInitialCancellation } from "#db/repositories/initial-cancellations.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import { PortalKeySchema, type OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Seen } from "~/features/sign-in/from.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";
import { i18nOf } from "../checkout/read-checkout.server.ts";
import { receiptTime } from "./cancellation-view.ts";
import { cancelInitialContract } from "./pass-on-cancellation.server.ts";
import { findCancellation } from "./read-cancellation.server.ts";

export type CancelOrderInput = {
  owner: Owner;
  orderId: OrderId;
  /** When the form reached us: it counts, however long the rest takes (JP-TB-12). */
  sentAt: Date;
  seen: Seen;
};

/** `there`: it was sent before, and that moment counts. `closed`: the time is over, or there is no such right. */
export type CancelOrderOutcome = "received" | "there" | "closed";

/**
 * Takes an initial cancellation in: receipt, mail, entry in the audit log and the process that tells staff are one transaction, and nothing
 * is asked of another system. An order is cancelled once; its id is the idempotency key, for ever. Throws `not_found` for an order that
 * was not placed here, and for somebody else's.
 */
export async function cancelOrder(deps: Services, input: CancelOrderInput): Promise<CancelOrderOutcome> {
  const { owner, orderId, sentAt, seen } = input;
  const { userId } = owner;
  const outcome = await asSystem(deps.database, async (tx): Promise<CancelOrderOutcome> => {
    const found = await findCancellation(tx, { userId, orderId }, sentAt);
    const orderNumber = found?.order.orderNumber ?? null;
    if (!found || orderNumber === null) throw new AppError("not_found", { reason: "NOT_FOUND" });
    const { order, standing } = found;
    if (standing.state === "sent") return "there";
    if (standing.state !== "open") return "closed";
    const id = randomUUID();
    const isFirst = await insertInitialCancellation(tx, {
      id,
      userId,
      orderId,
      orderNumber,
      accountId: order.accountId,
      kind: order.kind,
      sentAt,
      endsAt: standing.awaits === null ? standing.endsAt : null,
      caseKey: PortalKeySchema.parse(`case-${id}`),
    });
    if (!isFirst) return "there";
    await recordAuditEvent(tx, {
      userId,
      type: "cancellation.received",
      at: sentAt,
      ...seen,
      detail: { orderId },
    });
    await notifyReceipt(deps, tx, { ...input, orderNumber });
    await deps.processes.start(tx, cancelInitialContract, { cancellationId: id, orderId, userId });
    return "received";
  });
  if (outcome === "received") await publishEvent(deps, userId, { type: "orders.changed", orderId });
  return outcome;
}

async function notifyReceipt(
  deps: Services,
  tx: SystemTx,
  { owner: { userId }, orderId, orderNumber: number, sentAt }: CancelOrderInput & { orderNumber: string },
): Promise<void> {
  const { queue, now, origin, config } = deps;
  const user = await findUser(tx, userId);
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const at = now();
  const { language, displayName: name } = user;
  const i18n = i18nOf(deps, language);
  const time = receiptTime(sentAt, i18n);
  const path = `/account/orders/${orderId}/cancel`;
  await insertNotification(tx, {
    userId,
    type: "cancellation_scheduled",
    source: "cancellation",
    sourceId: orderId,
    now: at,
    title: i18n.t("cancel.notice.title", { number }),
    message: i18n.t("cancel.notice.body", { time }),
    actionUrl: path,
    actionLabel: i18n.t("cancel.notice.go"),
  });
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: "mail.cancel.subject",
    paragraphs: ["mail.cancel.what", "mail.cancel.next", "mail.cancel.notYou"],
    values: { number, time, url: origin + path },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId,
    language,
    now: at,
    toAddress: user.email,
    template: "initial-cancellation",
  });
}
