import type { VpnOffers } from "#domain/catalog/offers.ts";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { PriceTable } from "./price-table.tsx";
import { NothingOffered } from "./prices.tsx";
import { linesFor, planHref } from "./product-texts.ts";
import { FeePrices } from "./sim-prices.tsx";

export function VpnPrices({ plans, configure }: Omit<VpnOffers, "from"> & { configure?: string }) {
  const { t, language } = useI18n();
  if (plans.length === 0) return <NothingOffered />;
  const fees = plans.flatMap(({ activation }) => activation ?? []);
  const distinct = fees.filter(({ sku }, index) => fees.findIndex((fee) => fee.sku === sku) === index);
  return (
    <div className="cols half">
      <Sheet title={t("shop.vpn.title")} titleId="plans">
        <div className="sheet-body">
          <PriceTable
            caption={t("shop.vpn.title")}
            head={[t("shop.table.plan"), t("shop.table.monthly")]}
            rows={plans.map(({ sku, region, features, monthly }) => ({
              sku,
              title: t(`shop.region.${region}`),
              href: planHref(configure, { sku }),
              notes: linesFor(language, features),
              price: monthly,
            }))}
          />
        </div>
      </Sheet>
      <FeePrices fees={distinct.map((fee) => ({ ...fee, title: t("shop.vpnFee") }))} />
    </div>
  );
}
