import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuthenticatorTransport } from "@simplewebauthn/server";
import type { Attestation } from "#domain/auth/passkeys.ts";
import { AppError } from "#domain/shared/errors.ts";
import { insertPasskey, listPasskeyRows, listPasskeys } from "#db/repositories/passkeys.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import { tellFactorNews } from "./factor-news.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import {
  keepChallenge,
  readChallenge,
  takeChallenge,
  type ChallengePlace,
} from "./passkey-challenge.server.ts";
import { keepShownCodes, makeFirstCodes } from "./recovery-codes.server.ts";
import { relyingParty, webauthn } from "./relying-party.server.ts";
import { getUser } from "~/features/sign-in/step-up.server.ts";

type Customer = Pick<Session, "userId" | "familyId">;

const ENROLMENT_MS = 10 * 60_000;
const MAX_PASSKEYS = 10;

/** How a passkey will be called while the browser makes it. */
export const newPasskeys = kvRecord({ name: "enrol-passkey", schema: z.string(), lifeMs: ENROLMENT_MS });

/** Keeps how a passkey will be called while the browser makes it. */
export async function beginPasskey(
  deps: Pick<Services, "records">,
  customer: Customer,
  name: string,
): Promise<void> {
  await newPasskeys.put(deps, namePlace(customer), name);
}

/** The name of the passkey that is being made; null when none is. */
export function findNewPasskey(deps: Pick<Services, "records">, customer: Customer): Promise<string | null> {
  return newPasskeys.get(deps, namePlace(customer));
}

/** What the browser needs to make one. A device that has one of this person's already is left out. */
export async function askForNewPasskey(deps: Services, customer: Customer) {
  const { config, database } = deps;
  const user = await getUser(deps, customer);
  const known = await asSystem(database, (tx) => listPasskeyRows(tx, user.id));
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpID: relyingParty(deps).id,
    rpName: config.company.brand[user.language],
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.displayName,
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({
      id,
      // The browser's own words, which may be newer than the library.
      transports: transports as AuthenticatorTransport[],
    })),
    // It signs in alone, so it has to be found without an address and to verify its person.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await keepChallenge(deps, placeOf(customer), options.challenge);
  return options;
}

/**
 * Makes a new passkey a factor. The first strong factor comes with recovery codes; true when there are such codes to be shown.
 * Throws AppError `OTP_EXPIRED` when none is being made, `PASSKEY_REFUSED` for an answer that is not right or a key that
 * somebody has already, `conflict` when the person has too many.
 */
export async function addPasskey(
  deps: Services,
  customer: Customer,
  { credential, from }: { credential: Attestation; from: From },
): Promise<boolean> {
  const { database, now } = deps;
  const { userId } = customer;
  const begun = await newPasskeys.open(deps, namePlace(customer));
  if (begun === null) throw new AppError("invalid_input", { reason: "OTP_EXPIRED", status: 410 });
  const made = await verifyNew(deps, customer, credential);
  if (!made || !(await begun.take())) throw refused();
  const name = begun.value;

  const user = await getUser(deps, customer);
  const id = randomUUID();
  const codes = await asSystem(database, async (tx) => {
    if ((await listPasskeys(tx, userId)).length >= MAX_PASSKEYS)
      throw new AppError("conflict", { reason: "VALIDATION_FAILED" });
    if (!(await insertPasskey(tx, { id, userId, name, ...made, now: now() }))) throw refused();
    await tellFactorNews(deps, tx, {
      type: "factor.passkey_added",
      user,
      factorName: name,
      detail: { factorId: id },
      from,
    });
    return makeFirstCodes(deps, tx, { user, from });
  });
  if (codes) await keepShownCodes(deps, customer, codes);
  return codes !== null;
}

/** What is kept of a new passkey; null for an answer that is not right. */
async function verifyNew(deps: Services, customer: Customer, credential: Attestation) {
  const challenge = readChallenge(credential.response.clientDataJSON);
  if (challenge === null || !(await takeChallenge(deps, placeOf(customer), challenge))) return null;
  const { verifyRegistrationResponse } = await webauthn();
  const { id, origin } = relyingParty(deps);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id: credentialId, publicKey, counter } = registrationInfo.credential;
    const { transports } = credential.response;
    return { credentialId, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports };
  } catch {
    // The library throws for whatever is wrong, and for what cannot be read.
    return null;
  }
}

function refused(): AppError {
  return new AppError("invalid_input", { reason: "PASSKEY_REFUSED" });
}

const namePlace = ({ userId, familyId }: Customer) => `${userId}:${familyId}`;
const placeOf = ({ familyId }: Customer): ChallengePlace => ({ use: "enrol", subject: familyId });
