import { isCancelled } from "#db/repositories/initial-cancellations.server.ts";
import { insertNotification } from "#db/repositories/notifications.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { NotificationType } from "#db/schema/notifications.server.ts";
import { needOf } from "#domain/orders/customer-order.ts";
import type { FulfilmentError, Order } from "#domain/orders/schema.ts";
import type { Services } from "~/services.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail, type MailKey } from "~/platform/mail/write-mail.server.ts";

type Told = { deps: Services; order: Pick<Order, "id" | "number" | "kind">; customer: { user: User } };
export type News = "approved" | "activated" | { failed: FulfilmentError };

const TYPES = { approved: "order_approved", activated: "order_activated", failed: "order_failed" } as const;

/**
 * A notification and a mail, once per order and kind of news; nothing of an order that its customer has cancelled. What staff has to
 * do is not the customer's business. `withMail`: false where another mail says it.
 */
export async function tellCustomer(
  { deps, order, customer: { user } }: Told,
  tx: SystemTx,
  news: News,
  { withMail = true }: { withMail?: boolean } = {},
): Promise<void> {
  const { queue, origin, config, now } = deps;
  if (await isCancelled(tx, order.id)) return;
  const { language, displayName: name } = user;
  const { t } = translatorOf(user);
  const kind = typeof news === "string" ? news : "failed";
  const need = typeof news === "string" ? null : needOf(news.failed);
  const path = `/account/orders/${order.id}`;
  const { number } = order;
  const use = t(`fulfilment.use.${order.kind ?? "unknown"}`);
  const message =
    kind === "activated"
      ? use
      : t(need === null ? `fulfilment.notice.${kind}.message` : `fulfilment.notice.needs.${need}`);
  const isNew = await insertNotification(tx, {
    userId: user.id,
    type: TYPES[kind] satisfies NotificationType,
    title: t(`fulfilment.notice.${kind}.title`, { number }),
    message,
    actionUrl: path,
    actionLabel: t("fulfilment.notice.action"),
    source: "orders",
    sourceId: order.id,
    now: now(),
  });
  if (!isNew || !withMail) return;
  const what: MailKey = need === null ? `mail.order.${kind}.what` : `mail.order.needs.${need}`;
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: `mail.order.${kind}.subject`,
    paragraphs: [what, "mail.order.see", "mail.order.ask"],
    values: { number, use, url: origin + path },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId: user.id,
    toAddress: user.email,
    template: `order-${kind}`,
    language,
    now: now(),
  });
}
