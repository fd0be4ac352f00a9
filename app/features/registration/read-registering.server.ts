import { findOpenRegistration } from "#db/repositories/registrations.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";

/** Whether somebody with this address is on their way to a login. */
export async function isRegistering(
  _: Pick<Services, "processes">,
  tx: SystemTx,
  email: string,
): Promise<boolean> {
  return (await findOpenRegistration(tx, hashText(email))) !== null;
}
