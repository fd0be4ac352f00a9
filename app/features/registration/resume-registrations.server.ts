import { GET_STARTED } from "#domain/auth/registration.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { finishStep, listUnfinished, type Registration } from "#db/repositories/registrations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { advanceRegistration } from "./advance-registration.server.ts";
import { callSupport } from "./call-support.server.ts";
import { openDetails } from "./registration-details.server.ts";

/** Of a person's own request: the job leaves it alone meanwhile. */
const UNTOUCHED_MS = 60_000;
const AT_A_TIME = 50;

/**
 * The job behind registrations that were cut off, by a system that did not answer or by the end of a process: goes on with each,
 * and gives up what is a day old. One that fails keeps no other from it.
 */
export async function resumeRegistrations(deps: Services): Promise<void> {
  const { database, logger, now } = deps;
  const untouchedSince = new Date(now().getTime() - UNTOUCHED_MS);
  const unfinished = await asSystem(database, (tx) =>
    listUnfinished(tx, { untouchedSince, limit: AT_A_TIME }),
  );
  for (const registration of unfinished) {
    const { id, step } = registration;
    try {
      const isTooOld = registration.createdAt.getTime() <= now().getTime() - GET_STARTED.openMs;
      if (isTooOld) await giveUp(deps, registration);
      else await goOn(deps, registration);
    } catch (error) {
      if (!isAppError(error)) throw error;
      logger.warn({ err: error, registrationId: id, step }, "registration not finished yet");
    }
  }
}

/** The person has left their page: where nothing came of it, somebody of ours tells them. */
async function goOn(deps: Services, { id, details }: Registration): Promise<void> {
  const { email } = openDetails(deps, id, details ?? "");
  const { state } = await advanceRegistration(deps, id);
  if (state === "refused" || state === "taken")
    await callSupport(deps, { registrationId: id, email, reason: "undone" });
}

async function giveUp(deps: Services, registration: Registration): Promise<void> {
  const { database, logger, now, whmcs } = deps;
  const { id, step, details } = registration;
  const move = (next: "done" | "undo" | "expired", whmcsClientId = registration.whmcsClientId) =>
    asSystem(database, (tx) => finishStep(tx, { id, step, next, facts: { whmcsClientId }, now: now() }));
  switch (step) {
    case "status":
      logger.error({ registrationId: id }, "the customer system was not told of a new customer for a day");
      await move("done");
      return;
    case "account":
    case "client": {
      const { email } = openDetails(deps, id, details ?? "");
      // The answer of the one call that made a client may be all that is missing.
      const made = step === "client" ? await whmcs.findAddedClient({ email, reference: id }) : null;
      if (!made) await callSupport(deps, { registrationId: id, email, reason: "undone" });
      await move(made ? "undo" : "expired", made?.clientId ?? null);
      break;
    }
    case "login":
      await move("undo");
      break;
    case "undo":
    case "done":
    case "undone":
    case "expired":
      break;
  }
  await advanceRegistration(deps, id);
}
