import type { Price } from "#domain/catalog/price.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** One sum below a table of prices, for a list of terms; nothing where there is none. */
export function PriceTotal({ name, price }: { name: string; price: Price | null }) {
  const { t, money } = useI18n();
  if (price === null) return null;
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
