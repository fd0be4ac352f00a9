const HOME = "/account";

/** Where who has a login goes on from, and where who has none, on their way to a path of this site. */
export const signInHref = (returnTo: string) => withReturn("/auth/login", returnTo);
export const getStartedHref = (returnTo: string) => withReturn("/auth/get-started", returnTo);

function withReturn(path: string, returnTo: string): string {
  return returnTo === HOME ? path : `${path}?${new URLSearchParams({ returnTo }).toString()}`;
}

/**
 * Where to go after signing in: a path of this site and nothing else. Whatever could leave it (`//host`, `/\host`,
 * another scheme, control characters) becomes the account's home.
 */
export function safeReturnTo(value: string | null | undefined): string {
  if (!value || value.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return HOME;
  const base = "https://portal.invalid";
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith("//")) return HOME;
  if (url.pathname.startsWith("/auth/")) return HOME;
  return url.pathname + url.search;
}
