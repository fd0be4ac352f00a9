import type { ReactNode } from "react";
import { PageHeader } from "~/components/layout/page-header.tsx";
import { Badge, type Tone } from "~/components/ui/badge.tsx";
import type { IconName } from "~/components/ui/icon-names.ts";
import { AsOf, Sheet } from "~/components/ui/sheet.tsx";
import { useI18n, type I18n } from "~/platform/i18n/i18n.tsx";
import { SYSTEMS, type ServiceStatus, type SystemState } from "./service-status.ts";

const LOOKS: Record<SystemState["state"], { tone: Tone; icon: IconName }> = {
  ok: { tone: "positive", icon: "circle-check" },
  unasked: { tone: "neutral", icon: "circle-question-mark" },
  unsteady: { tone: "caution", icon: "triangle-alert" },
  closed: { tone: "caution", icon: "triangle-alert" },
  down: { tone: "critical", icon: "cloud-off" },
};

export function ServiceStatusPage({ systems, checkedAt }: ServiceStatus) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <div className="stack">
      <PageHeader title={t("state.title")} answer={answerOf(Object.values(systems), i18n)} />
      <Sheet title={t("state.systems")} titleId="systems" aside={<AsOf readAt={checkedAt} />}>
        <div className="sheet-body">
          <dl className="rows pair">
            {SYSTEMS.map((name) => (
              <div key={name}>
                <dt>
                  <strong>{t(`state.${name}`)}</strong>
                  <br />
                  <span className="small">{detailOf(systems[name], i18n)}</span>
                </dt>
                <dd>
                  <Badge {...LOOKS[systems[name].state]}>{t(`state.${systems[name].state}`)}</Badge>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </Sheet>
      <section>
        <h2>{t("state.meaning")}</h2>
        <p>{t("state.billingMeans")}</p>
        <p>{t("state.lines")}</p>
      </section>
    </div>
  );
}

function answerOf(systems: SystemState[], { rich }: I18n): ReactNode {
  if (systems.some(({ state }) => state === "down")) return rich("state.lead.trouble");
  if (systems.some(({ state }) => state === "unsteady")) return rich("state.lead.unsteady");
  if (systems.some(({ state }) => state === "closed")) return rich("state.lead.closed");
  // Nothing is said of what nobody has asked.
  return rich(systems.every(({ state }) => state === "ok") ? "state.lead.fine" : "state.lead.partly");
}

function detailOf(system: SystemState, { t, instant }: I18n): string {
  if (system.state === "unasked") return t("state.unaskedText", { time: instant(system.since) });
  if (system.state === "closed") return t("state.closedText");
  const { lastSuccessAt } = system;
  if (system.state === "ok")
    return lastSuccessAt === null ? t("state.okNow") : t("state.okSince", { time: instant(lastSuccessAt) });
  if (system.failedAt === null) return t("state.failedNow");
  const failed = t("state.failedAt", { time: instant(system.failedAt) });
  return lastSuccessAt === null
    ? failed
    : `${failed} ${t("state.answeredAt", { time: instant(lastSuccessAt) })}`;
}
