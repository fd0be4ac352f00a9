import { randomBytes } from "node:crypto";

/** Crockford's alphabet: no letters that are mistaken for digits when somebody reads the reference out on the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 60 random bits as `7F3K-92QD-0XWM`. */
export function newRequestId(): string {
  const letters = Array.from(randomBytes(12), (byte) => ALPHABET[byte % 32]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}
