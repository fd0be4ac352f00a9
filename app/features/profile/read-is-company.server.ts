import { isAnswer } from "#domain/shared/errors.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";

/**
 * Whether the billing system has the customer as a company. While it does not answer they count as a person, who has more rights: a
 * request or an order does not fail with it, and staff corrects what was written.
 */
export async function readIsCompany({ whmcs }: Services, { clientId }: Owner): Promise<boolean> {
  try {
    return (await whmcs.getClient({ clientId })).companyName !== "";
  } catch (error) {
    if (isAnswer(error)) throw error;
    return false;
  }
}
