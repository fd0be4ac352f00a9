import {
  closeRegistration,
  listIdleRegistrations,
  lockIdleRegistration,
  type Registration,
} from "#db/repositories/registrations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Services } from "~/services.ts";
import type { Adopted } from "~/platform/process/processes.server.ts";
import { DetailsSchema } from "./registration-details.server.ts";
import {
  registration,
  type RegistrationFacts,
  type RegistrationInput,
} from "./registration-process.server.ts";

/** An earlier release keeps one so long while it is at work. */
const LEASE_MS = 60_000;

/**
 * Takes over what an earlier release has begun and not ended, where it stands and with the time of a call that has no answer. Running
 * it twice does no more than once. Goes with the older journal.
 */
export async function adoptRegistrations(deps: Services): Promise<void> {
  const { database, processes, logger, now } = deps;
  const untouchedSince = new Date(now().getTime() - LEASE_MS);
  for (const id of await asSystem(database, (tx) => listIdleRegistrations(tx, untouchedSince)))
    try {
      await asSystem(database, async (tx) => {
        const row = await lockIdleRegistration(tx, id, untouchedSince);
        if (!row) return;
        const taken = await processes.adopt(tx, registration, toProcess(deps, row));
        // Otherwise the address has one that is under way: later.
        if (taken !== null) await closeRegistration(tx, id, now());
      });
    } catch (error) {
      if (!isAppError(error)) throw error;
      logger.error(
        { event: "registration.unreadable", err: error, registrationId: id },
        "a registration cannot be opened",
      );
    }
}

function toProcess(
  { encryption }: Pick<Services, "encryption">,
  { id, kind, step, stepBegunAt, userId, details, createdAt, ...row }: Registration,
): Adopted<RegistrationInput, RegistrationFacts> {
  const { sfAccountId, sfContactId, customerNumber, whmcsClientId, whmcsUserId } = row;
  const records = {
    ...(sfAccountId === null ? {} : { sfAccountId }),
    ...(whmcsClientId === null ? {} : { whmcsClientId }),
    sfContactId,
    customerNumber,
    whmcsUserId,
  };
  const hasLogin = step === "status" ? { hasLogin: true } : {};
  const attempt = { act: "AddClient", run: 1, attempt: 1 };
  return {
    input: {
      registrationId: id,
      kind,
      userId,
      records,
      details: DetailsSchema.parse(JSON.parse(encryption.open(details ?? "", `registrations.details ${id}`))),
    },
    facts: { ...records, registrationId: id, kind, ...hasLogin },
    attempts: step === "client" && stepBegunAt ? [{ ...attempt, step, begunAt: stepBegunAt }] : [],
    state: "running",
    step,
    startedAt: createdAt,
  };
}
