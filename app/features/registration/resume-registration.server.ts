import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import type { From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import { lookUp } from "./look-up.server.ts";
import { findRegistration } from "./read-registering.server.ts";
import { FOR_MS, progressOf } from "./registration-process.server.ts";
import { getVerified, keepFound, type StartCookies } from "./start-token.server.ts";

/**
 * The person asks how their registration is: goes on with it, whichever browser has begun it, and keeps what is next. Throws
 * AppError `SESSION_EXPIRED` and what the adapters throw.
 */
export async function resumeRegistration(
  deps: Services,
  { from, ...cookies }: StartCookies & { from: From },
): Promise<void> {
  const { config, database, processes, limits } = deps;
  refuseWhileClosed(config);
  const token = await getVerified(deps, cookies);
  const newest = await asSystem(database, (tx) => findRegistration(tx, token.email));
  const isOpen = newest?.finishedAt === null;
  if (!newest || (!isOpen && newest.facts["registrationId"] !== token.registrationId)) {
    await lookUp(deps, token);
    return;
  }
  await limits.use("startCheck", mailboxOf(token.email));
  const transient = { from, deviceHash: token.deviceHash };
  const end = isOpen ? await processes.join(newest.id, { forMs: FOR_MS, transient }) : newest;
  switch (progressOf(end).state) {
    case "has_login":
      // One that was linked has no password yet.
      if (end?.facts["kind"] === "link") await lookUp(deps, token);
      else await keepFound(token, { status: "ready" });
      return;
    case "waits":
      await keepFound(token, { status: "under_way" });
      return;
    case "undone":
      await keepFound(token, { status: "support" });
      return;
    case "refused":
    case "taken":
      await lookUp(deps, token);
  }
}
