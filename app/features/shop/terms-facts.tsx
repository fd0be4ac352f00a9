import type { ServiceKind } from "#domain/catalog/schema.ts";
import { CANCELLATION_CUT_OFF_DAY, firstMonthIsFree, fullPriceFrom, termsOf } from "#domain/catalog/terms.ts";
import { addDays } from "#domain/shared/date-rules.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { Facts } from "~/components/public/legal-page.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** What is paid when, how long a contract lasts at least, and how it ends (JP-TB-1). */
export function TermsFacts({ kind, today }: { kind: ServiceKind; today: CalendarDate }) {
  const { t, date } = useI18n();
  const { minimumMonths } = termsOf(kind, today);
  const from = fullPriceFrom(today);
  return (
    <Sheet title={t("shop.terms")} titleId="terms">
      <div className="sheet-body">
        <Facts
          rows={[
            { label: t("shop.terms.tax"), value: t("shop.terms.taxText") },
            { label: t("shop.terms.billing"), value: t("shop.terms.billingText") },
            {
              label: t("shop.terms.start"),
              value: firstMonthIsFree(kind, today)
                ? t("shop.terms.startFree", { until: date(addDays(from, -1)), from: date(from) })
                : t("shop.terms.startByDay", { from: date(from) }),
            },
            {
              label: t("shop.terms.minimum"),
              value:
                minimumMonths === 0
                  ? t("shop.terms.minimumNone")
                  : t("shop.terms.minimumMonths", { months: minimumMonths }),
            },
            { label: t("shop.terms.end"), value: t("shop.terms.endText", { day: CANCELLATION_CUT_OFF_DAY }) },
            { label: t("shop.terms.eight"), value: t("shop.terms.eightText") },
          ]}
        />
      </div>
    </Sheet>
  );
}
