import { Amounts, DateText } from "~/components/ui/money.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { InvoiceView } from "./invoice-view.ts";

/** What the status means for the customer, with the date that matters. */
export function InvoiceAnswer({ invoice }: { invoice: InvoiceView }) {
  const { t, rich } = useI18n();
  const { status, daysLeft, refunded } = invoice;
  if (status === "refunded" && refunded?.on)
    return (
      <>
        {rich("invoice.answer.refundedOn", {
          amount: <Amounts money={[refunded.amount]} />,
          date: <DateText date={refunded.on} />,
        })}
      </>
    );
  if (status === "payment_pending" && invoice.amountDue.minor > 0)
    return <>{rich("invoice.answer.confirming", { amount: <Amounts money={[invoice.amountDue]} /> })}</>;
  if (status === "paid")
    return invoice.paidOn === null ? (
      <>{t("invoice.answer.paidNoDate")}</>
    ) : (
      <>{rich("invoice.answer.paid", { date: <DateText date={invoice.paidOn} /> })}</>
    );
  if (status !== "unpaid" && status !== "overdue") return <>{t(`invoice.answer.${status}`)}</>;
  if (daysLeft === null) return <>{t("invoice.answer.noDue")}</>;
  const date = <DateText date={invoice.dueOn} long />;
  if (daysLeft === 0) return <>{rich("invoice.answer.dueToday", { date })}</>;
  if (daysLeft > 0) return <>{rich("invoice.answer.dueIn", { count: daysLeft, date })}</>;
  return <>{rich("invoice.answer.late", { count: -daysLeft, date })}</>;
}
