import type { GrossPrice } from "#domain/catalog/price.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { ContactFacts } from "~/components/public/contact-facts.tsx";
import { Badge } from "~/components/ui/badge.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Prices } from "./prices.tsx";

export type FromPrices = Record<ServiceKind, GrossPrice | null>;

const CARDS = [
  { key: "internet", icon: "wifi" },
  { key: "sim", icon: "card-sim" },
  { key: "vpn", icon: "router" },
  { key: "business", icon: "building-2" },
  { key: "onsite", icon: "wrench" },
] as const satisfies { key: string; icon: IconName }[];

/** Everything there is, with the lowest price of each; also while prices cannot be shown. */
export function ServicesPage({ from }: { from: Part<FromPrices> }) {
  const { t, rich } = useI18n();
  return (
    <>
      <PageHeader title={t("shop.title")} answer={rich("shop.lead")} />
      <div className="stack">
        <section className="sheet" aria-label={t("shop.services")}>
          <ul className="offers">
            {CARDS.map(({ key, icon }) => (
              <li key={key}>
                <Icon name={icon} />
                <div>
                  <h2>
                    <a href={`/services/${key}`}>{t(`shop.${key}.title`)}</a>
                  </h2>
                  <p>{t(`shop.${key}.body`)}</p>
                  {key === "business" || key === "onsite" || from.state === "unavailable" ? null : (
                    <FromPrice price={from.value[key]} isFree={key === "sim"} />
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
        <Prices part={from} here="/services">
          {() => null}
        </Prices>
        <ChoosingHelp />
      </div>
    </>
  );
}

/** The lowest price of a kind; nothing while there is none. */
export function FromPrice({ price, isFree }: { price: GrossPrice | null; isFree: boolean }) {
  const { t, rich, money } = useI18n();
  if (price === null) return null;
  return (
    <p className="offer-price">
      <span>{rich("shop.from", { price: <span className="nb num">{money(price)}</span> })}</span>
      {isFree ? (
        <Badge tone="positive" icon="circle-check">
          {t("shop.firstMonthFree")}
        </Badge>
      ) : null}
    </p>
  );
}

export function ChoosingHelp() {
  const { t } = useI18n();
  return (
    <section className="block-section" id="contact">
      <h2>{t("shop.help")}</h2>
      <p>{t("shop.helpText")}</p>
      <div className="gap-top">
        <ContactFacts />
      </div>
      <div className="btns gap-top">
        <LinkButton href="/auth/login">{t("shop.signIn")}</LinkButton>
      </div>
    </section>
  );
}
