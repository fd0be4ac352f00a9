import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import { findOpenRegistration, findRegistration } from "#db/repositories/registrations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { refuseWhileClosed } from "~/features/sign-in/maintenance.server.ts";
import { advanceRegistration } from "./advance-registration.server.ts";
import { lookUp } from "./look-up.server.ts";
import { getVerified, keepFound, type StartCookies } from "./start-token.server.ts";

/**
 * The person asks how their registration is: goes on with it, whichever browser has begun it, and keeps what is next. Throws
 * AppError `SESSION_EXPIRED` and what the adapters throw.
 */
export async function resumeRegistration(
  deps: Services,
  { from, ...cookies }: StartCookies & { from: From },
): Promise<void> {
  refuseWhileClosed(deps.config);
  const token = await getVerified(deps, cookies);
  const open = await asSystem(
    deps.database,
    async (tx) =>
      (await findOpenRegistration(tx, hashText(token.email))) ??
      (await findRegistration(tx, token.registrationId)),
  );
  if (!open) {
    await lookUp(deps, token);
    return;
  }
  await deps.limits.use("startCheck", mailboxOf(token.email));
  const by = { from, deviceHash: token.deviceHash };
  const { state } = await advanceRegistration(deps, open.id, by);
  switch (state) {
    case "has_login":
      // One that was linked has no password yet.
      if (open.kind === "link") await lookUp(deps, token);
      else await keepFound(deps, token, { status: "ready" });
      return;
    case "waits":
      await keepFound(deps, token, { status: "under_way" });
      return;
    case "undone":
      await keepFound(deps, token, { status: "support" });
      return;
    case "refused":
    case "taken":
      await lookUp(deps, token);
  }
}
