/**
 * Where to go after signing in: a path of this site and nothing else. Whatever could leave it (`//host`, `/\host`,
 * another scheme, control characters) becomes the account's home.
 */
export function safeReturnTo(value: string | null | undefined): string {
  const home = "/account";
  if (!value || value.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return home;
  const base = "https://portal.invalid";
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith("//")) return home;
  if (url.pathname.startsWith("/auth/")) return home;
  return url.pathname + url.search;
}
