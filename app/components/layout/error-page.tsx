import { useLocation } from "@remix-run/react";
import type { ErrorView } from "~/platform/page/error-view.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "../ui/icon.tsx";
import { buttonClass } from "../ui/link.tsx";

/** What it means for the customer, what to do, and the reference to quote. */
export function ErrorPage({ words, requestId, wayOn }: ErrorView) {
  const { t, brand } = useI18n();
  const { title, body } =
    typeof words === "string" ? { title: t(`error.${words}.title`), body: t(`error.${words}.body`) } : words;
  const { pathname, search } = useLocation();
  return (
    <div className="error-page">
      <h1>{title}</h1>
      <p className="answer">{body}</p>
      <div className="btns gap-top">
        {wayOn === "reload" ? (
          <a className={buttonClass("primary")} href={`${pathname}${search}`}>
            <Icon name="refresh-cw" />
            {t("error.retry")}
          </a>
        ) : null}
        {wayOn !== null && wayOn !== "reload" ? (
          <a className={buttonClass("primary")} href={wayOn.href}>
            {wayOn.href}
          </a>
        ) : null}
        <a className={buttonClass(wayOn === null ? "primary" : "plain")} href="/account">
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
