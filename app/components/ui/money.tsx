import { Fragment } from "react";
import type { TaxShare } from "#domain/invoices/list.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** An amount that never breaks over two lines. What is not known is said to be so, never shown as zero. */
export function Amount({ money }: { money: Money | null }) {
  const i18n = useI18n();
  return <span className="nb num">{money === null ? i18n.t("common.notAvailable") : i18n.money(money)}</span>;
}

/** Sums by currency, which have no sum of their own. */
export function Amounts({ money }: { money: readonly Money[] | null }) {
  const { t } = useI18n();
  if (money === null || money.length === 0)
    return <>{t(money === null ? "common.notAvailable" : "figure.none")}</>;
  return money.map((amount, index) => (
    <Fragment key={amount.currency}>
      {index === 0 ? null : " + "}
      <Amount money={amount} />
    </Fragment>
  ));
}

/** Says once for a block of amounts that tax is in them (JP-MO-2); nothing where there is none. */
export function TaxNote({ share }: { share: TaxShare }) {
  const { t } = useI18n();
  return share === "none" ? null : <span className="tax-note">{t(`tax.${share}`)}</span>;
}

export function DateText({ date, long = false }: { date: CalendarDate | null; long?: boolean }) {
  const i18n = useI18n();
  if (date === null) return <span>{i18n.t("common.noDate")}</span>;
  return (
    <time dateTime={date} className="nb">
      {long ? i18n.longDate(date) : i18n.date(date)}
    </time>
  );
}
