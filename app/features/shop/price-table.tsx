import type { Price } from "#domain/catalog/price.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type PriceRow = {
  sku: string;
  title: string;
  /** Where an order of it begins. */
  href?: string | undefined;
  notes?: readonly string[];
  price: Price;
  /** The amount in a few words, where it is not one a month. */
  amount?: string;
  /** All payments together, or what comes on top. */
  more?: string | undefined;
};

/** What to pay first, with the price without tax under it (JP-MO-2). Two columns, so that it stays a table on phones. */
export function PriceTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: [string, string];
  rows: PriceRow[];
}) {
  const { t, money } = useI18n();
  return (
    <table className="tbl plain prices">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col" className="r">
            {head[1]}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ sku, title, href, notes = [], price, amount, more }) => (
          <tr key={sku}>
            <th scope="row" className="c-main">
              {href === undefined ? (
                title
              ) : (
                <a href={href} aria-label={t("shop.choose", { plan: title })}>
                  {title}
                </a>
              )}
              {notes.map((note) => (
                <span key={note} className="sub">
                  {note}
                </span>
              ))}
            </th>
            <td className="r c-money num">
              {amount ?? money(price.withTax)}
              <span className="sub">{t("shop.price.net", { price: money(price.withoutTax) })}</span>
              {more === undefined ? null : <span className="sub">{more}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
