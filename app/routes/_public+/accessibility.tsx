import { Bullets, Facts, LegalPage, LegalSection } from "~/components/public/legal-page.tsx";
import { publicHeaders } from "~/components/public/public-page.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("access.title")),
}));

const CARE = ["keyboard", "zoom", "colour", "signIn", "charts"] as const;

/** The policy and result in the form of the committee's guideline (JP-AX-1), and the offer of another way (JP-AX-2). */
export default function Accessibility() {
  const { t, brand } = useI18n();
  const contact = { phone: brand.phone, hours: brand.hours, email: brand.supportEmail };
  return (
    <LegalPage title={t("access.title")} lead={t("access.lead")} updated="2026-11-24">
      <LegalSection title={t("access.policy.title")}>
        <p>{t("access.policy.body")}</p>
      </LegalSection>
      <LegalSection title={t("access.status.title")}>
        <Facts
          rows={[
            { label: t("access.status.label"), value: t("access.status.value") },
            { label: t("access.status.level"), value: t("access.status.levelValue") },
            { label: t("access.status.scope"), value: t("access.status.scopeValue") },
            { label: t("access.status.test"), value: t("access.status.testValue") },
          ]}
        />
      </LegalSection>
      <LegalSection title={t("access.done.title")}>
        <Bullets items={CARE.map((item) => t(`access.done.${item}`))} />
      </LegalSection>
      <LegalSection title={t("access.known.title")}>
        <p>{t("access.known.body")}</p>
      </LegalSection>
      <LegalSection title={t("access.contact.title")}>
        <p>{t("access.contact.body", contact)}</p>
      </LegalSection>
    </LegalPage>
  );
}
