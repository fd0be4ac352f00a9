import { RETENTION } from "#domain/shared/retention.ts";
import { parseCookies, serializeCookie, type CookieNames } from "~/platform/security/cookies.server.ts";
import { randomText } from "~/platform/security/keys.server.ts";

/** The same as that of the row that knows it. */
const LIFE_SECONDS = RETENTION.knownDevices / 1000;

/** The browser's own mark, or a new one: 22 characters that stand for 16 random bytes. */
export function readDeviceId(names: CookieNames, cookieHeader: string | null): string {
  const found = parseCookies(cookieHeader).get(names.device);
  return found !== undefined && /^[\w-]{22}$/.test(found) ? found : randomText(16);
}

/** Set with every sign-in, so that a device in use is not forgotten. Survives signing out. */
export function deviceCookie(names: CookieNames, deviceId: string): string {
  return serializeCookie(names.device, deviceId, { secure: names.secure, maxAgeSeconds: LIFE_SECONDS });
}
