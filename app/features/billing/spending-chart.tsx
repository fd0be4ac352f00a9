import { formatShortMonth } from "#domain/shared/date-rules.ts";
import { decimalsOf } from "#domain/shared/money-format.ts";
import type { CalendarMonth } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import { BarChart } from "~/components/charts/bar-chart.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type Spending = { month: CalendarMonth; total: Money }[];

/** What was paid per month of issue. */
export function SpendingChart({ spending }: { spending: Spending }) {
  const { t, money, month, language } = useI18n();
  const [first] = spending;
  const last = spending.at(-1);
  if (!first || !last) return null;
  const { currency } = first.total;
  const highest = spending.reduce(
    (best, entry) => (entry.total.minor > best.total.minor ? entry : best),
    first,
  );
  const range = { from: month(first.month), to: month(last.month) };
  if (highest.total.minor === 0) return <p className="muted">{t("billing.spendingNone", range)}</p>;
  const whole = 10 ** decimalsOf(currency);
  return (
    <BarChart
      summary={t("billing.spendingSummary", {
        ...range,
        highest: money(highest.total),
        month: month(highest.month),
      })}
      columns={[t("billing.month"), t("billing.amount")]}
      axis={(value) => money({ currency, minor: Math.round(value) })}
      bars={spending.map((entry) => ({
        label: formatShortMonth(entry.month, language),
        longLabel: month(entry.month),
        value: Math.ceil(entry.total.minor / whole) * whole,
        shown: money(entry.total),
        isCurrent: entry === last,
      }))}
    />
  );
}
