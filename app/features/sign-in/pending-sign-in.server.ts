import { z } from "zod";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { hashText, openRecord, randomText, sealRecord } from "~/platform/security/keys.server.ts";

const PendingSchema = z.object({
  userId: UserIdSchema,
  /** `markPassword` of the password that was right. */
  passwordMark: z.string(),
  remember: z.boolean(),
  returnTo: z.string(),
  /** The browser that typed the password; no other one may go on. */
  deviceHash: z.string(),
  expiresAt: z.number(),
});

export type PendingSignIn = z.infer<typeof PendingSchema> & {
  /** Whom a mailed code is for. */
  codeSubject: string;
  /** Key and text of the store, for `endPending`. */
  stored: { key: string; text: string };
};

/** The password was right: keeps what the second step has to know, and returns the value of the cookie that leads to it. */
export async function beginPending(
  { kv, now, keys }: Pick<Services, "kv" | "now" | "keys">,
  pending: Omit<z.infer<typeof PendingSchema>, "expiresAt">,
): Promise<string> {
  const id = randomText(24);
  const entry = { ...pending, expiresAt: now().getTime() + SECOND_STEP.pendingMs };
  const key = storeKey(id);
  await kv.set(key, sealRecord(keys, key, JSON.stringify(entry)), SECOND_STEP.pendingMs);
  return id;
}

/** Null when the sign-in is over, too old, unknown, or another browser's. */
export async function findPending(
  { kv, keys }: Pick<Services, "kv" | "keys">,
  cookies: { pendingId: string | undefined; deviceId: string | undefined },
): Promise<PendingSignIn | null> {
  const { pendingId, deviceId } = cookies;
  if (!pendingId || !deviceId) return null;
  const key = storeKey(pendingId);
  const record = await kv.get(key);
  const text = openRecord(keys, key, record);
  if (record === null || text === null) return null;
  const pending = PendingSchema.parse(JSON.parse(text));
  if (pending.deviceHash !== hashText(deviceId)) return null;
  return { ...pending, codeSubject: `sign-in:${hashText(pendingId)}`, stored: { key, text: record } };
}

/** True for the one call that ends it: a cookie sent twice starts one session. */
export function endPending({ kv }: Pick<Services, "kv">, { stored }: PendingSignIn): Promise<boolean> {
  return kv.compareAndDelete(stored.key, stored.text);
}

/** The store holds no cookie value: whoever reads it cannot go on with anybody's sign-in. */
const storeKey = (id: string) => `pending:${hashText(id)}`;
