import { useEffect, useState } from "react";
import { SESSION_POLICY } from "~/platform/security/session-policy.ts";
import type { SessionLimit } from "~/platform/security/session-limit.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Notice } from "../ui/notice.tsx";

/**
 * When the person will be signed out: a line on every page, since without scripts a page cannot say anything later. Where
 * scripts run it becomes a notice two minutes before.
 */
export function SessionLimitNote({ limit }: { limit: SessionLimit | null }) {
  const { t, instant } = useI18n();
  const isNear = useIsNear(limit?.endsAt ?? null);
  if (limit === null) return null;
  const time = instant(limit.endsAt);
  if (limit.kind === "absolute")
    return (
      <Notice tone="caution" title={t("limit.absoluteTitle", { time })}>
        {t("limit.absoluteBody")}
      </Notice>
    );
  if (isNear)
    return (
      <Notice tone="caution" title={t("limit.nearTitle", { time })} role="status">
        {t("limit.nearBody")}
      </Notice>
    );
  return <p className="small muted gap-top">{t("limit.idle", { time })}</p>;
}

/** Becomes true when a script has seen the last two minutes begin. */
function useIsNear(endsAt: string | null): boolean {
  const [nearTo, setNearTo] = useState<string | null>(null);
  useEffect(() => {
    if (endsAt === null) return;
    const wait = new Date(endsAt).getTime() - SESSION_POLICY.warnIdleMs - Date.now();
    const timer = setTimeout(() => setNearTo(endsAt), Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [endsAt]);
  return endsAt !== null && nearTo === endsAt;
}
