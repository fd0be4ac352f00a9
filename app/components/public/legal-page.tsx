import type { ReactNode } from "react";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { PageHeader } from "../layout/page-header.tsx";

/** Title, one sentence that says it all, the sections, and since when it reads like this (`YYYY-MM-DD`). */
export function LegalPage({
  title,
  lead,
  updated,
  children,
}: {
  title: string;
  lead: ReactNode;
  updated: string;
  children: ReactNode;
}) {
  const { t, date } = useI18n();
  return (
    <article className="prose">
      <PageHeader title={title} answer={lead} />
      {children}
      <p className="small muted updated">{t("legal.updated", { date: date(updated as CalendarDate) })}</p>
    </article>
  );
}

export function LegalSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Bullets({ items }: { items: readonly ReactNode[] }) {
  return (
    <ul className="bullets">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** Facts as label and value. */
export function Facts({ rows }: { rows: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="rows key">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
