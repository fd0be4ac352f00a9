import type { DisplayStatus } from "#domain/invoices/rules.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-names.ts";

export type Tone = "neutral" | "positive" | "caution" | "critical" | "info";

/** State in words, with an icon and a colour behind them. */
export function Badge({ tone, icon, children }: { tone: Tone; icon: IconName; children: string }) {
  return (
    <span className={tone === "neutral" ? "badge" : `badge ${tone}`}>
      <Icon name={icon} size={16} />
      {children}
    </span>
  );
}

const LOOKS: Record<DisplayStatus, { tone: Tone; icon: IconName }> = {
  unpaid: { tone: "caution", icon: "clock" },
  overdue: { tone: "critical", icon: "circle-alert" },
  nothing_due: { tone: "neutral", icon: "circle-check" },
  paid: { tone: "positive", icon: "circle-check" },
  cancelled: { tone: "neutral", icon: "ban" },
  refunded: { tone: "info", icon: "undo-2" },
  collections: { tone: "critical", icon: "circle-alert" },
  payment_pending: { tone: "caution", icon: "clock" },
  unknown: { tone: "neutral", icon: "circle-question-mark" },
};

export function InvoiceStatusBadge({ status }: { status: DisplayStatus }) {
  const { t } = useI18n();
  return <Badge {...LOOKS[status]}>{t(`status.${status}`)}</Badge>;
}
