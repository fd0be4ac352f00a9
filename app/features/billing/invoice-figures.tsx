import { monthOf } from "#domain/shared/date-rules.ts";
import { Figure, Figures } from "~/components/ui/figures.tsx";
import { Amounts } from "~/components/ui/money.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { Due } from "./due.ts";
import type { InvoiceListView } from "./list-view.ts";

/** Counts come from the list; sums of what is due from the invoices themselves, so they can be unknown on their own. */
export function InvoiceFigures({ view, part }: { view: InvoiceListView; part: Part<Due> }) {
  const { t, number, date, month } = useI18n();
  const { counts } = view;
  const due = part.state === "ready" ? part.value : null;
  return (
    <Figures tax={view.tax}>
      <Figure
        label={t("figure.invoices")}
        value={number(counts.all)}
        context={view.since === null ? undefined : t("figure.since", { month: month(monthOf(view.since)) })}
      />
      <Figure
        label={t("figure.paid")}
        value={number(counts.paid)}
        context={counts.paid > 0 ? <Amounts money={view.paidTotal} /> : undefined}
      />
      <Figure
        label={t("figure.unpaid")}
        value={counts.unpaid === 0 ? t("figure.none") : due && <Amounts money={due.unpaidNotDue} />}
        context={
          counts.unpaid > 0 && view.nextDueOn !== null
            ? t("figure.invoiceCountDue", { count: counts.unpaid, date: date(view.nextDueOn) })
            : undefined
        }
      />
      <Figure
        label={t("figure.overdue")}
        value={counts.overdue === 0 ? t("figure.none") : due && <Amounts money={due.overdue} />}
        context={
          counts.overdue > 0 && view.oldestOverdueOn !== null
            ? t("figure.invoiceCountLate", { count: counts.overdue, date: date(view.oldestOverdueOn) })
            : undefined
        }
      />
    </Figures>
  );
}
