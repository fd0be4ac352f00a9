import { createHmac, randomBytes } from "node:crypto";
import { AppError } from "#domain/shared/errors.ts";
import { isSameText, type Keys } from "./keys.server.ts";

const BYTES = 32;

/**
 * The token in the hidden field `csrf` of every form: a MAC over what binds the browser, the session's family or, before
 * sign-in, a random visitor cookie. It stands behind the origin check and SameSite, not instead of them. Every answer
 * masks it with fresh random bytes, which stand before it: pages are compressed, and a text that stays the same could be
 * guessed from their lengths (BREACH).
 */
export function createCsrf(keys: Keys) {
  return {
    /** Throws AppError `internal` without a binding: one token for everybody would be none. */
    issue(binding: string): string {
      if (binding === "")
        throw new AppError("internal", { reason: "INTERNAL", message: "nothing binds this browser's forms" });
      const pad = randomBytes(BYTES);
      return Buffer.concat([pad, xor(pad, macOf(keys.signer("csrf").key, binding))]).toString("base64url");
    },
    verify(binding: string, token: string): boolean {
      const bytes = Buffer.from(token, "base64url");
      if (binding === "" || bytes.length !== 2 * BYTES || bytes.toString("base64url") !== token) return false;
      const sent = xor(bytes.subarray(0, BYTES), bytes.subarray(BYTES)).toString("base64url");
      return keys.all("csrf").some(({ key }) => isSameText(macOf(key, binding).toString("base64url"), sent));
    },
  };
}
export type Csrf = ReturnType<typeof createCsrf>;

function macOf(key: Buffer, binding: string): Buffer {
  return createHmac("sha256", key).update(binding).digest();
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
