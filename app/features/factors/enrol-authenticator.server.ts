import { randomUUID } from "node:crypto";
import { generateSecret, generateURI } from "otplib";
import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { insertAuthenticator, listAuthenticators } from "#db/repositories/authenticators.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import { findStep, secretPlace } from "./authenticator-code.server.ts";
import { tellFactorNews } from "./factor-news.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { keepShownCodes, makeFirstCodes } from "./recovery-codes.server.ts";
import { getUser } from "~/features/sign-in/step-up.server.ts";

type Customer = Pick<Session, "userId" | "familyId">;

const ENROLMENT_MS = 10 * 60_000;
const MAX_APPS = 5;

/** Enrolments under way: in the store, since an unconfirmed secret belongs to nobody's factors. */
export const enrolments = kvRecord({
  name: "enrol-authenticator",
  schema: z.object({ id: z.string(), name: z.string(), secret: z.string() }),
  lifeMs: ENROLMENT_MS,
});

/** Makes a secret for an app that will be called `name`; an earlier enrolment of this session that was not finished is over. */
export async function beginEnrolment(
  deps: Pick<Services, "records">,
  customer: Customer,
  name: string,
): Promise<void> {
  await enrolments.put(deps, placeOf(customer), { id: randomUUID(), name, secret: generateSecret() });
}

/** What the app has to be told: the secret as text, and as the address that a QR code carries. Null when none is under way. */
export async function findEnrolment(
  deps: Pick<Services, "records" | "database" | "config">,
  customer: Customer,
): Promise<{ name: string; secret: string; uri: string } | null> {
  const enrolment = await enrolments.get(deps, placeOf(customer));
  if (!enrolment) return null;
  const { name, secret } = enrolment;
  const { email } = await getUser(deps, customer);
  return {
    name,
    secret,
    uri: generateURI({ issuer: deps.config.company.brand.en, label: email, secret }),
  };
}

/**
 * Makes the app a factor, once it has shown a code. The first factor comes with ten recovery codes; true when there are
 * such codes to be shown. Throws AppError `OTP_INVALID` for a code that is not the app's, `OTP_EXPIRED` when no enrolment is
 * under way, `conflict` when the person has too many apps.
 */
export async function confirmEnrolment(
  deps: Services,
  customer: Customer,
  { code, from }: { code: string; from: From },
): Promise<boolean> {
  const { encryption, database, now } = deps;
  const { userId } = customer;
  const enrolment = await enrolments.open(deps, placeOf(customer));
  if (!enrolment) throw new AppError("invalid_input", { reason: "OTP_EXPIRED", status: 410 });
  const { id, name, secret } = enrolment.value;
  const at = now();
  const step = await findStep(secret, code, at);
  if (step === null) throw new AppError("invalid_input", { reason: "OTP_INVALID" });
  if (!(await enrolment.take())) throw new AppError("invalid_input", { reason: "OTP_EXPIRED", status: 410 });

  const user = await getUser(deps, customer);
  const made = await asSystem(database, async (tx) => {
    if ((await listAuthenticators(tx, userId)).length >= MAX_APPS)
      throw new AppError("conflict", { reason: "VALIDATION_FAILED" });
    const sealed = { secret: encryption.seal(secret, secretPlace(userId, id)), keyId: encryption.keyId };
    await insertAuthenticator(tx, { id, userId, name, ...sealed, lastStep: step, now: at });
    await tellFactorNews(deps, tx, {
      type: "factor.authenticator_added",
      user,
      factorName: name,
      detail: { factorId: id },
      from,
    });
    return makeFirstCodes(deps, tx, { user, from });
  });
  if (made) await keepShownCodes(deps, customer, made);
  return made !== null;
}

const placeOf = ({ userId, familyId }: Customer) => `${userId}:${familyId}`;
