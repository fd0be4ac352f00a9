import { Facts, LegalPage, LegalSection } from "~/components/public/legal-page.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import type { ExternalTransmission } from "./external-transmissions.ts";

/** The public list of Article 27-12 (JP-TB-25), whatever stands in the data file: also that there is nothing to list. */
export function TransmissionsPage({ transmissions }: { transmissions: readonly ExternalTransmission[] }) {
  const { t, rich, language } = useI18n();
  const isNone = transmissions.length === 0;
  return (
    <LegalPage
      title={t("sending.title")}
      lead={isNone ? rich("sending.lead.none") : t("sending.lead.some")}
      updated="2026-11-24"
    >
      <p>{t("sending.intro")}</p>
      {isNone ? <p>{rich("sending.none", { link: (text) => <a href="/privacy">{text}</a> })}</p> : null}
      {transmissions.map(({ hosts, recipient, data, ourPurpose, theirPurpose }) => (
        <LegalSection key={hosts.join()} title={recipient[language]}>
          <Facts
            rows={[
              { label: t("sending.hosts"), value: hosts.join(", ") },
              { label: t("sending.data"), value: data[language] },
              { label: t("sending.ours"), value: ourPurpose[language] },
              { label: t("sending.theirs"), value: theirPurpose[language] },
            ]}
          />
        </LegalSection>
      ))}
      <p>{t("sending.billing")}</p>
    </LegalPage>
  );
}
