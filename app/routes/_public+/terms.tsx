import { LegalPage, LegalSection } from "~/components/public/legal-page.tsx";
import { publicHeaders } from "~/components/public/public-page.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("terms.title")),
}));

const SECTIONS = [
  "who",
  "what",
  "login",
  "figures",
  "use",
  "interruption",
  "privacy",
  "changes",
  "law",
] as const;

export default function Terms() {
  const { t, rich, brand } = useI18n();
  return (
    <LegalPage title={t("terms.title")} lead={t("terms.lead")} updated="2026-11-24">
      {SECTIONS.map((section) => (
        <LegalSection key={section} title={t(`terms.${section}.title`)}>
          <p>
            {rich(`terms.${section}.body`, {
              company: brand.legalName,
              address: brand.postalAddress,
              link: (text) => <a href="/privacy">{text}</a>,
            })}
          </p>
        </LegalSection>
      ))}
    </LegalPage>
  );
}
