import type { ReactNode } from "react";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type Crumb = { to: string; label: string };

/** Where one is, what the page is about, and the one sentence that answers it. */
export function PageHeader({
  title,
  answer,
  actions,
  crumbs,
}: {
  title: string;
  answer?: ReactNode;
  actions?: ReactNode;
  crumbs?: Crumb[];
}) {
  const { t } = useI18n();
  return (
    <>
      {crumbs && crumbs.length > 0 ? (
        <nav className="crumbs" aria-label={t("nav.breadcrumb")}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <a href={crumb.to}>{crumb.label}</a>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {answer ? <p className="answer">{answer}</p> : null}
        </div>
        {actions ? <div className="btns">{actions}</div> : null}
      </div>
    </>
  );
}
