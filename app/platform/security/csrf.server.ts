import { createHmac, randomBytes } from "node:crypto";
import { AppError } from "#domain/shared/errors.ts";
import { isSameText, type Keys } from "./keys.server.ts";

const BYTES = 32;

/**
 * The token in the hidden field `csrf` of every form: a MAC over what binds the browser, the session's family or, before
 * sign-in, a random visitor cookie. It stands behind the origin check and SameSite, not instead of them. Every answer
 * masks it with fresh random bytes, which stand before it: pages are compressed, and a text that stays the same could be
 * guessed from their lengths (BREACH). Behind a dot may stand a MAC over the account: it opens nothing, and only tells a form
 * of another account from one that has grown old.
 */
export function createCsrf(keys: Keys) {
  const ownerOf = (userId: string) => `account ${userId}`;
  return {
    /** Throws AppError `internal` without a binding: one token for everybody would be none. */
    issue(binding: string, userId?: string): string {
      if (binding === "")
        throw new AppError("internal", { reason: "INTERNAL", message: "nothing binds this browser's forms" });
      const { key } = keys.signer("csrf");
      const pad = randomBytes(BYTES);
      const masked = Buffer.concat([pad, xor(pad, macOf(key, binding))]).toString("base64url");
      return userId === undefined ? masked : `${masked}.${macOf(key, ownerOf(userId)).toString("base64url")}`;
    },
    verify(binding: string, token: string): boolean {
      const masked = split(token).binding;
      const bytes = Buffer.from(masked, "base64url");
      if (binding === "" || bytes.length !== 2 * BYTES || bytes.toString("base64url") !== masked)
        return false;
      const sent = xor(bytes.subarray(0, BYTES), bytes.subarray(BYTES)).toString("base64url");
      return isMac(binding, sent);
    },
    /** Whether a token was given to an account, and to another one than this. */
    isOfAnother(userId: string, token: string): boolean {
      const { owner } = split(token);
      return owner !== null && !isMac(ownerOf(userId), owner);
    },
  };

  function isMac(text: string, sent: string): boolean {
    return keys.all("csrf").some(({ key }) => isSameText(macOf(key, text).toString("base64url"), sent));
  }
}
export type Csrf = ReturnType<typeof createCsrf>;

function split(token: string): { binding: string; owner: string | null } {
  const at = token.indexOf(".");
  return at === -1
    ? { binding: token, owner: null }
    : { binding: token.slice(0, at), owner: token.slice(at + 1) };
}

function macOf(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
