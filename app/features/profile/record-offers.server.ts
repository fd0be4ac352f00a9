import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { findAgreements, setMarketing, type User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { OFFERS, versionOn } from "#domain/auth/agreements.ts";
import { tokyoDate } from "#domain/shared/date-rules.ts";
import type { Seen } from "~/features/sign-in/from.ts";
import type { Services } from "~/services.ts";

/**
 * Writes down whether somebody agrees to advertising by mail, when, and to which sentence (JP-SC-4), in the transaction of the
 * change. Who has agreed already keeps the time of the first.
 */
export async function recordOffers(
  { now }: Pick<Services, "now">,
  tx: SystemTx,
  { user, agreed, seen }: { user: Pick<User, "id">; agreed: boolean; seen: Seen },
): Promise<void> {
  const at = now();
  const userId = user.id;
  const { marketing } = await findAgreements(tx, userId);
  if (agreed && marketing) return;
  const version = versionOn(OFFERS, tokyoDate(at));
  await setMarketing(tx, { id: userId, marketing: agreed ? { agreedAt: at, version } : null, now: at });
  const type = agreed ? "offers.agreed" : "offers.taken_back";
  await recordAuditEvent(tx, { userId, type, at, ...seen, detail: agreed ? { version } : {} });
}
