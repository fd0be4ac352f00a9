import { z } from "zod";
import { CHALLENGE_MS, type PasskeyUse } from "#domain/auth/passkeys.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";

/** What a challenge is for: a use, and the browser, sign-in or session that asked for it. */
export type ChallengePlace = { use: PasskeyUse; subject: string };

/** That this portal has handed the challenge out, for this place: all of it stands in the key. */
export const passkeyChallenges = kvRecord({
  name: "passkey",
  schema: z.literal("open"),
  lifeMs: CHALLENGE_MS,
});

/** Keeps a challenge that was handed out. Several can be open at once, in as many tabs. */
export async function keepChallenge(
  deps: Pick<Services, "records">,
  place: ChallengePlace,
  challenge: string,
): Promise<void> {
  await passkeyChallenges.put(deps, placeOf(place, challenge), "open");
}

/** True once, for a challenge of this very place that is not too old. */
export async function takeChallenge(
  deps: Pick<Services, "records">,
  place: ChallengePlace,
  challenge: string,
): Promise<boolean> {
  return (await passkeyChallenges.take(deps, placeOf(place, challenge))) !== null;
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

const placeOf = ({ use, subject }: ChallengePlace, challenge: string) =>
  `${use}:${hashText(`${subject} ${challenge}`)}`;
