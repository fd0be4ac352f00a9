import { z } from "zod";
import { CHALLENGE_MS, type PasskeyUse } from "#domain/auth/passkeys.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";

/** What a challenge is for: a use, and the browser, sign-in or session that asked for it. */
export type ChallengePlace = { use: PasskeyUse; subject: string };

/** Keeps a challenge that was handed out. Several can be open at once, in as many tabs. */
export async function keepChallenge(
  { kv }: Pick<Services, "kv">,
  place: ChallengePlace,
  challenge: string,
): Promise<void> {
  await kv.set(storeKey(place, challenge), OPEN, CHALLENGE_MS);
}

/** True once, for a challenge of this very place that is not too old. */
export function takeChallenge(
  { kv }: Pick<Services, "kv">,
  place: ChallengePlace,
  challenge: string,
): Promise<boolean> {
  return kv.compareAndDelete(storeKey(place, challenge), OPEN);
}

const ClientDataSchema = z.object({ challenge: z.string().min(1).max(200) });

/** The challenge that the browser says it has answered; null when it says nothing readable. */
export function readChallenge(clientDataJSON: string): string | null {
  try {
    const text = Buffer.from(clientDataJSON, "base64url").toString();
    return ClientDataSchema.parse(JSON.parse(text)).challenge;
  } catch {
    return null;
  }
}

const OPEN = "open";
const storeKey = ({ use, subject }: ChallengePlace, challenge: string) =>
  `passkey:${use}:${hashText(`${subject} ${challenge}`)}`;
