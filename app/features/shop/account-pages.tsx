import type { ReactNode } from "react";
import type { Eligibility } from "#domain/catalog/eligibility.ts";
import type { InternetOffers, SimOffers, VpnOffers } from "#domain/catalog/offers.ts";
import { SERVICE_KINDS, type ServiceKind } from "#domain/catalog/schema.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { JapaneseAddress } from "#domain/users/customer.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Icon } from "~/components/ui/icon.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { LinkButton } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { Live } from "~/features/events/live.tsx";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { AvailabilityForm } from "./availability-form.tsx";
import { EligibilitySheet, eligibilityTitle } from "./eligibility-sheet.tsx";
import { InternetPrices } from "./internet-prices.tsx";
import { Prices } from "./prices.tsx";
import { FromPrice, type FromPrices } from "./services-page.tsx";
import { SimPrices } from "./sim-prices.tsx";
import { TermsFacts } from "./terms-facts.tsx";
import { VpnPrices } from "./vpn-prices.tsx";

/** Active services by kind; null: could not be read. */
export type ActiveCounts = Record<ServiceKind, number | null>;

const ICONS: Record<ServiceKind, IconName> = { internet: "wifi", sim: "card-sim", vpn: "router" };
const SHOP = "/account/services";
const configureHref = (kind: ServiceKind) => `${SHOP}/${kind}/configure`;

export function AccountServicesPage({
  from,
  active,
  unreadable,
  eligibility,
}: {
  from: Part<FromPrices>;
  active: ActiveCounts;
  /** Services of the customer that cannot be read, of whatever kind. */
  unreadable: number;
  eligibility: Part<Eligibility>;
}) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader
        title={t("shop.account.title")}
        answer={t("shop.account.lead")}
        actions={<LinkButton href="/account/orders">{t("orders.all")}</LinkButton>}
      />
      <div className="stack">
        {unreadable === 0 ? null : <p role="note">{t("shop.unreadable", { count: unreadable })}</p>}
        <section className="sheet" aria-label={t("shop.services")}>
          <ul className="offers">
            {SERVICE_KINDS.map((kind) => (
              <li key={kind}>
                <Icon name={ICONS[kind]} />
                <div>
                  <h2>
                    <a href={`${SHOP}/${kind}`}>{t(`shop.${kind}.title`)}</a>
                  </h2>
                  <p>
                    <ActiveText count={active[kind]} />
                  </p>
                  {kind === "internet" && eligibility.state === "ready" ? (
                    <p>{eligibilityTitle(eligibility.value.status, t)}</p>
                  ) : null}
                  {from.state === "ready" ? (
                    <FromPrice price={from.value[kind]} isFree={kind === "sim"} />
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </section>
        <Prices part={from} here={SHOP}>
          {() => null}
        </Prices>
      </div>
    </>
  );
}

function ActiveText({ count }: { count: number | null }) {
  const { t, rich } = useI18n();
  if (count === null) return <>{t("shop.active.unknown")}</>;
  return <>{count === 0 ? t("shop.active.none") : rich("shop.active.count", { count })}</>;
}

type ShopPageProps = {
  kind: ServiceKind;
  active: number | null;
  today: CalendarDate;
  /** Something is offered, so that an order can be begun. */
  canConfigure: boolean;
  children: ReactNode;
};

/** The frame of one kind: what the customer has first, the terms last. */
function ShopPage({ kind, active, today, canConfigure, children }: ShopPageProps) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader
        title={t(`shop.${kind}.title`)}
        answer={<ActiveText count={active} />}
        actions={
          canConfigure ? (
            <LinkButton href={configureHref(kind)} kind="primary">
              {t("shop.configure")}
            </LinkButton>
          ) : null
        }
        crumbs={[{ to: SHOP, label: t("shop.account.title") }]}
      />
      <div className="stack">
        {children}
        <TermsFacts kind={kind} today={today} />
      </div>
    </>
  );
}

export type AccountInternetPageProps = {
  active: number | null;
  eligibility: Part<Eligibility>;
  /** Read only while nobody has asked for it to be checked; null otherwise. */
  address: Part<JapaneseAddress | null> | null;
  idempotencyKey: string;
  /** What the address can get; null unless it is eligible. */
  offers: Part<InternetOffers | null>;
  today: CalendarDate;
};

export function AccountInternetPage({
  active,
  eligibility,
  address,
  idempotencyKey,
  offers,
  today,
}: AccountInternetPageProps) {
  const { t, rich } = useI18n();
  const isPending = eligibility.state === "ready" && eligibility.value.status === "pending";
  const isEligible = eligibility.state === "ready" && eligibility.value.status === "eligible";
  const hasLine = active !== null && active > 0;
  const canConfigure = isEligible && hasPlansOf(offers) && !hasLine;
  return (
    <Live on={isPending ? "account.eligibility.changed" : null}>
      <ShopPage kind="internet" active={active} today={today} canConfigure={canConfigure}>
        {hasLine ? <Notice tone="info">{t("shop.internet.active")}</Notice> : null}
        {address === null ? null : (
          <p>{rich("shop.gate.availability", { link: (text) => <a href="#availability">{text}</a> })}</p>
        )}
        <EligibilitySheet part={eligibility} here={`${SHOP}/internet`} />
        {address?.state === "ready" ? (
          <AvailabilityForm address={address.value} idempotencyKey={idempotencyKey} />
        ) : null}
        {isEligible ? (
          <Prices part={offers} here={`${SHOP}/internet`}>
            {(known) =>
              known === null ? null : (
                <InternetPrices
                  {...known}
                  {...(canConfigure ? { configure: configureHref("internet") } : {})}
                />
              )
            }
          </Prices>
        ) : null}
      </ShopPage>
    </Live>
  );
}

export function AccountSimPage({
  active,
  offers,
  today,
}: {
  active: number | null;
  offers: Part<SimOffers>;
  today: CalendarDate;
}) {
  const { t } = useI18n();
  const hasFamily = offers.state === "ready" && offers.value.plans.some(({ isFamily }) => isFamily);
  return (
    <ShopPage kind="sim" active={active} today={today} canConfigure={hasPlansOf(offers)}>
      {hasFamily ? (
        <Notice tone="positive" title={t("shop.sim.familyTitle")}>
          {t("shop.sim.familyBody")}
        </Notice>
      ) : null}
      {active === 0 && offers.state === "ready" ? <p>{t("shop.gate.family")}</p> : null}
      {active === null && offers.state === "ready" ? (
        <Notice tone="caution">{t("shop.sim.unknown")}</Notice>
      ) : null}
      <Prices part={offers} here={`${SHOP}/sim`}>
        {(known) => <SimPrices {...known} configure={configureHref("sim")} />}
      </Prices>
    </ShopPage>
  );
}

export function AccountVpnPage({
  active,
  offers,
  today,
}: {
  active: number | null;
  offers: Part<VpnOffers>;
  today: CalendarDate;
}) {
  return (
    <ShopPage kind="vpn" active={active} today={today} canConfigure={hasPlansOf(offers)}>
      <Prices part={offers} here={`${SHOP}/vpn`}>
        {(known) => <VpnPrices {...known} configure={configureHref("vpn")} />}
      </Prices>
    </ShopPage>
  );
}

function hasPlansOf(offers: Part<{ plans: readonly unknown[] } | null>): boolean {
  return offers.state === "ready" && offers.value !== null && offers.value.plans.length > 0;
}
