import type { Addon, Installation, InternetPlan, SimPlan, VpnPlan } from "#domain/catalog/offers.ts";
import type { Price } from "#domain/catalog/price.ts";
import type { Choice } from "~/components/forms/choice-field.tsx";
import { addonName, simPlanName } from "~/features/shop/product-texts.ts";
import type { I18n } from "~/platform/i18n/i18n.tsx";

/** What is offered as choices of a form: what it is, and under it what to pay first (JP-MO-2). */

export function simPlanChoice(plan: SimPlan, i18n: I18n): Choice {
  const { t } = i18n;
  return {
    value: plan.sku,
    label: simPlanName(plan, i18n),
    notes: [
      t("configure.plan.price", amounts(plan.monthly, i18n)),
      ...(plan.isFamily ? [t("configure.plan.family")] : []),
    ],
  };
}

export function internetPlanChoice({ sku, tier, monthly }: InternetPlan, i18n: I18n): Choice {
  const { t } = i18n;
  return {
    value: sku,
    label: t(`shop.tier.${tier}`),
    notes: [
      t("configure.plan.price", amounts(monthly, i18n)),
      ...(tier === "platinum" ? [t("configure.plan.router")] : []),
    ],
  };
}

export function vpnPlanChoice({ sku, region, monthly, activation }: VpnPlan, i18n: I18n): Choice {
  const { t, money } = i18n;
  return {
    value: sku,
    label: t(`shop.region.${region}`),
    notes: [
      t("configure.plan.price", amounts(monthly, i18n)),
      ...(activation ? [t("configure.plan.fee", { price: money(activation.price.withTax) })] : []),
    ],
  };
}

export function installationChoice({ sku, payments, price, total }: Installation, i18n: I18n): Choice {
  const { t, money } = i18n;
  if (payments === 1)
    return {
      value: sku,
      label: t("shop.payments.once"),
      notes: [t("configure.addons.once", amounts(price, i18n))],
    };
  return {
    value: sku,
    label: t("shop.payments.monthly", { payments }),
    notes: [t("configure.installation.note", { price: money(price.withTax), total: money(total) })],
  };
}

export function addonChoice(addon: Addon, i18n: I18n): Choice {
  const { t } = i18n;
  const { sku, cycle, price, setup } = addon;
  return {
    value: sku,
    label: addonName(addon, i18n),
    notes: [
      t(cycle === "monthly" ? "configure.addons.monthly" : "configure.addons.once", amounts(price, i18n)),
      ...(setup ? [t("configure.addons.setup", amounts(setup.price, i18n))] : []),
    ],
  };
}

function amounts({ withTax, withoutTax }: Price, { money }: I18n) {
  return { price: money(withTax), net: money(withoutTax) };
}
