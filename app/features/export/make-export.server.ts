import { z } from "zod";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { beginIdempotent, finishIdempotent, isIdempotentDone } from "#db/repositories/idempotency.server.ts";
import { findUser, type User } from "#db/repositories/users.server.ts";
import { asCustomer, asSystem, type SystemTx } from "#db/row-security.server.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Seen } from "~/features/sign-in/from.ts";
import type { Services } from "~/services.ts";
import type { Session } from "~/platform/security/sessions.server.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { formatMailTime, nameMailDevice, writeMail } from "~/platform/mail/write-mail.server.ts";
import { readOtherParts } from "./other-parts.server.ts";
import { readOwnParts } from "./own-parts.server.ts";
import { PART_NAMES, type DataExport } from "./parts.ts";

type Customer = Pick<Session, "userId" | "familyId" | "clientId">;

/** How long the files can be had, by the session that asked for them and nobody else. */
const KEPT_MS = 10 * 60_000;
const BODY = "data-export";

/** As the code that reads the parts has made them: their shapes are the providers' and change with each other. */
export const dataExports = kvRecord({
  name: "data-export",
  schema: z.custom<DataExport>((copy) => typeof copy === "object" && copy !== null && "parts" in copy),
  lifeMs: KEPT_MS,
});
const placeOf = ({ userId, familyId }: Pick<Customer, "userId" | "familyId">) => `${userId}:${familyId}`;

/**
 * Reads everything that is held about a customer, here and in the other systems, and keeps it for `findExport`. The owner is
 * told by mail. The same form sent twice is one copy, one entry and one mail. Throws AppError `rate_limited` after five in
 * an hour, `not_found` when the login is gone.
 */
export async function makeExport(
  deps: Services,
  customer: Customer,
  { idempotencyKey: key, seen }: { idempotencyKey: string; seen: Seen },
): Promise<void> {
  const { database, limits, now } = deps;
  const { userId } = customer;
  if (await asSystem(database, (tx) => isIdempotentDone(tx, { userId, key, now: now() }))) return;
  await limits.use("dataExport", userId);
  const user = await asCustomer(database, userId, (tx) => findUser(tx, userId));
  if (!user) throw new AppError("not_found", { reason: "NOT_FOUND" });
  const madeAt = now();
  const [own, others] = await Promise.all([readOwnParts(deps, userId), readOtherParts(deps, customer)]);
  const copy: DataExport = {
    madeAt: madeAt.toISOString(),
    until: new Date(now().getTime() + KEPT_MS).toISOString(),
    parts: { ...own, ...others },
  };
  await asSystem(database, async (tx) => {
    const call = await beginIdempotent(tx, { userId, key, bodyHash: BODY, now: now() });
    if (call.state !== "first") return;
    await finishIdempotent(tx, { userId, key, status: 303, response: null });
    await mailOwner(deps, tx, { user, at: madeAt, seen });
    // Before the commit, for which the second press of the button waits: it finds the files then.
    await dataExports.put(deps, placeOf(customer), copy);
    const missing = PART_NAMES.filter((name) => copy.parts[name].state === "unavailable");
    await recordAuditEvent(tx, {
      userId,
      type: "data.exported",
      at: madeAt,
      ...seen,
      detail: { missing: missing.join(" ") },
    });
  });
}

/** The copy that this session has asked for; null when there is none, or not any more. */
export function findExport(deps: Pick<Services, "records">, customer: Customer): Promise<DataExport | null> {
  return dataExports.get(deps, placeOf(customer));
}

async function mailOwner(
  { queue, origin, config }: Services,
  tx: SystemTx,
  { user, at, seen }: { user: User; at: Date; seen: Seen },
): Promise<void> {
  const { language, displayName: name } = user;
  const mail = writeMail({
    language,
    name,
    origin,
    company: config.company,
    subject: "mail.export.subject",
    paragraphs: ["mail.export.what", ["mail.time", "mail.device"], "mail.export.you", "mail.notYou"],
    values: {
      time: formatMailTime(at, language),
      device: nameMailDevice(seen.device, language),
    },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId: user.id,
    toAddress: user.email,
    template: "data-export",
    language,
    now: at,
  });
}
