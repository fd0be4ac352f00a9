import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { Cart, CartLine } from "#domain/orders/cart.ts";
import type { Price } from "#domain/catalog/price.ts";
import { Sheet } from "~/components/ui/sheet.tsx";
import { PriceTable } from "~/features/catalog/price-table.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { cartLineTitle } from "./cart-line-title.ts";

/** What was chosen, at the prices of now. */
export function CartSheet({ cart, kind }: { cart: Cart | null; kind: ServiceKind }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <Sheet
      title={t("checkout.cart")}
      titleId="cart"
      aside={<a href={`/account/services/${kind}/configure`}>{t("checkout.change")}</a>}
    >
      <div className="sheet-body">
        {cart === null ? (
          <p>{t("checkout.noCart")}</p>
        ) : (
          <>
            <PriceTable
              caption={t("checkout.cart")}
              head={[t("shop.table.item"), t("shop.table.price")]}
              rows={cart.lines.map((line) => ({
                sku: line.sku,
                title: cartLineTitle(line, i18n),
                price: line.price,
                amount: amountOf(line, i18n),
              }))}
            />
            <dl className="rows pair gap-top">
              <Total name={t("orders.total.monthly")} price={cart.monthly} />
              {cart.onetime === null ? null : <Total name={t("orders.total.onetime")} price={cart.onetime} />}
            </dl>
          </>
        )}
      </div>
    </Sheet>
  );
}

function amountOf({ cycle, price }: CartLine, { t, money }: ReturnType<typeof useI18n>): string {
  return t(cycle === "monthly" ? "shop.price.aMonth" : "shop.price.once", { price: money(price.withTax) });
}

function Total({ name, price }: { name: string; price: Price }) {
  const { t, money } = useI18n();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{money(price.withTax)}</strong>{" "}
        <span className="small muted">{t("shop.price.net", { price: money(price.withoutTax) })}</span>
      </dd>
    </div>
  );
}
