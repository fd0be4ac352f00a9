import { useRouteLoaderData } from "@remix-run/react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { CsrfField } from "../forms/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { ACCOUNT_ROUTE, type AccountData } from "./account-data.ts";

/** Who is signed in, the account page, and signing out. A native disclosure, so that it opens without scripts. */
export function UserMenu() {
  const { t } = useI18n();
  // Not there on an error page of the area, whose layout has not loaded.
  const data = useRouteLoaderData<AccountData>(ACCOUNT_ROUTE);
  if (!data) return null;
  return (
    <details className="menu">
      <summary className="bar-link">
        <Icon name="circle-user-round" />
        <span className="sr-phone">{t("nav.account")}</span>
      </summary>
      <div className="menu-panel">
        <p className="menu-who">
          <span className="small muted">{t("menu.signedInAs")}</span>
          <br />
          <bdi>{data.name}</bdi>
        </p>
        <a href="/account/settings" className="menu-item">
          {t("settings.title")}
        </a>
        <form noValidate method="post" action="/auth/logout">
          <CsrfField token={data.csrf} />
          <button type="submit" className="menu-item">
            <Icon name="log-out" />
            {t("settings.signOut")}
          </button>
        </form>
      </div>
    </details>
  );
}
