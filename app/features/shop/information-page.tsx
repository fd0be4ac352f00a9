import { PageHeader } from "~/components/layout/page-header.tsx";
import { Bullets } from "~/components/public/legal-page.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { ChoosingHelp } from "./services-page.tsx";

/** A page about a service without a price list: what it is, and how to come by it. */
export function InformationPage({ topic }: { topic: "business" | "onsite" }) {
  const { t, rich } = useI18n();
  const offered =
    topic === "business"
      ? (["line", "sims", "invoice", "portal"] as const).map((item) => t(`shop.business.${item}`))
      : (["router", "devices", "move"] as const).map((item) => t(`shop.onsite.${item}`));
  return (
    <>
      <PageHeader
        title={t(`shop.${topic}.title`)}
        answer={rich(`shop.${topic}.lead`)}
        crumbs={[{ to: "/services", label: t("shop.title") }]}
        actions={
          <LinkButton href="#contact" kind="primary">
            {t("shop.contact")}
          </LinkButton>
        }
      />
      <div className="stack">
        <div className="prose">
          <h2>{t(`shop.${topic}.offer`)}</h2>
          <Bullets items={offered} />
          <h2>{t(`shop.${topic}.how`)}</h2>
          <p>{t(`shop.${topic}.howText`)}</p>
        </div>
        <ChoosingHelp />
      </div>
    </>
  );
}
