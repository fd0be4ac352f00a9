import { useLocation } from "@remix-run/react";
import type { ErrorReason } from "#domain/shared/errors.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "../ui/icon.tsx";
import { buttonClass } from "../ui/link.tsx";

/** What it means for the customer, what to do, and the reference to quote. */
export function ErrorPage({
  reason,
  requestId,
  status,
}: {
  reason: ErrorReason;
  requestId: string | null;
  status: number;
}) {
  const { t, brand } = useI18n();
  const { pathname, search } = useLocation();
  const isTemporary = status >= 500 || status === 429;
  return (
    <div className="error-page">
      <h1>{t(`error.${reason}.title`)}</h1>
      <p className="answer">{t(`error.${reason}.body`)}</p>
      <div className="btns gap-top">
        {isTemporary ? (
          <a className={buttonClass("primary")} href={`${pathname}${search}`}>
            <Icon name="refresh-cw" />
            {t("error.retry")}
          </a>
        ) : null}
        <a className={buttonClass(isTemporary ? "plain" : "primary")} href="/account">
          {t("error.home")}
        </a>
        <a className={buttonClass("quiet")} href="/help">
          {t("error.help")}
        </a>
      </div>
      <p className="small muted gap-top">
        {t("footer.support", { phone: brand.phone, hours: brand.hours })}
        {requestId === null ? null : (
          <>
            <br />
            <span className="num">{t("error.reference", { reference: requestId })}</span>
          </>
        )}
      </p>
    </div>
  );
}
