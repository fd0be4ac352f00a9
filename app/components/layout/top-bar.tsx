import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "../ui/icon.tsx";

/** Brand, language in its own language, Help: always in this place. Plain links, since each changes the whole page. */
export function TopBar({ homeHref, children }: { homeHref: string; children?: ReactNode }) {
  const { t, brand, language } = useI18n();
  const { pathname, search } = useLocation();
  const other = language === "ja" ? "en" : "ja";
  const query = new URLSearchParams(search);
  query.set("lang", other);
  return (
    <header className="bar">
      <div className="bar-in">
        <a className="brand" href={homeHref}>
          <BrandMark />
          <span>{brand.name}</span>
        </a>
        <a className="bar-link" href={`${pathname}?${query.toString()}`} lang={other} hrefLang={other}>
          <Icon name="languages" />
          <span className="sr-phone">{t("nav.otherLanguage")}</span>
        </a>
        <a className="bar-link" href="/help">
          <Icon name="circle-question-mark" />
          <span className="sr-phone">{t("nav.help")}</span>
        </a>
        {children}
      </div>
    </header>
  );
}

function BrandMark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true">
      <rect className="brand-plate" width="28" height="28" rx="8" />
      <path className="brand-waves" d="M7 18.5c0-5 3-8 7-8s7 3 7 8M11 18.5c0-2.6 1.2-4.2 3-4.2s3 1.6 3 4.2" />
    </svg>
  );
}

export function SkipLink() {
  const { t } = useI18n();
  return (
    <a className="skip" href="#main">
      {t("nav.skip")}
    </a>
  );
}
