import { useLocation } from "@remix-run/react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { buttonClass } from "./link.tsx";

const TEXTS = {
  billing: {
    silent: { title: "partial.title", body: "partial.body" },
    unreadable: { title: "error.BILLING_CONTRACT.title", body: "error.BILLING_CONTRACT.body" },
  },
  crm: {
    silent: { title: "error.CRM_UNAVAILABLE.title", body: "error.CRM_UNAVAILABLE.body" },
    unreadable: { title: "error.CRM_CONTRACT.title", body: "error.CRM_CONTRACT.body" },
  },
} as const;

/**
 * Stands where a part would: what does not answer or cannot be read, what that does not mean, and a way to try again. `system` is the one
 * that feeds the part, unless the fault says another.
 */
export function PartialFailure({
  part,
  system,
  triedAt,
  reference,
  isUnreadable = false,
}: {
  part: string;
  system: "billing" | "crm";
  triedAt: string;
  reference: string;
  isUnreadable?: boolean;
}) {
  const { t, instant } = useI18n();
  const texts = TEXTS[system][isUnreadable ? "unreadable" : "silent"];
  return (
    <div className="gone">
      <Icon name="cloud-off" />
      <h3>{t(texts.title)}</h3>
      <p>{t(texts.body)}</p>
      <p className="small">{t("partial.tried", { time: instant(triedAt) })}</p>
      <div className="btns">
        <a className={buttonClass()} href={retryHref(useLocation(), part)}>
          <Icon name="refresh-cw" />
          {t("partial.retry")}
        </a>
        <a className={buttonClass("quiet")} href="/status">
          {t("partial.status")}
        </a>
      </div>
      <p className="small">{t("error.reference", { reference })}</p>
    </div>
  );
}

/** Above an old copy: from when it is, and that the provider does not answer since. */
export function StaleNotice({
  part,
  system,
  readAt,
  staleSince,
}: {
  part: string;
  system: "billing" | "crm";
  readAt: string;
  staleSince: string;
}) {
  const { t, instant } = useI18n();
  return (
    <Notice tone="caution">
      {t(system === "crm" ? "profile.stale" : "partial.stale", {
        readAt: instant(readAt),
        since: instant(staleSince),
      })}{" "}
      <a href={retryHref(useLocation(), part)}>{t("partial.retry")}</a>
    </Notice>
  );
}

function retryHref({ pathname, search }: { pathname: string; search: string }, part: string): string {
  const query = new URLSearchParams(search);
  query.set("retry", part);
  return `${pathname}?${query.toString()}`;
}
