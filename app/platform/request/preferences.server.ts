import { PREFERENCE_DAYS } from "#domain/shared/retention.ts";
import type { Language } from "#domain/shared/money.ts";
import { detectLanguage } from "../i18n/detect-language.ts";
import { cookieNames, serializeCookie } from "../security/cookies.server.ts";
import type { RequestContext, Theme } from "./request-context.server.ts";

const KEPT_SECONDS = PREFERENCE_DAYS * 24 * 3600;

const NAMES = cookieNames(false);

/** What this browser has chosen or asked for; never a reason to refuse a request. `?whole` asks for a page in one answer. */
export function readPreferences(
  cookies: Map<string, string>,
  acceptLanguage: string | null,
  { searchParams }: URL,
): Pick<RequestContext, "language" | "theme" | "runsScripts"> {
  const theme = cookies.get(NAMES.theme);
  return {
    language: detectLanguage({ cookie: cookies.get(NAMES.language) ?? null, acceptLanguage }),
    theme: theme === "light" || theme === "dark" ? theme : "system",
    runsScripts: cookies.get(NAMES.scripts) === "1" && !searchParams.has("whole"),
  };
}

export function languageCookie(language: Language, secure: boolean): string {
  return serializeCookie(NAMES.language, language, { secure, httpOnly: false, maxAgeSeconds: KEPT_SECONDS });
}

export function themeCookie(theme: Theme, secure: boolean): string {
  return serializeCookie(NAMES.theme, theme, { secure, httpOnly: false, maxAgeSeconds: KEPT_SECONDS });
}

/** `?lang=ja` on any page is the language switch: it is remembered and the same page comes back without it. */
export function redirectToLanguage(request: Request, url: URL, secure: boolean): Response | null {
  const asked = url.searchParams.get("lang");
  if (request.method !== "GET" || (asked !== "en" && asked !== "ja")) return null;
  url.searchParams.delete("lang");
  return new Response(null, {
    status: 303,
    headers: {
      Location: url.pathname.replace(/^\/+/, "/") + url.search,
      "Set-Cookie": languageCookie(asked, secure),
      "Cache-Control": "no-store",
    },
  });
}
