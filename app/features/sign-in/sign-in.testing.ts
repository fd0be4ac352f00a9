import { findKnownDevice } from "#db/repositories/known-devices.server.ts";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { finishSignIn } from "./finish-sign-in.server.ts";
import { readCodeState } from "./one-time-code.server.ts";
import { findPending } from "./pending-sign-in.server.ts";
import { signIn, type SignedIn, type SignInAttempt } from "./sign-in.server.ts";

/** The code that was mailed for a sign-in under way, as its reader would type it. */
export async function readCodeOf(
  deps: Pick<Services, "database" | "records" | "now" | "limits" | "keys">,
  cookies: { pendingId: string; deviceId: string },
): Promise<string> {
  const pending = await findPending(deps, cookies);
  const state = pending && (await readCodeState(deps, pending.codeSubject));
  const mails = await asSystem(deps.database, (tx) => listMail(tx, { limit: 50 }));
  const mail = mails.find(
    ({ template, text }) => template === "code" && text.includes(state?.reference ?? "-"),
  );
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (code === undefined) throw new Error("no mail with a code");
  return code;
}

/** Both steps of a sign-in, with the mailed code. */
export async function signInWithCode(
  deps: Services,
  attempt: SignInAttempt,
  step: { trust?: boolean } = {},
): Promise<SignedIn> {
  const outcome = await signIn(deps, attempt);
  if (outcome.state === "signed_in") return outcome;
  const { deviceId } = attempt;
  return finishSignIn(deps, {
    pendingId: outcome.pendingId,
    deviceId,
    method: "mailed_code",
    code: await readCodeOf(deps, { pendingId: outcome.pendingId, deviceId }),
    trust: step.trust ?? false,
    from: attempt,
  });
}

export function trustOf({ database }: Pick<Services, "database">, userId: UserId, deviceId: string) {
  return asSystem(database, async (tx) => {
    const device = await findKnownDevice(tx, { userId, deviceHash: hashText(deviceId) });
    return device?.trustedUntil ?? null;
  });
}
