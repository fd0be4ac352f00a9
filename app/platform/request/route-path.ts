/**
 * A path as the router matches it: percent-encoding resolved segment by segment, lower case. Whatever is decided by a path is
 * decided by this: `/%61uth/login` is `/auth/login`. A path that cannot be decoded
 * stays as it is; it is refused before any route.
 */
export function routePath(pathname: string): string {
  try {
    const segments = pathname.split("/").map((part) => decodeURIComponent(part).replaceAll("/", "%2F"));
    return segments.join("/").toLowerCase();
  } catch {
    return pathname;
  }
}
