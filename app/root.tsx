import type { LinksFunction, SerializeFrom } from "@remix-run/node";
import { Links, Outlet, useMatches, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "./components/layout/error-page.tsx";
import { PublicLayout } from "./components/public/public-layout.tsx";
import { brandOf } from "./messages/brand.ts";
import { messagesOf } from "./messages/messages.server.ts";
import { toErrorView } from "~/platform/page/error-view.ts";
import { usePageScript } from "~/platform/page/page-script.tsx";
import { forVisitor } from "~/platform/page/route.server.ts";
import { I18nProvider, useI18n } from "./platform/i18n/i18n.tsx";
import styles from "./styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/site.webmanifest" },
];

const MINUTE_MS = 60_000;

/** To the minute, so that a page that is the same for everybody is not another one with every request. */
export const loader = forVisitor(({ context, app }) => ({
  language: context.language,
  theme: context.theme,
  brand: brandOf(app.config.company, context.language),
  now: new Date(Math.floor(app.now().getTime() / MINUTE_MS) * MINUTE_MS).toISOString(),
}));

type RootData = SerializeFrom<typeof loader>;

/** Never fails, so that error pages have a language, a brand and a clock too. */
function useRoot(): RootData {
  const data = useRouteLoaderData<typeof loader>("root");
  if (!data) throw new Error("the root loader has not run");
  return data;
}

/** What the page's loader has made of it; null where it did not get that far. */
function useTitle(): string | null {
  const data: unknown = useMatches().at(-1)?.data;
  const isTitled = typeof data === "object" && data !== null && "title" in data;
  return isTitled && typeof data.title === "string" ? data.title : null;
}

/** A whole document: nothing of it is rendered again in the browser (decision 29). */
function Document({ children }: { children: ReactNode }) {
  const { language, theme, brand, now } = useRoot();
  const script = usePageScript();
  return (
    <html lang={language} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme === "system" ? "light dark" : theme} />
        <title>{useTitle() ?? brand.name}</title>
        <Links />
        {script === null ? null : <script type="module" src={script.src} nonce={script.nonce} />}
      </head>
      <I18nProvider language={language} messages={messagesOf(language)} brand={brand} now={now}>
        {script === null ? <body>{children}</body> : <EnhancedBody>{children}</EnhancedBody>}
      </I18nProvider>
    </html>
  );
}

/** What the page's script says, and where: it has no words of its own. */
function EnhancedBody({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  return (
    <body data-loading={t("common.loading")} data-sending={t("form.sending")}>
      <div aria-live="polite" id="progress" />
      {children}
    </body>
  );
}

export default function Root() {
  return (
    <Document>
      <Outlet />
    </Document>
  );
}

export function ErrorBoundary() {
  const view = toErrorView(useRouteError());
  return (
    <Document>
      <PublicLayout>
        <ErrorPage {...view} />
      </PublicLayout>
    </Document>
  );
}
