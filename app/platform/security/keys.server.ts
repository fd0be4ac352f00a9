import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * Keys made from SESSION_SECRETS: the first signs, all verify, so that a secret can be replaced without signing anybody
 * out. Every use has its own key, derived from the secret and the purpose.
 */
export type Keys = {
  /** Signing key and its id for a purpose. */
  signer(purpose: string): { id: string; key: Buffer };
  /** Key of that id, or null when the secret has been dropped or never existed. */
  find(purpose: string, id: string): Buffer | null;
  all(purpose: string): readonly { id: string; key: Buffer }[];
};

export function createKeys(secrets: readonly string[]): Keys {
  const [first] = secrets;
  if (first === undefined) throw new RangeError("at least one session secret is needed");
  const derived = new Map<string, { id: string; key: Buffer }[]>();

  function all(purpose: string): { id: string; key: Buffer }[] {
    let keys = derived.get(purpose);
    if (!keys) {
      keys = secrets.map((secret) => ({
        id: createHash("sha256").update(`id:${secret}`).digest("hex").slice(0, 12),
        key: createHmac("sha256", secret).update(purpose).digest(),
      }));
      derived.set(purpose, keys);
    }
    return keys;
  }

  return {
    all,
    signer: (purpose) => all(purpose)[0] ?? { id: "", key: Buffer.alloc(0) },
    find: (purpose, id) => all(purpose).find((entry) => entry.id === id)?.key ?? null,
  };
}

export function mac(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** Compares without telling by its time where the texts differ. */
export function isSameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `bytes` random bytes as URL-safe text. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

/** For keys of the store: personal data is looked up by its hash, never written into a key name. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
