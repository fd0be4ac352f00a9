import type { ReactNode } from "react";
import type { PortalEvent } from "~/platform/events/events.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

export type LiveProps = {
  /** What the page waits for, or a payment that is made on the billing site; null: nothing more can come. */
  on: PortalEvent["type"] | "payment" | null;
  /** The one record that the page is about. */
  about?: string;
  children: ReactNode;
};

/**
 * The content of a page that waits for something: exchanged when that has happened, which is said once (`browser/live.ts`). Without
 * scripts the page is looked at again by its link.
 */
export function Live({ on, about, children }: LiveProps) {
  const { t } = useI18n();
  if (on === null) return <div data-live="">{children}</div>;
  return (
    <div data-live={on} data-live-about={about} data-live-says={t("live.updated")}>
      {children}
      <p role="status" className="small muted gap-top" />
    </div>
  );
}
