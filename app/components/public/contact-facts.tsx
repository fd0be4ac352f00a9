import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Facts } from "./legal-page.tsx";

export function PhoneLink() {
  const { brand } = useI18n();
  return (
    <a className="nb num" href={`tel:${brand.phone.replaceAll(/[^\d+]/g, "")}`}>
      {brand.phone}
    </a>
  );
}

export function EmailLink() {
  const { brand } = useI18n();
  return <a href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</a>;
}

/** Phone, hours, e-mail: the same facts on every page that asks people to get in touch. */
export function ContactFacts() {
  const { t, brand } = useI18n();
  return (
    <Facts
      rows={[
        { label: t("contact.phone"), value: <PhoneLink /> },
        { label: t("contact.hours"), value: brand.hours },
        { label: t("contact.email"), value: <EmailLink /> },
      ]}
    />
  );
}
