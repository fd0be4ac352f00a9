import { z } from "zod";
import { toHalfWidthLine } from "./typed-text.ts";

/** The customer system has room for 80 characters. */
export const EMAIL_LENGTH = 80;
/**
 * Dots anywhere before the @: docomo and au gave out such addresses until 2009, and people have them still. The domain is ASCII,
 * as mail servers know it: names in other scripts as punycode (`xn--…`).
 */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** A typed address in the one spelling in which all systems compare it, whether it is one or not. */
export function foldEmail(typed: string): string {
  const email = toHalfWidthLine(typed)
    .replace(/^mailto:/i, "")
    .toLowerCase();
  const at = email.lastIndexOf("@");
  return at === -1 ? email : `${email.slice(0, at)}@${toAsciiDomain(email.slice(at + 1))}`;
}

/** `xn--wgv71a.jp` of 日本.jp, whose dot may be 。 too. What is no domain comes back as it is. */
function toAsciiDomain(domain: string): string {
  if (/^[\p{ASCII}]*$/u.test(domain)) return domain;
  if (!/^[\p{L}\p{M}\p{N}.。・ー-]+$/u.test(domain)) return domain;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}

/** Local parts that are no word of RFC 5322 and have to be quoted on the wire: `"a..b"@docomo.ne.jp`. */
export function quoteEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  return /^\.|\.\.|\.$/.test(local) ? `"${local}"${email.slice(at)}` : email;
}

/** An address that is to be written to; messages are keys of the catalogues. */
export function emailSchema(keys: { missing: string; long: string; wrong: string }) {
  return z
    .string(keys.missing)
    .transform(foldEmail)
    .pipe(
      z
        .string(keys.missing)
        .min(1, { error: keys.missing, abort: true })
        .max(EMAIL_LENGTH, keys.long)
        .regex(ADDRESS, keys.wrong),
    );
}

/** An address that may be known already, and is only compared: 320 characters are the longest there is. */
export function knownEmailSchema(keys: { missing: string; wrong: string }) {
  return z
    .string(keys.missing)
    .transform(foldEmail)
    .pipe(z.string(keys.missing).min(1, { error: keys.missing, abort: true }).max(320, keys.wrong));
}
