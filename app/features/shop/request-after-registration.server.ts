import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { requestEligibility, type EligibilityRequestInput } from "./request-eligibility.server.ts";

/**
 * Asks for the check that a new customer came for. False where there is nothing to ask, or it cannot be asked now: the account is
 * there all the same, and its page about internet has the button.
 */
export async function requestAfterRegistration(
  deps: Services,
  { userId, ...input }: Omit<EligibilityRequestInput, "owner"> & { userId: UserId },
): Promise<boolean> {
  const { database, logger } = deps;
  const mapping = await asCustomer(database, userId, (tx) => findMapping(tx, userId));
  if (!mapping) return false;
  try {
    const owner = { userId, clientId: mapping.whmcsClientId };
    return (await requestEligibility(deps, { ...input, owner })) === "requested";
  } catch (error) {
    if (!isAppError(error)) throw error;
    logger.warn(
      { event: "eligibility.not_requested", err: error },
      "the check that a new customer came for was not asked for",
    );
    return false;
  }
}
