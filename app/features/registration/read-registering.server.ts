import { findProcess, type ProcessRow } from "#db/repositories/processes.server.ts";
import { findOpenRegistration } from "#db/repositories/registrations.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { hashText } from "~/platform/security/keys.server.ts";

/** Name of the process. */
export const REGISTRATION = "register";

/** The unfinished registration of an address, or else the newest. */
export function findRegistration(tx: SystemTx, email: string): Promise<ProcessRow | null> {
  return findProcess(tx, REGISTRATION, hashText(email));
}

/** Whether somebody with this address is on their way to a login, also through an earlier release. */
export async function isRegistering(tx: SystemTx, email: string): Promise<boolean> {
  const newest = await findRegistration(tx, email);
  if (newest && newest.finishedAt === null) return true;
  return (await findOpenRegistration(tx, hashText(email))) !== null;
}
