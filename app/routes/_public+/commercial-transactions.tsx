import { EmailLink, PhoneLink } from "~/components/public/contact-facts.tsx";
import { Facts, LegalPage } from "~/components/public/legal-page.tsx";
import { publicHeaders } from "~/components/public/public-page.ts";
import { pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import { forVisitor } from "~/platform/page/route.server.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export const headers = publicHeaders;
export const loader = forVisitor(({ context }) => ({
  title: pageTitle(context, translatorOf(context).t("trade.title")),
}));

const CONDITIONS = [
  "price",
  "costs",
  "payment",
  "when",
  "start",
  "application",
  "returns",
  "subscription",
  "conditions",
  "environment",
] as const;

/** Every item of JP-SC-1, in its order. */
export default function CommercialTransactions() {
  const { t, brand } = useI18n();
  return (
    <LegalPage title={t("trade.title")} lead={t("trade.lead")} updated="2026-11-24">
      <Facts
        rows={[
          { label: t("trade.seller"), value: brand.legalName },
          { label: t("trade.manager"), value: brand.representative },
          { label: t("trade.address"), value: brand.postalAddress },
          { label: t("trade.phone"), value: <PhoneLink /> },
          { label: t("contact.hours"), value: brand.hours },
          { label: t("trade.email"), value: <EmailLink /> },
          { label: t("trade.registration"), value: <span className="num">{brand.registrationNumber}</span> },
          ...CONDITIONS.map((condition) => ({
            label: t(`trade.${condition}`),
            value: t(`trade.${condition}Text`),
          })),
        ]}
      />
    </LegalPage>
  );
}
