import type { ReactNode } from "react";
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

/** "as of 14:05 JST". An old copy has another icon than a fresh one. */
export function AsOf({ readAt, stale = false }: { readAt: string; stale?: boolean }) {
  const { t, instant } = useI18n();
  return (
    <span className="asof">
      <Icon name={stale ? "history" : "clock"} size={16} />
      {t("common.asOf", { time: instant(readAt) })}
    </span>
  );
}
