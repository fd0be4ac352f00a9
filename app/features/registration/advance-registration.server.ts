import { setTimeout as wait } from "node:timers/promises";
import { hasLogin, isOver } from "#domain/auth/registration.ts";
import { assertNever } from "#domain/shared/errors.ts";
import { findRegistration, type Registration } from "#db/repositories/registrations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { randomText } from "~/platform/security/keys.server.ts";
import {
  makeAccount,
  makeClient,
  makeLogin,
  tellStatus,
  undo,
  type StepInput,
} from "./registration-steps.server.ts";
import { openDetails } from "./registration-details.server.ts";
import type { Progress } from "./registration-progress.ts";

const LOCK_MS = 60_000;
const LOOK_MS = 200;
const LOOKS = 100;

/**
 * Does what is still to be done of a registration, however far it has come, and ends with the person's login, or with nothing
 * (portal.md 3.3). May be called at any time and by several at once: every step looks before it acts. Throws what the adapters
 * throw; it goes on from there the next time.
 */
export async function advanceRegistration(
  deps: Services,
  id: string,
  by: StepInput["by"] = null,
): Promise<Progress> {
  // Spares work that would be done twice, and lets a second press of the button have the answer of the first.
  const key = `registration:${id}`;
  const mine = randomText(9);
  const lockMs = Math.min(LOCK_MS, deps.config.timing.longestLeaseMs);
  for (let look = 0; look < LOOKS; look += 1) {
    if (await deps.kv.setIfAbsent(key, mine, lockMs)) {
      return takeSteps(deps, id, by).finally(() => deps.kv.compareAndDelete(key, mine));
    }
    await wait(LOOK_MS);
  }
  return { state: "waits" };
}

async function takeSteps(deps: Services, id: string, by: StepInput["by"]): Promise<Progress> {
  for (;;) {
    const registration = await asSystem(deps.database, (tx) => findRegistration(tx, id));
    // Forgotten: a call before this one was refused.
    if (!registration || registration.step === "expired") return { state: "refused", field: null };
    if (registration.step === "undone") return { state: "undone" };
    if (isOver(registration.step)) return { state: "has_login" };
    try {
      const stop = await takeStep(deps, registration, by);
      if (stop) return stop;
    } catch (error) {
      if (!hasLogin(registration.step)) throw error;
      // The customer system learns of it later; the person need not wait for that.
      deps.logger.warn({ err: error, registrationId: id }, "status of a new customer not written yet");
      return { state: "has_login" };
    }
  }
}

/** Undefined: there is more to do. */
function takeStep(
  deps: Services,
  registration: Registration,
  by: StepInput["by"],
): Promise<Progress | undefined> {
  const { id, step, details } = registration;
  const input: StepInput = { registration, details: openDetails(deps, id, details ?? ""), by };
  switch (step) {
    case "account":
      return makeAccount(deps, input);
    case "client":
      return makeClient(deps, input);
    case "login":
      return makeLogin(deps, input);
    case "status":
      return tellStatus(deps, input);
    case "undo":
      return undo(deps, input);
    case "done":
    case "undone":
    case "expired":
      return Promise.resolve(undefined);
    default:
      return assertNever(step);
  }
}
