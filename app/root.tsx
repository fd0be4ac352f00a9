import type { LinksFunction, MetaFunction, SerializeFrom } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "./components/layout/error-page.tsx";
import { NavigationProgress } from "./components/layout/navigation-progress.tsx";
import { PublicLayout } from "./components/public/public-layout.tsx";
import { brandOf } from "./messages/brand.ts";
import { toErrorView } from "~/platform/page/error-view.ts";
import { useNonce } from "~/platform/page/nonce.tsx";
import { forVisitor } from "~/platform/page/route.server.ts";
import { I18nProvider } from "./platform/i18n/i18n.tsx";
import { useMessages } from "./platform/i18n/messages-context.tsx";
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

/** For pages whose own loader did not get as far as a title. */
export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? [{ title: data.brand.name }] : []);

type RootData = SerializeFrom<typeof loader>;

/** The browser's last root data: an answer that is lost on the way leaves none, and its error page needs a language too. */
let lastKnown: RootData | undefined;

/** Never fails, so that error pages have a language, a brand and a clock too. */
function useRoot(): RootData {
  const data = useRouteLoaderData<typeof loader>("root") ?? lastKnown;
  if (!data) throw new Error("the root loader has not run");
  // On the server it would be another request's.
  if (typeof document !== "undefined") lastKnown = data;
  return data;
}

function Document({ children }: { children: ReactNode }) {
  const { language, theme, brand, now } = useRoot();
  const nonce = useNonce();
  const runsScripts = useMatches().every(({ handle }) => !isWithoutScripts(handle));
  return (
    <html lang={language} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme === "system" ? "light dark" : theme} />
        <Meta />
        <Links />
      </head>
      <body>
        <I18nProvider language={language} messages={useMessages()} brand={brand} now={now}>
          {runsScripts ? <NavigationProgress /> : null}
          {children}
        </I18nProvider>
        {runsScripts ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  );
}

/** Public pages say `handle = { scripts: false }`: they are links and text, and their texts are not shipped as script. */
function isWithoutScripts(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && "scripts" in handle && handle.scripts === false;
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
