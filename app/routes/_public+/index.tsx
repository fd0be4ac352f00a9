import { ContactFacts } from "~/components/public/contact-facts.tsx";
import { publicHeaders } from "~/components/public/public-page.ts";
import { Icon } from "~/components/ui/icon.tsx";
import { LinkButton } from "~/components/ui/link.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("landing.pageTitle")),
}));

const SERVICES = [
  { key: "internet", icon: "wifi" },
  { key: "sim", icon: "card-sim" },
  { key: "vpn", icon: "router" },
] as const;

const STEPS = [
  { key: "see", icon: "receipt-text" },
  { key: "pay", icon: "credit-card" },
  { key: "keep", icon: "download" },
] as const;

export default function Landing() {
  const { t, brand } = useI18n();
  return (
    <>
      <div className="hero">
        <h1>{t("landing.title")}</h1>
        <p>{t("landing.lead", { brand: brand.name })}</p>
        <div className="btns">
          <LinkButton href="/auth/login" kind="primary">
            {t("landing.signIn")}
          </LinkButton>
          <LinkButton href="/auth/get-started">{t("landing.start")}</LinkButton>
          <LinkButton href="/services">{t("shop.title")}</LinkButton>
          <LinkButton href="/help">{t("landing.help")}</LinkButton>
        </div>
      </div>

      <section className="block-section">
        <h2>{t("landing.services")}</h2>
        <div className="sheet">
          <ul className="offers">
            {SERVICES.map(({ key, icon }) => (
              <li key={key}>
                <Icon name={icon} />
                <div>
                  <h3>
                    <a href={`/services/${key}`}>{t(`landing.${key}.title`)}</a>
                  </h3>
                  <p>{t(`landing.${key}.body`)}</p>
                </div>
              </li>
            ))}
          </ul>
        </div>
        <p className="gap-top">{t("landing.order")}</p>
      </section>

      <section className="block-section">
        <h2>{t("landing.how")}</h2>
        <ol className="points">
          {STEPS.map(({ key, icon }) => (
            <li key={key}>
              <Icon name={icon} />
              <h3>{t(`landing.${key}.title`)}</h3>
              <p>{t(`landing.${key}.body`)}</p>
            </li>
          ))}
        </ol>
      </section>

      <section className="block-section">
        <h2>{t("landing.contact")}</h2>
        <ContactFacts />
      </section>
    </>
  );
}
