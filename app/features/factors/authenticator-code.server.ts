import { verify } from "otplib";
import { listAuthenticatorSecrets, useAuthenticatorStep } from "#db/repositories/authenticators.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";

/** One step either way: clocks differ, and typing takes time (RFC 6238, 5.2). */
const TOLERANCE_SECONDS = 30;

/** Where a secret belongs, for its encryption. */
export function secretPlace(userId: UserId, id: string): string {
  return `authenticators.secret ${userId} ${id}`;
}

/** The 30-second step that a code belongs to, or null when it is none of this secret's codes around now. */
export async function findStep(secret: string, code: string, now: Date): Promise<number | null> {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = await verify({ secret, token: code, epoch, epochTolerance: TOLERANCE_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/**
 * Takes a code of any of this person's apps, once: the step it belongs to, and those before, are used up with it. Returns
 * since when the app has been there; null for a code that is none, or not any more.
 */
export async function takeAuthenticatorCode(
  { database, encryption, now }: Pick<Services, "database" | "encryption" | "now">,
  userId: UserId,
  code: string,
): Promise<Date | null> {
  const at = now();
  const apps = await asSystem(database, (tx) => listAuthenticatorSecrets(tx, userId));
  for (const { id, secret, createdAt } of apps) {
    const step = await findStep(encryption.open(secret, secretPlace(userId, id)), code, at);
    if (step === null) continue;
    const isTaken = await asSystem(database, (tx) => useAuthenticatorStep(tx, { id, step, now: at }));
    return isTaken ? createdAt : null;
  }
  return null;
}
