import type { CartLine } from "#domain/orders/cart.ts";
import { addonName } from "~/features/catalog/product-texts.ts";
import type { I18n } from "~/platform/i18n/i18n.tsx";

/** What a line of a cart is, in the page's language. */
export function cartLineTitle({ subject, sku, name }: CartLine, i18n: I18n): string {
  const { t } = i18n;
  switch (subject.kind) {
    case "internet_plan":
      return `${t(`shop.offering.${subject.offering}`)} · ${t(`shop.tier.${subject.tier}`)}`;
    case "installation":
      return t("shop.installation");
    case "sim_plan":
      return subject.dataGb === null
        ? t("shop.plan.voice")
        : `${t(`shop.plans.${subject.planType}`)} · ${t("shop.plan.data", { size: subject.dataGb })}`;
    case "sim_activation":
      return t("shop.simFee");
    case "vpn_plan":
      return `${t("shop.vpn.title")} · ${t(`shop.region.${subject.region}`)}`;
    case "vpn_activation":
      return t("shop.vpnFee");
    case "internet_addon":
    case "sim_addon":
      return addonName({ sku, name }, i18n);
  }
}
