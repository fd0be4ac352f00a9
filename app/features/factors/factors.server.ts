import {
  deleteAuthenticator,
  listAuthenticators,
  renameAuthenticator,
} from "#db/repositories/authenticators.server.ts";
import { deletePasskey, listPasskeys, renamePasskey } from "#db/repositories/passkeys.server.ts";
import { countUnusedRecoveryCodes } from "#db/repositories/recovery-codes.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { tellFactorNews } from "./factor-news.server.ts";
import type { From } from "~/features/sign-in/from.ts";
import { getUser } from "~/features/sign-in/step-up.server.ts";

type OwnerId = Pick<Owner, "userId">;

export type FactorView = {
  id: string;
  kind: "authenticator" | "passkey";
  name: string;
  /** ISO text, as for every page. */
  createdAt: string;
  lastUsedAt: string | null;
};

/** A person's factors that have names, and how many recovery codes are left. */
export async function readFactors(
  { database }: Pick<Services, "database">,
  { userId }: OwnerId,
): Promise<{ factors: FactorView[]; recoveryCodes: number }> {
  return asCustomer(database, userId, async (tx) => ({
    factors: [
      ...(await listPasskeys(tx, userId)).map((row) => toView("passkey", row)),
      ...(await listAuthenticators(tx, userId)).map((row) => toView("authenticator", row)),
    ],
    recoveryCodes: await countUnusedRecoveryCodes(tx, userId),
  }));
}

/** Throws AppError `not_found` for a factor that this person has not. */
export async function getFactor(
  deps: Pick<Services, "database">,
  owner: OwnerId,
  id: string,
): Promise<FactorView> {
  const { factors } = await readFactors(deps, owner);
  const factor = factors.find((one) => one.id === id);
  if (!factor) throw new AppError("not_found", { reason: "NOT_FOUND" });
  return factor;
}

export async function renameFactor(
  deps: Services,
  owner: OwnerId,
  change: { id: string; name: string; from: From },
): Promise<void> {
  const { id, name, from } = change;
  const { kind } = await getFactor(deps, owner, id);
  const user = await getUser(deps, owner);
  await asSystem(deps.database, async (tx) => {
    const rename = kind === "passkey" ? renamePasskey : renameAuthenticator;
    if (!(await rename(tx, { id, name, userId: owner.userId }))) return;
    await tellFactorNews(deps, tx, {
      type: "factor.renamed",
      user,
      factorName: name,
      detail: { kind, factorId: id },
      from,
    });
  });
}

/** Throws AppError `not_found` for a factor that this person has not, or not any more. */
export async function removeFactor(
  deps: Services,
  owner: OwnerId,
  { id, from }: { id: string; from: From },
): Promise<void> {
  const { kind, name } = await getFactor(deps, owner, id);
  const user = await getUser(deps, owner);
  await asSystem(deps.database, async (tx) => {
    const remove = kind === "passkey" ? deletePasskey : deleteAuthenticator;
    if (!(await remove(tx, { id, userId: owner.userId }))) return;
    await tellFactorNews(deps, tx, {
      type: "factor.removed",
      user,
      factorName: name,
      detail: { kind, factorId: id },
      from,
    });
  });
}

type Row = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

function toView(kind: FactorView["kind"], { id, name, createdAt, lastUsedAt }: Row): FactorView {
  return {
    id,
    kind,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
