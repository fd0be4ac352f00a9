import { findUserByEmail } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { verifyPassword } from "~/platform/security/passwords.server.ts";
import type { From } from "../from.ts";
import type { SignedIn } from "../sign-in.server.ts";
import { markPassword, startSession } from "../start-session.server.ts";
import { finishStart, keepFound, type StartToken } from "./start-token.server.ts";

/**
 * The session at the end of a registration: address and password are both proved. With another password, as from a second
 * browser that registered the same address, there is none, and the person signs in.
 */
export async function enter(
  deps: Services,
  token: StartToken,
  { password, from }: { password: string; from: From },
): Promise<{ state: "signed_in"; signedIn: SignedIn } | { state: "next" }> {
  const user = await asSystem(deps.database, (tx) => findUserByEmail(tx, token.email));
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  const tokens =
    user?.status === "active" && isRight
      ? await startSession(deps, {
          user,
          passwordMark: markPassword(user),
          deviceHash: token.deviceHash,
          remember: false,
          given: { factor: "mailed_code", since: null },
          trust: false,
          from,
        })
      : null;
  if (!user || !tokens) {
    await keepFound(deps, token, { status: "ready" });
    return { state: "next" };
  }
  await finishStart(deps, token);
  // Where whoever wanted to have their address checked goes on.
  const returnTo = token.wish === null ? token.returnTo : "/account/services/internet";
  return { state: "signed_in", signedIn: { state: "signed_in", tokens, user, returnTo } };
}
