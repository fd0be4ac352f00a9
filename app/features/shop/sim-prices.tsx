import type { Fee, SimOffers, SimPlan } from "#domain/catalog/offers.ts";
import { SIM_PLAN_TYPES } from "#domain/catalog/schema.ts";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { AddonPrices } from "./internet-prices.tsx";
import { PriceTable, type PriceRow } from "./price-table.tsx";
import { NothingOffered } from "./prices.tsx";
import { linesFor, planHref, simPlanName } from "./product-texts.ts";

/** `configure`: the page where an order of a plan begins; left out, there are prices alone. */
export function SimPrices({
  plans,
  activation,
  addons,
  configure,
}: Omit<SimOffers, "from"> & { configure?: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  if (plans.length === 0) return <NothingOffered />;
  return (
    <div className="cols half">
      {SIM_PLAN_TYPES.map((type) => ({ type, rows: plans.filter(({ planType }) => planType === type) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ type, rows }) => (
          <Sheet key={type} title={t(`shop.plans.${type}`)} titleId={type}>
            <div className="sheet-body">
              <PriceTable
                caption={t(`shop.plans.${type}`)}
                head={[t("shop.table.plan"), t("shop.table.monthly")]}
                rows={rows.map((plan) => ({ ...planRow(plan, i18n), href: planHref(configure, plan) }))}
              />
              {type === "data_only" ? <p className="hint gap-top">{t("shop.plan.emergency")}</p> : null}
            </div>
          </Sheet>
        ))}
      <FeePrices fees={activation ? [{ ...activation, title: t("shop.simFee") }] : []} />
      <AddonPrices addons={addons} note={t("shop.simAddonsNote")} />
    </div>
  );
}

function planRow(plan: SimPlan, i18n: I18n): PriceRow {
  const { t, language } = i18n;
  const title = simPlanName(plan, i18n);
  const lines = linesFor(language, plan.features).filter((line) => line !== title);
  return {
    sku: plan.sku,
    title,
    notes: plan.isFamily ? [t("shop.plan.family"), ...lines] : lines,
    price: plan.monthly,
  };
}

/** What is paid once for each of what was ordered. */
export function FeePrices({ fees }: { fees: (Fee & { title: string })[] }) {
  const { t } = useI18n();
  if (fees.length === 0) return null;
  return (
    <Sheet title={t("shop.fees")} titleId="fees">
      <div className="sheet-body">
        <PriceTable
          caption={t("shop.fees")}
          head={[t("shop.table.item"), t("shop.table.price")]}
          rows={fees.map(({ sku, title, price }) => ({ sku, title, price }))}
        />
      </div>
    </Sheet>
  );
}
