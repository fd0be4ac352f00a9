import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-names.ts";

export type NoticeTone = "info" | "positive" | "caution" | "critical";

const ICONS: Record<NoticeTone, IconName> = {
  info: "info",
  positive: "circle-check",
  caution: "triangle-alert",
  critical: "circle-alert",
};

/** One or two sentences that belong to the page. `role="status"` only for the result of the customer's own act. */
export function Notice({
  tone,
  title,
  role,
  children,
}: {
  tone: NoticeTone;
  title?: string;
  role?: "status";
  children: ReactNode;
}) {
  return (
    <div className={tone === "info" ? "note" : `note ${tone}`} role={role}>
      <Icon name={ICONS[tone]} />
      <div>
        {title === undefined ? null : <h2>{title}</h2>}
        <p>{children}</p>
      </div>
    </div>
  );
}
