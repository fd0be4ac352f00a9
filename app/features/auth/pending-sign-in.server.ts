import { z } from "zod";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { hashText, randomText } from "~/platform/security/keys.server.ts";

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
  { kv, now }: Pick<Services, "kv" | "now">,
  pending: Omit<z.infer<typeof PendingSchema>, "expiresAt">,
): Promise<string> {
  const id = randomText(24);
  const entry = { ...pending, expiresAt: now().getTime() + SECOND_STEP.pendingMs };
  await kv.set(storeKey(id), JSON.stringify(entry), SECOND_STEP.pendingMs);
  return id;
}

/** Null when the sign-in is over, too old, unknown, or another browser's. */
export async function findPending(
  { kv }: Pick<Services, "kv">,
  cookies: { pendingId: string | undefined; deviceId: string | undefined },
): Promise<PendingSignIn | null> {
  const { pendingId, deviceId } = cookies;
  if (!pendingId || !deviceId) return null;
  const key = storeKey(pendingId);
  const text = await kv.get(key);
  if (text === null) return null;
  const pending = PendingSchema.parse(JSON.parse(text));
  if (pending.deviceHash !== hashText(deviceId)) return null;
  return { ...pending, codeSubject: `sign-in:${hashText(pendingId)}`, stored: { key, text } };
}

/** True for the one call that ends it: a cookie sent twice starts one session. */
export function endPending({ kv }: Pick<Services, "kv">, { stored }: PendingSignIn): Promise<boolean> {
  return kv.compareAndDelete(stored.key, stored.text);
}

/** The store holds no cookie value: whoever reads it cannot go on with anybody's sign-in. */
const storeKey = (id: string) => `pending:${hashText(id)}`;
