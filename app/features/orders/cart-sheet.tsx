import type { ShownCart, ShownLine } from "#domain/orders/cart.ts";
import { Facts } from "~/components/public/legal-page.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { PriceTable, type PriceRow } from "~/features/shop/price-table.tsx";
import { PriceTotal } from "~/features/shop/price-total.tsx";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { cartLineTitle } from "./tracking/order-texts.ts";

/** Everything that an order costs: its lines, both totals, and from when which of them is charged (JP-SC-2). */
export function CartSheet({ cart }: { cart: ShownCart }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { lines, monthly, onetime } = cart;
  return (
    <Sheet title={t("configure.price")} titleId="price">
      <div className="sheet-body">
        <PriceTable
          caption={t("configure.price")}
          head={[t("shop.table.item"), t("shop.table.price")]}
          rows={lines.map((line) => lineRow(line, cart, i18n))}
        />
        <dl className="rows pair gap-top">
          <PriceTotal name={t("configure.price.monthly")} price={monthly} />
          <PriceTotal name={t("configure.price.onetime")} price={onetime} />
        </dl>
        <div className="below">
          <Facts rows={timeRows(cart, i18n)} />
        </div>
        {cart.firstMonth.isAssumed ? (
          <p className="small muted gap-top">{t("configure.price.assumed")}</p>
        ) : null}
        <p className="small muted gap-top">{t("configure.price.tax")}</p>
      </div>
    </Sheet>
  );
}

function lineRow(line: ShownLine, { installments }: ShownCart, i18n: I18n): PriceRow {
  const { t, money } = i18n;
  const { sku, subject, cycle, price } = line;
  const amount = money(price.withTax);
  const row = { sku, title: cartLineTitle(line, i18n), price };
  if (subject.kind === "installation" && installments)
    return {
      ...row,
      amount: t("shop.price.payments", { price: amount, payments: installments.payments }),
      more: t("shop.price.total", { price: money(installments.total) }),
    };
  return {
    ...row,
    amount: t(cycle === "monthly" ? "shop.price.aMonth" : "shop.price.once", { price: amount }),
  };
}

/** When what is charged: the month of the start, every month after it, and the end of the payments. */
function timeRows({ installments, firstMonth }: ShownCart, { t, money, date, rich }: I18n) {
  const { startsOn, until, fullPriceFrom, service, due } = firstMonth;
  const days = { day: date(startsOn), until: date(until) };
  return [
    {
      label: t("configure.price.first"),
      value:
        service.withTax.minor === 0
          ? t("configure.price.free", days)
          : t("configure.price.byDay", { ...days, price: money(service.withTax) }),
    },
    {
      label: t("configure.price.due"),
      value: rich(installments ? "configure.price.dueWithPayment" : "configure.price.dueText", {
        price: <strong>{money(due.withTax)}</strong>,
      }),
    },
    {
      label: t("configure.price.full"),
      value: t("configure.price.fullText", { from: date(fullPriceFrom) }),
    },
    ...(installments
      ? [
          {
            label: t("configure.price.payments"),
            value: t("configure.price.paymentsText", {
              payments: installments.payments,
              total: money(installments.total),
              after: money(installments.monthlyAfter.withTax),
            }),
          },
        ]
      : []),
  ];
}
