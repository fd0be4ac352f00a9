import { useI18n } from "~/platform/i18n/i18n.tsx";

export function Footer() {
  const { t, brand } = useI18n();
  return (
    <footer className="foot">
      <a href="/terms">{t("footer.terms")}</a>
      <a href="/privacy">{t("footer.privacy")}</a>
      <a href="/external-transmission">{t("footer.externalTransmission")}</a>
      <a href="/commercial-transactions">{t("footer.commercialTransactions")}</a>
      <a href="/accessibility">{t("footer.accessibility")}</a>
      <a href="/status">{t("footer.status")}</a>
      <span>{t("footer.support", { phone: brand.phone, hours: brand.hours })}</span>
    </footer>
  );
}
