import { useLocation } from "@remix-run/react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icon-names.ts";

type NavKey = "home" | "services" | "billing" | "account" | "invoices" | "payments" | "statement" | "orders";

type Item = { to: string; key: NavKey; icon: IconName; sub?: { to: string; key: NavKey }[] };

/** Only pages that exist. Sub-items show in the side column of wide windows. */
const ITEMS: Item[] = [
  { to: "/account", key: "home", icon: "house" },
  {
    to: "/account/services",
    key: "services",
    icon: "layout-grid",
    sub: [{ to: "/account/orders", key: "orders" }],
  },
  {
    to: "/account/billing",
    key: "billing",
    icon: "receipt-text",
    sub: [
      { to: "/account/billing/invoices", key: "invoices" },
      { to: "/account/billing/payments", key: "payments" },
      { to: "/account/billing/statement", key: "statement" },
    ],
  },
  { to: "/account/settings", key: "account", icon: "circle-user-round" },
];

export function MainNav() {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const current = (to: string) => {
    if (pathname === to) return "page";
    return to !== "/account" && pathname.startsWith(`${to}/`) ? "true" : undefined;
  };
  const currentItem = ({ to, sub = [] }: Item) =>
    current(to) ?? (sub.some((each) => current(each.to)) ? "true" : undefined);
  return (
    <nav className="nav" aria-label={t("nav.main")}>
      <ul>
        {ITEMS.flatMap((item) => [
          <li key={item.to}>
            <a href={item.to} aria-current={currentItem(item)}>
              <Icon name={item.icon} />
              {t(`nav.${item.key}`)}
            </a>
          </li>,
          ...(item.sub ?? []).map((sub) => (
            <li key={sub.to} className="more sub">
              <a href={sub.to} aria-current={current(sub.to)}>
                {t(`nav.${sub.key}`)}
              </a>
            </li>
          )),
        ])}
      </ul>
    </nav>
  );
}
