import { z } from "zod";
import { SECOND_STEP } from "#domain/auth/second-step.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { hashText, randomText } from "~/platform/security/keys.server.ts";
import { kvRecord, type OpenRecord } from "~/platform/store/kv-record.server.ts";

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

type Pending = z.infer<typeof PendingSchema>;

export const pendingSignIns = kvRecord({
  name: "pending",
  schema: PendingSchema,
  lifeMs: SECOND_STEP.pendingMs,
});

export type PendingSignIn = Pending & {
  /** Whom a mailed code is for. */
  codeSubject: string;
  /** True for the one call that ends it: a cookie sent twice starts one session. */
  end: OpenRecord<Pending>["take"];
};

/** The password was right: keeps what the second step has to know, and returns the value of the cookie that leads to it. */
export async function beginPending(
  deps: Pick<Services, "records" | "now">,
  pending: Omit<Pending, "expiresAt">,
): Promise<string> {
  const id = randomText(24);
  const expiresAt = deps.now().getTime() + SECOND_STEP.pendingMs;
  await pendingSignIns.put(deps, hashText(id), { ...pending, expiresAt });
  return id;
}

/** Null when the sign-in is over, too old, unknown, or another browser's. */
export async function findPending(
  deps: Pick<Services, "records">,
  cookies: { pendingId: string | undefined; deviceId: string | undefined },
): Promise<PendingSignIn | null> {
  const { pendingId, deviceId } = cookies;
  if (!pendingId || !deviceId) return null;
  // The store holds no cookie value: whoever reads it cannot go on with anybody's sign-in.
  const found = await pendingSignIns.open(deps, hashText(pendingId));
  if (found?.value.deviceHash !== hashText(deviceId)) return null;
  return { ...found.value, codeSubject: `sign-in:${hashText(pendingId)}`, end: found.take };
}
