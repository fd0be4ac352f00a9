import { Sheet, AsOf } from "~/components/ui/sheet.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import { Amount, DateText } from "~/components/ui/money.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { InvoiceView } from "./invoice-view.ts";

/** Money that moved for this invoice. */
export function InvoiceHistory({
  invoice,
  readAt,
  isStale,
}: {
  invoice: InvoiceView;
  readAt: string;
  isStale: boolean;
}) {
  const { t } = useI18n();
  return (
    <div className="no-print">
      <Sheet title={t("invoice.history")} titleId="history">
        <div className="sheet-body">
          {invoice.transactions.length === 0 ? (
            <p className="muted">{t("invoice.historyNone")}</p>
          ) : (
            <ul className="list">
              {invoice.transactions.map((transaction) => (
                <li key={transaction.id}>
                  <Icon name={transaction.direction === "in" ? "circle-check" : "undo-2"} />
                  <div>
                    {t(`invoice.${transaction.direction}`)}
                    <p>
                      <DateText date={transaction.date} />
                    </p>
                  </div>
                  <Amount money={transaction.amount} />
                </li>
              ))}
            </ul>
          )}
          <p className="gap-top">
            <AsOf readAt={readAt} stale={isStale} />
          </p>
        </div>
      </Sheet>
    </div>
  );
}
