import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { matchRoutes } from "react-router-dom";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router-dom/server";
import type { Language } from "#domain/shared/money.ts";
import { brandOf } from "~/messages/brand.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import { CompanySchema, demoCompany } from "~/platform/config/company.server.ts";
import { I18nProvider } from "~/platform/i18n/i18n.tsx";
import { ACCOUNT_ROUTE, type AccountData } from "./layout/account-data.ts";

/**
 * Markup as the server sends it, at an address, at 14:05 in Tokyo on 23 November 2026. `account` is what the layout of the
 * account area has loaded, for what stands inside it.
 */
export function renderAt(
  path: string,
  element: ReactElement,
  language: Language = "en",
  account?: AccountData,
): string {
  const { dataRoutes } = createStaticHandler([{ id: ACCOUNT_ROUTE, path: "*", element }]);
  const { pathname, search } = new URL(path, "http://portal.test");
  const context = {
    basename: "",
    location: { pathname, search, hash: "", state: null, key: "test" },
    matches: matchRoutes(dataRoutes, pathname) ?? [],
    loaderData: account ? { [ACCOUNT_ROUTE]: account } : {},
    actionData: null,
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  };
  return renderToStaticMarkup(
    <I18nProvider
      language={language}
      messages={messagesOf(language)}
      brand={brandOf(CompanySchema.parse(demoCompany), language)}
      now="2026-11-23T05:05:00.000Z"
    >
      <StaticRouterProvider
        router={createStaticRouter(dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </I18nProvider>,
  );
}
