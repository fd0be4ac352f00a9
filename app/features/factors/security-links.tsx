import { Sheet } from "~/components/ui/sheet.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

const PAGES = {
  factors: "security",
  password: "password",
  email: "email",
  sessions: "sessions",
  activity: "activity",
  export: "export",
} as const;
const NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];

/** The section of the account page that leads to everything about its safety: to pages that are loaded whole. */
export function SecurityLinks() {
  const { t } = useI18n();
  return (
    <Sheet title={t("protect.title")} titleId="protect">
      <dl className="rows sheet-body">
        {NAMES.map((name) => (
          <div key={name}>
            <dt>
              <a href={`/account/settings/${PAGES[name]}`}>{t(`protect.${name}`)}</a>
            </dt>
            <dd>{t(`protect.${name}Body`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
