import type { ReactNode } from "react";
import type { GrossPrice } from "#domain/catalog/price.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import { firstMonthIsFree } from "#domain/catalog/terms.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Facts } from "~/components/public/legal-page.tsx";
import { Badge } from "~/components/ui/badge.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { getStartedHref } from "~/platform/page/return-to.ts";
import type { Part } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Prices } from "./prices.tsx";
import { ChoosingHelp } from "./services-page.tsx";
import { TermsFacts } from "./terms-facts.tsx";

const QUESTIONS = {
  internet: ["line", "visit", "router", "move"],
  sim: ["esim", "number", "identity", "family"],
  vpn: ["what", "setup", "watch"],
} as const satisfies Record<ServiceKind, readonly string[]>;

/** A public page about one kind of service: prices, what they mean, and questions. */
export function PricePage<Offers extends { from: GrossPrice | null }>({
  kind,
  today,
  offers,
  children,
}: {
  kind: ServiceKind;
  today: CalendarDate;
  offers: Part<Offers>;
  children: (offers: Offers) => ReactNode;
}) {
  const { t, rich, money } = useI18n();
  const from = offers.state === "ready" ? offers.value.from : null;
  return (
    <>
      <PageHeader
        title={t(`shop.${kind}.title`)}
        answer={
          <>
            {from === null
              ? t(`shop.${kind}.body`)
              : rich(`shop.${kind}.lead`, { price: <span className="nb num">{money(from)}</span> })}
            {firstMonthIsFree(kind, today) ? (
              <>
                {" "}
                <Badge tone="positive" icon="circle-check">
                  {t("shop.firstMonthFree")}
                </Badge>
              </>
            ) : null}
          </>
        }
        crumbs={[{ to: "/services", label: t("shop.title") }]}
        actions={
          <>
            {kind === "internet" ? (
              <LinkButton href="/services/internet/check-availability" kind="primary">
                {t("guest.check")}
              </LinkButton>
            ) : (
              <LinkButton href={getStartedHref(`/account/services/${kind}`)} kind="primary">
                {t("shop.getStarted")}
              </LinkButton>
            )}
            <LinkButton href={`/account/services/${kind}`}>{t("shop.orderAsCustomer")}</LinkButton>
          </>
        }
      />
      <div className="stack">
        <Prices part={offers} here={`/services/${kind}`}>
          {children}
        </Prices>
        {offers.state === "ready" ? (
          <p>
            <AsOf readAt={offers.readAt} stale={offers.staleSince !== null} />
          </p>
        ) : null}
        <TermsFacts kind={kind} today={today} />
        <Questions kind={kind} />
        <ChoosingHelp />
      </div>
    </>
  );
}

function Questions({ kind }: { kind: ServiceKind }) {
  const { t } = useI18n();
  const rows = (() => {
    switch (kind) {
      case "internet":
        return QUESTIONS.internet.map((key) => ({
          label: t(`shop.faq.internet.${key}`),
          value: t(`shop.faq.internet.${key}Text`),
        }));
      case "sim":
        return QUESTIONS.sim.map((key) => ({
          label: t(`shop.faq.sim.${key}`),
          value: t(`shop.faq.sim.${key}Text`),
        }));
      case "vpn":
        return QUESTIONS.vpn.map((key) => ({
          label: t(`shop.faq.vpn.${key}`),
          value: t(`shop.faq.vpn.${key}Text`),
        }));
    }
  })();
  return (
    <Sheet title={t("shop.faq")} titleId="faq">
      <div className="sheet-body">
        <Facts rows={rows} />
      </div>
    </Sheet>
  );
}
