import { Bullets, Facts, LegalPage, LegalSection } from "~/components/public/legal-page.tsx";
import { publicHeaders } from "~/components/public/public-page.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("privacy.title")),
}));

const PURPOSES = ["account", "billing", "contract", "offers", "protection", "contact", "operation"] as const;
const COOKIES = ["session", "form", "device", "preference"] as const;
const PRACTICE = ["third", "outsourcing", "security", "secrecy", "requests", "complaints"] as const;

/** The headings of JP-PI-1, filled with what this portal does and nothing else. */
export default function Privacy() {
  const { t, rich, brand } = useI18n();
  return (
    <LegalPage title={t("privacy.title")} lead={t("privacy.lead")} updated="2026-11-24">
      <LegalSection title={t("privacy.operator.title")}>
        <Facts
          rows={[
            { label: t("privacy.operator.name"), value: brand.legalName },
            { label: t("privacy.operator.address"), value: brand.postalAddress },
            { label: t("privacy.operator.representative"), value: brand.representative },
          ]}
        />
      </LegalSection>
      <LegalSection title={t("privacy.purposes.title")}>
        <p>{t("privacy.purposes.intro")}</p>
        <Bullets items={PURPOSES.map((purpose) => t(`privacy.purposes.${purpose}`))} />
      </LegalSection>
      <LegalSection title={t("privacy.cards.title")}>
        <p>{t("privacy.cards.body")}</p>
      </LegalSection>
      <LegalSection title={t("privacy.cookies.title")}>
        <p>{t("privacy.cookies.intro")}</p>
        <Bullets items={COOKIES.map((cookie) => t(`privacy.cookies.${cookie}`))} />
      </LegalSection>
      {PRACTICE.map((section) => (
        <LegalSection key={section} title={t(`privacy.${section}.title`)}>
          <p>
            {rich(`privacy.${section}.body`, {
              company: brand.legalName,
              phone: brand.phone,
              hours: brand.hours,
              email: brand.supportEmail,
              link: (text) => <a href="/external-transmission">{text}</a>,
            })}
          </p>
        </LegalSection>
      ))}
    </LegalPage>
  );
}
