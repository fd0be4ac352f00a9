import type { AuthenticatorTransport } from "@simplewebauthn/server";
import type { Assertion } from "#domain/auth/passkeys.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findPasskeyByCredential, usePasskey, type PasskeyRow } from "#db/repositories/passkeys.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { isWithin } from "~/platform/security/limits.server.ts";
import { auditFrom, type From } from "~/features/sign-in/from.ts";
import {
  keepChallenge,
  readChallenge,
  takeChallenge,
  type ChallengePlace,
} from "./passkey-challenge.server.ts";
import { relyingParty, webauthn } from "./relying-party.server.ts";

/** What the browser needs to ask for a passkey. `passkeys` empty: any that it has for this portal. */
export async function askForPasskey(
  deps: Pick<Services, "records" | "origin">,
  place: ChallengePlace,
  passkeys: readonly Pick<PasskeyRow, "credentialId" | "transports">[],
) {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(deps).id,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      // The browser's own words, which may be newer than the library.
      transports: transports as AuthenticatorTransport[],
    })),
    userVerification: "required",
  });
  await keepChallenge(deps, place, options.challenge);
  return options;
}

export type PasskeyCheck = ChallengePlace & {
  /** Whose it has to be; null: that is what it tells. */
  ownerId: UserId | null;
  credential: Assertion;
  from: From;
};

type Fault = "challenge" | "owner" | "answer" | "counter";

/**
 * Takes the answer of a passkey: to a challenge of this place, signed for this portal, by a person whom the device has
 * verified. Throws AppError `rate_limited` after too many refused ones from one source; `PASSKEY_REFUSED`, written into the
 * log of whoever owns the passkey, so many times an hour. A counter that has not moved
 * on is a copy of the key (WebAuthn 3, 6.1.1), or an answer that came twice.
 */
export async function checkPasskey(deps: Services, check: PasskeyCheck): Promise<PasskeyRow> {
  const { database, limits, now } = deps;
  const { ownerId, credential, from } = check;
  // Counted as refused before anything is looked at, and given back to who was right.
  await limits.use("passkeyTry", from.clientIp);
  const passkey = await asSystem(database, (tx) => findPasskeyByCredential(tx, credential.id));
  const refuse = async (fault: Fault): Promise<never> => {
    // Not for what belongs to nobody: strangers would fill the log.
    if (passkey) await recordRefusal(deps, check, { passkey, fault });
    throw new AppError("invalid_input", { reason: "PASSKEY_REFUSED", facts: { fault } });
  };

  const challenge = readChallenge(credential.response.clientDataJSON);
  if (challenge === null || !(await takeChallenge(deps, check, challenge))) return refuse("challenge");
  if (!passkey || (ownerId !== null && passkey.userId !== ownerId) || !isHandleOf(passkey, credential))
    return refuse("owner");
  const counter = await verifyAnswer(deps, { passkey, credential, challenge });
  if (counter === null) return refuse("answer");
  const isCounting = counter > 0 || passkey.counter > 0;
  const use = { id: passkey.id, from: passkey.counter, to: counter, now: now() };
  if ((isCounting && counter <= passkey.counter) || !(await asSystem(database, (tx) => usePasskey(tx, use))))
    return refuse("counter");
  await limits.giveBack("passkeyTry", from.clientIp);
  return passkey;
}

/** The counter of an answer that is right; null for one that is not. */
async function verifyAnswer(
  deps: Pick<Services, "origin">,
  { passkey, credential, challenge }: { passkey: PasskeyRow; credential: Assertion; challenge: string },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await webauthn();
  const { id, origin } = relyingParty(deps);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        // Looked at here, where a copy can be told from a wrong answer.
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // The library throws for whatever is wrong, and for what cannot be read.
    return null;
  }
}

/** A browser may tell whom the passkey was made for; it is the id of the login. */
function isHandleOf({ userId }: PasskeyRow, { response: { userHandle } }: Assertion): boolean {
  return userHandle === undefined || Buffer.from(userHandle, "base64url").toString() === userId;
}

async function recordRefusal(
  { database, limits, now }: Services,
  { use, from }: PasskeyCheck,
  { passkey, fault }: { passkey: PasskeyRow; fault: Fault },
): Promise<void> {
  // The id of a passkey is no secret. A copy is always told: it takes the key itself.
  if (fault !== "counter" && !(await isWithin(limits, "passkeyLog", passkey.id))) return;
  await asSystem(database, (tx) =>
    recordAuditEvent(tx, {
      userId: passkey.userId,
      type: fault === "counter" ? "passkey.copied" : "passkey.refused",
      at: now(),
      ...auditFrom(from),
      detail: { use, fault, factorId: passkey.id },
    }),
  );
}
