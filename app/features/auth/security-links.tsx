import { PageLink } from "~/components/ui/link.tsx";
import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const PAGES = ["password", "sessions", "activity"] as const;

/** The section of the account page that leads to everything about its safety. */
export function SecurityLinks() {
  const { t } = useI18n();
  return (
    <Sheet title={t("protect.title")} titleId="protect">
      <dl className="rows sheet-body">
        <div>
          <dt>
            {/* A page without scripts: it is loaded whole. */}
            <a href="/account/settings/security">{t("protect.factors")}</a>
          </dt>
          <dd>{t("protect.factorsBody")}</dd>
        </div>
        {PAGES.map((page) => (
          <div key={page}>
            <dt>
              <PageLink to={`/account/settings/${page}`}>{t(`protect.${page}`)}</PageLink>
            </dt>
            <dd>{t(`protect.${page}Body`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
