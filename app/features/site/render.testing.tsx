import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Language } from "#domain/shared/money.ts";
import { messagesOf } from "~/messages/messages.server.ts";
import { CompanySchema, demoCompany } from "~/platform/config/company.server.ts";
import { I18nProvider } from "~/platform/i18n/i18n.tsx";
import { brandOf } from "~/messages/brand.ts";

/** The markup of a page of the demo company at 14:05 in Tokyo on 23 November 2026. */
export function renderPage(page: ReactElement, language: Language): string {
  return renderToStaticMarkup(
    <I18nProvider
      language={language}
      messages={messagesOf(language)}
      brand={brandOf(CompanySchema.parse(demoCompany), language)}
      now="2026-11-23T05:05:00.000Z"
    >
      {page}
    </I18nProvider>,
  );
}
