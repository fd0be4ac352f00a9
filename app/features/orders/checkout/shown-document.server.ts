import type { UserId } from "#domain/shared/ids.ts";
import { isSameText, mac } from "~/platform/security/keys.server.ts";
import type { Services } from "~/services.ts";
import type { CheckoutId } from "./checkout-session.server.ts";

/** A document of one cart, by its fingerprint. */
type Shown = { userId: UserId; checkoutId: CheckoutId; sha256: string };

/**
 * When a document was shown, signed for the form below it: the record of a confirmation says so (JP-TB-2), and showing a page
 * writes nothing. `<milliseconds since the epoch>.<MAC>`.
 */
export function signShown({ keys, now }: Pick<Services, "keys" | "now">, document: Shown): string {
  const at = String(now().getTime());
  return `${at}.${macOf(keys.signer("shown").key, document, at)}`;
}

/** The time as ISO 8601; null for what this portal did not sign for this document of this cart. */
export function readShown({ keys }: Pick<Services, "keys">, document: Shown, sent: string): string | null {
  const [at = "", signature = ""] = sent.split(".");
  const isOurs = keys.all("shown").some(({ key }) => isSameText(macOf(key, document, at), signature));
  return isOurs ? new Date(Number(at)).toISOString() : null;
}

function macOf(key: Buffer, { userId, checkoutId, sha256 }: Shown, at: string): string {
  return mac(key, JSON.stringify([userId, checkoutId, sha256, at]));
}
