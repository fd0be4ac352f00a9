import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError, isAppError } from "#domain/shared/errors.ts";

export type EncryptionKey = { id: string; key: Buffer };

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encryption of single fields (AES-256-GCM) with the keys of ENCRYPTION_KEYS: the first seals, all open. A sealed value
 * is `<key id>.<base64url of iv, tag and ciphertext>`.
 *
 * `place` says where a value belongs, such as `authenticators.secret <user id> <row id>`, and is sealed with it: a value
 * copied to another row or another customer does not open there.
 */
export function createFieldEncryption(keys: readonly EncryptionKey[]) {
  const [current] = keys;
  if (!current) throw new RangeError("at least one encryption key is needed");

  function open(sealed: string, place: string): string {
    const [keyId = "", body = ""] = sealed.split(".");
    const key = keys.find(({ id }) => id === keyId);
    if (!key) throw unreadable("its key is not in ENCRYPTION_KEYS", keyId);
    const bytes = Buffer.from(body, "base64url");
    try {
      const decipher = createDecipheriv(CIPHER, key.key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const plain = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([plain, decipher.final()]).toString("utf8");
    } catch (cause) {
      throw unreadable("it was changed, or belongs elsewhere", keyId, cause);
    }
  }

  return {
    /** Id of the key that seals. */
    keyId: current.id,
    seal(plain: string, place: string): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
    },
    /** Throws AppError `internal` for a value that was changed, belongs elsewhere, or whose key is not listed any more. */
    open,
    /** Null where `open` throws: for what strangers can write to. */
    tryOpen(sealed: string, place: string): string | null {
      try {
        return open(sealed, place);
      } catch (error) {
        if (isAppError(error)) return null;
        throw error;
      }
    },
  };
}
export type FieldEncryption = ReturnType<typeof createFieldEncryption>;

function unreadable(why: string, keyId: string, cause?: unknown): AppError {
  return new AppError("internal", {
    reason: "INTERNAL",
    message: `a sealed field cannot be opened: ${why}`,
    facts: { keyId },
    cause,
  });
}
