import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB and two passes (OWASP); about 50 ms on one core, off the event loop. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One hash to compare with when there is no user, so that unknown and wrong take the same time. */
const nobody = hash("no user has this password", OPTIONS);

/** Unicode is normalised (NFKC), so that the same password typed on another keyboard is the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), OPTIONS);
}

/** `stored` null: the work of a comparison is done all the same and the answer is false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password.normalize("NFKC"));
  return stored !== null && matches;
}
