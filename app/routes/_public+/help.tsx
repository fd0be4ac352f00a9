import { ContactFacts } from "~/components/public/contact-facts.tsx";
import { Facts, LegalSection } from "~/components/public/legal-page.tsx";
import { publicHeaders } from "~/components/public/public-page.ts";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("help.title")),
}));

const PAY_STEPS = ["help.pay1", "help.pay2", "help.pay3", "help.pay4"] as const;
const BILL_WORDS = ["due", "unpaid", "paid", "collections", "tax", "number", "unknown"] as const;

export default function Help() {
  const { t, rich, brand } = useI18n();
  return (
    <div className="prose">
      <PageHeader
        title={t("help.title")}
        answer={rich("help.lead", { phone: brand.phone, hours: brand.hours })}
      />
      <LegalSection title={t("help.contact")}>
        <ContactFacts />
        <p className="gap-top">{t("help.contactText")}</p>
        <p>{t("help.relay")}</p>
      </LegalSection>
      <LegalSection title={t("help.pay")}>
        <ol className="numbered">
          {PAY_STEPS.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ol>
        <p>{t("help.payDoubt")}</p>
      </LegalSection>
      <LegalSection title={t("help.bill")}>
        <Facts
          rows={BILL_WORDS.map((word) => ({
            label: t(`help.bill.${word}.title`),
            value: t(`help.bill.${word}.body`, { number: brand.registrationNumber }),
          }))}
        />
      </LegalSection>
      <LegalSection title={t("help.reference")}>
        <p>{t("help.referenceText")}</p>
      </LegalSection>
      <LegalSection title={t("help.signIn")}>
        <p>{t("help.signInText")}</p>
      </LegalSection>
    </div>
  );
}
