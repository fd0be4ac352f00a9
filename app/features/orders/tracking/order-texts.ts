import type { CartLine, NamedProduct } from "#domain/orders/cart.ts";
import type { CustomerOrder, OrderLine } from "#domain/orders/customer-order.ts";
import type { Tone } from "~/components/ui/badge.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { addonName } from "~/features/shop/product-texts.ts";
import type { I18n } from "~/platform/i18n/i18n.tsx";

export const ORDER_LOOKS: Record<CustomerOrder["label"], { tone: Tone; icon: IconName }> = {
  under_review: { tone: "info", icon: "clock" },
  setting_up: { tone: "info", icon: "clock" },
  scheduled: { tone: "info", icon: "clock" },
  needs_attention: { tone: "caution", icon: "triangle-alert" },
  active: { tone: "positive", icon: "circle-check" },
  cancelling: { tone: "neutral", icon: "ban" },
  not_accepted: { tone: "neutral", icon: "ban" },
  cancelled: { tone: "neutral", icon: "ban" },
  unknown: { tone: "neutral", icon: "circle-question-mark" },
};

export const ORDER_ICONS: Record<CustomerOrder["kind"], IconName> = {
  internet: "wifi",
  sim: "card-sim",
  vpn: "router",
  unknown: "circle-question-mark",
};

export function orderKind({ kind }: Pick<CustomerOrder, "kind">, { t }: I18n): string {
  return kind === "unknown" ? t("orders.kind.unknown") : t(`shop.${kind}.title`);
}

/** What a line is, in the page's language; a product that the catalogue no longer has keeps the name that staff gave it. */
export function lineTitle({ sku, name }: OrderLine, products: readonly NamedProduct[], i18n: I18n): string {
  const product = products.find((each) => each.sku === sku);
  return product ? productTitle(product, i18n) : name;
}

export function cartLineTitle(
  { subject, sku, name }: Pick<CartLine, "subject" | "sku" | "name">,
  i18n: I18n,
): string {
  return productTitle({ ...subject, sku, name }, i18n);
}

function productTitle(product: NamedProduct, i18n: I18n): string {
  const { t } = i18n;
  switch (product.kind) {
    case "internet_plan":
      return `${t(`shop.offering.${product.offering}`)} · ${t(`shop.tier.${product.tier}`)}`;
    case "installation":
      return t("shop.installation");
    case "sim_plan":
      return product.dataGb === null
        ? t("shop.plan.voice")
        : `${t(`shop.plans.${product.planType}`)} · ${t("shop.plan.data", { size: product.dataGb })}`;
    case "sim_activation":
      return t("shop.simFee");
    case "vpn_plan":
      return `${t("shop.vpn.title")} · ${t(`shop.region.${product.region}`)}`;
    case "vpn_activation":
      return t("shop.vpnFee");
    case "internet_addon":
    case "sim_addon":
      return addonName(product, i18n);
  }
}
