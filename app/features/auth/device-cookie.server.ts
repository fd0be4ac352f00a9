import { parseCookies, serializeCookie, type CookieNames } from "~/platform/security/cookies.server.ts";
import { randomText } from "~/platform/security/keys.server.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** The browser's own mark, or a new one: 22 characters that stand for 16 random bytes. */
export function readDeviceId(names: CookieNames, cookieHeader: string | null): string {
  const found = parseCookies(cookieHeader).get(names.device);
  return found !== undefined && /^[\w-]{22}$/.test(found) ? found : randomText(16);
}

/** Set with every sign-in, so that a device in use is not forgotten. Survives signing out. */
export function deviceCookie(names: CookieNames, deviceId: string): string {
  return serializeCookie(names.device, deviceId, { secure: names.secure, maxAgeSeconds: YEAR_SECONDS });
}
