import type { ReactNode } from "react";
import type { TaxShare } from "#domain/invoices/list.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "./icon.tsx";

/** A surface with a heading; what it shows was read at a time, and that time stands in its head. */
export function Sheet({
  title,
  titleId,
  aside,
  children,
}: {
  title: string;
  titleId?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="sheet" aria-labelledby={titleId}>
      <div className="sheet-head">
        <h2 id={titleId}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** "as of 14:05 JST · tax included". An old copy has another icon than a fresh one. */
export function AsOf({
  readAt,
  stale = false,
  tax = "none",
}: {
  readAt: string;
  stale?: boolean;
  /** How many of the amounts beside it have tax in them. */
  tax?: TaxShare;
}) {
  const { t, instant } = useI18n();
  const time = t("common.asOf", { time: instant(readAt) });
  return (
    <span className="asof">
      <Icon name={stale ? "history" : "clock"} size={16} />
      {tax === "none" ? time : `${time} · ${t(`tax.${tax}`)}`}
    </span>
  );
}
