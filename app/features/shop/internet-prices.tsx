import type { Addon, Installation, InternetOffers, InternetPlan } from "#domain/catalog/offers.ts";
import type { OFFERINGS } from "#domain/catalog/schema.ts";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { PriceTable, type PriceRow } from "./price-table.tsx";
import { NothingOffered } from "./prices.tsx";
import { addonName, linesFor, planHref } from "./product-texts.ts";

const BUILDINGS = [
  { key: "home", offerings: ["home_10g", "home_1g"] },
  { key: "apartment", offerings: ["apartment_1g", "apartment_100m"] },
] as const satisfies { key: string; offerings: readonly (typeof OFFERINGS)[number][] }[];

/** Plans by building and line, then what comes with every one of them. */
export function InternetPrices({
  plans,
  installations,
  addons,
  configure,
}: Omit<InternetOffers, "from"> & { configure?: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  if (plans.length === 0) return <NothingOffered />;
  return (
    <>
      <div className="cols half">
        {BUILDINGS.map(({ key, offerings }) => ({
          key,
          lines: offerings
            .map((offering) => ({ offering, rows: plans.filter((plan) => plan.offering === offering) }))
            .filter(({ rows }) => rows.length > 0),
        }))
          .filter(({ lines }) => lines.length > 0)
          .map(({ key, lines }) => (
            <Sheet key={key} title={t(`shop.building.${key}`)} titleId={key}>
              <div className="sheet-body price-lists">
                {lines.map(({ offering, rows }) => (
                  <div key={offering}>
                    <h3>{t(`shop.offering.${offering}`)}</h3>
                    <PriceTable
                      caption={t(`shop.offering.${offering}`)}
                      head={[t("shop.table.plan"), t("shop.table.monthly")]}
                      rows={rows.map((plan) => ({ ...planRow(plan, i18n), href: planHref(configure, plan) }))}
                    />
                  </div>
                ))}
              </div>
            </Sheet>
          ))}
      </div>
      <p className="small muted">{t("shop.speed")}</p>
      <div className="cols half">
        <Sheet title={t("shop.installation")} titleId="installation">
          <div className="sheet-body">
            <p>{t("shop.installationLead")}</p>
            <PriceTable
              caption={t("shop.installation")}
              head={[t("shop.table.item"), t("shop.table.price")]}
              rows={installations.map((installation) => installationRow(installation, i18n))}
            />
          </div>
        </Sheet>
        <AddonPrices addons={addons} />
      </div>
    </>
  );
}

export function AddonPrices({ addons, note }: { addons: Addon[]; note?: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  if (addons.length === 0) return null;
  return (
    <Sheet title={t("shop.addons")} titleId="addons">
      <div className="sheet-body">
        {note === undefined ? null : <p>{note}</p>}
        <PriceTable
          caption={t("shop.addons")}
          head={[t("shop.table.item"), t("shop.table.price")]}
          rows={addons.map((addon) => addonRow(addon, i18n))}
        />
      </div>
    </Sheet>
  );
}

function planRow({ sku, tier, features, monthly }: InternetPlan, { t, language }: I18n): PriceRow {
  return { sku, title: t(`shop.tier.${tier}`), notes: linesFor(language, features), price: monthly };
}

function installationRow({ sku, payments, price, total }: Installation, { t, money }: I18n): PriceRow {
  if (payments === 1) return { sku, title: t("shop.payments.once"), price };
  return {
    sku,
    title: t("shop.payments.monthly", { payments }),
    price,
    amount: t("shop.price.payments", { price: money(price.withTax), payments }),
    more: t("shop.price.total", { price: money(total) }),
  };
}

function addonRow(addon: Addon, i18n: I18n): PriceRow {
  const { t, money } = i18n;
  const { sku, cycle, price, setup } = addon;
  return {
    sku,
    title: addonName(addon, i18n),
    price,
    amount: t(cycle === "monthly" ? "shop.price.aMonth" : "shop.price.once", { price: money(price.withTax) }),
    more: setup ? t("shop.addonSetup", { price: money(setup.price.withTax) }) : undefined,
  };
}
