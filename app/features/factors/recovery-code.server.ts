import { randomInt } from "node:crypto";
import type { UserId } from "#domain/shared/ids.ts";
import { hashText } from "~/platform/security/keys.server.ts";

/** Crockford's base 32: no letter that is taken for a digit or another letter. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;

/** Sixteen characters, 80 random bits: too many to be found from a fast hash. */
export function newRecoveryCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** `ABCD-EFGH-JKMN-PQRS`, as a person writes it down. */
export function formatRecoveryCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, "$&-");
}

/** With its owner in it: the same code of two people would be two rows without a likeness. */
export function hashRecoveryCode(userId: UserId, code: string): string {
  return hashText(`recovery code ${userId} ${code}`);
}
