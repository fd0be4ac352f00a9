import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { CsrfField } from "../forms/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { PageLink } from "../ui/link.tsx";
import { ACCOUNT_ROUTE, type AccountData } from "./account-data.ts";

/** Who is signed in, the account page, and signing out. A native disclosure, so that it opens without scripts. */
export function UserMenu() {
  const { t } = useI18n();
  const { key } = useLocation();
  // Not there on an error page of the area, whose layout has not loaded.
  const data = useRouteLoaderData<AccountData>(ACCOUNT_ROUTE);
  if (!data) return null;
  return (
    // A new key closes it after every navigation.
    <details className="menu" key={key}>
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
        <PageLink to="/account/settings" className="menu-item">
          {t("settings.title")}
        </PageLink>
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
