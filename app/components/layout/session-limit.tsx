import { SESSION_POLICY } from "~/platform/security/session-policy.ts";
import type { SessionLimit } from "~/platform/security/session-limit.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Notice } from "../ui/notice.tsx";

/**
 * When the person will be signed out: a line on every page, since without scripts a page cannot say anything later. Where
 * scripts run it becomes a notice two minutes before (`browser/session-end.ts`).
 */
export function SessionLimitNote({ limit }: { limit: SessionLimit | null }) {
  const { t, instant } = useI18n();
  if (limit === null) return null;
  const time = instant(limit.endsAt);
  if (limit.kind === "absolute")
    return (
      <Notice tone="caution" title={t("limit.absoluteTitle", { time })}>
        {t("limit.absoluteBody")}
      </Notice>
    );
  const nearAt = new Date(new Date(limit.endsAt).getTime() - SESSION_POLICY.warnIdleMs);
  return (
    <div aria-live="polite" data-near-at={nearAt.toISOString()}>
      <p className="small muted gap-top">{t("limit.idle", { time })}</p>
      <template>
        <Notice tone="caution" title={t("limit.nearTitle", { time })}>
          {t("limit.nearBody")}
        </Notice>
      </template>
    </div>
  );
}
