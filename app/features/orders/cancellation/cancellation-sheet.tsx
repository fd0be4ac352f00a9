import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { deadline, receiptTime, type CancellationView } from "./cancellation-view.ts";

/** On the pages of an order and of its contract: until when it can be cancelled without a reason, and the way there (JP-TB-16). */
export function CancellationSheet({ orderId, view }: { orderId: OrderId; view: CancellationView }) {
  const { t } = useI18n();
  const link = linkOf(view);
  return (
    <Sheet title={t("cancel.title")} titleId="cancel">
      <div className="sheet-body">
        <CancellationAnswer view={view} />
        <p className="gap-top">
          <LinkButton href={`/account/orders/${orderId}/cancel`}>{t(link)}</LinkButton>
        </p>
      </div>
    </Sheet>
  );
}

function linkOf(view: CancellationView) {
  switch (view.state) {
    case "open":
      return view.awaits === "contract" ? "cancel.go.order" : "cancel.go.contract";
    case "sent":
      return "cancel.go.receipt";
    case "over":
    case "excluded":
      return "cancel.go.instead";
  }
}

/** How it stands, in a sentence or two. */
export function CancellationAnswer({ view }: { view: CancellationView }) {
  const i18n = useI18n();
  const { t, rich } = i18n;
  switch (view.state) {
    case "sent":
      return <p>{rich("cancel.answer.sent", { time: receiptTime(new Date(view.sentAt), i18n) })}</p>;
    case "excluded":
      return <p>{t(`cancel.answer.${view.why}`)}</p>;
    case "over":
      return <p>{rich("cancel.answer.over", { deadline: deadline(view.lastDay, i18n) })}</p>;
    case "open":
      return view.awaits === null ? (
        <>
          <p>{rich("cancel.answer.days", { count: view.daysLeft })}</p>
          <p>{rich("cancel.answer.deadline", { deadline: deadline(view.lastDay, i18n) })}</p>
        </>
      ) : (
        <p>{t(`cancel.answer.${view.awaits}`)}</p>
      );
  }
}
