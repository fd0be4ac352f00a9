import { z } from "zod";
import { ContactIdSchema, type ContactId } from "#domain/shared/salesforce-ids.ts";
import { UserIdSchema, type UserId, type WhmcsClientId } from "#domain/shared/ids.ts";
import { AppError } from "#domain/shared/errors.ts";
import {
  findLastEmailChange,
  isEmailUnsynced,
  listUnsyncedUsers,
  markEmailSynced,
} from "#db/repositories/email-changes.server.ts";
import { findMapping } from "#db/repositories/id-mappings.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, withSystemRole, type Tx } from "#db/row-security.server.ts";
import { billingTags } from "~/platform/cache/billing-cache.ts";
import { defineProcess, defineStep, done, ready } from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";

type Input = { userId: UserId };
/** `since`: when the address that was read became what it is. */
type Facts = { since?: string };
type Run = {
  services: Services;
  email: string;
  since: string;
  clientId: WhmcsClientId;
  contactId: ContactId | null;
};

const billing = defineStep<Input, Facts, Run>("billing", {
  async take({ run: { services, email, since, clientId }, once }) {
    // Named by its time: what was sent of an earlier address answers for nothing of this one.
    await once(`UpdateClient ${since}`, {
      repeat: "always",
      async act() {
        await services.whmcs.updateClient({ clientId, change: { email } });
        return { outcome: "done" };
      },
    });
    await services.cache.drop(billingTags.client(clientId));
    return done();
  },
});

const contact = defineStep<Input, Facts, Run>("contact", {
  async take({ run: { services, email, since, contactId }, input: { userId }, once }) {
    if (contactId !== null)
      await once(`UpdateContact ${since}`, {
        repeat: "always",
        async act() {
          await services.salesforce.updateContact({ contactId, change: { email } });
          return { outcome: "done" };
        },
      });
    return done({
      async also(tx) {
        if ((await findUser(tx, userId))?.email !== email)
          throw new AppError("conflict", {
            reason: "CRM_CONFLICT",
            message: "the address was changed again",
          });
        await markEmailSynced(tx, userId, services.now());
      },
    });
  },
});

/**
 * Writes the login's address of now into the billing system and, where the person is known there, into the customer system
 * (portal.md 3: billing first), after a change of it or its undoing. Changed meanwhile, it begins anew with the later address.
 */
export const syncEmail = defineProcess<Services, Input, Facts, Run>({
  name: "sync-email",
  version: 1,
  keep: "profileChanges",
  input: z.object({ userId: UserIdSchema }),
  facts: z.object({ since: z.string() }).partial(),
  key: ({ userId }) => userId,
  owner: ({ userId }) => userId,
  async prepare({ services, input: { userId }, facts }) {
    const { user, mapping, isDue, changedAt } = await asSystem(services.database, async (tx) => ({
      user: await findUser(tx, userId),
      mapping: await findMapping(tx, userId),
      isDue: await isEmailUnsynced(tx, userId),
      changedAt: await findLastEmailChange(tx, userId),
    }));
    if (!user || !mapping || !isDue) return done({ next: null });
    const since = changedAt?.toISOString() ?? "-";
    const { whmcsClientId: clientId, sfContactId } = mapping;
    const contactId = sfContactId === null ? null : ContactIdSchema.parse(sfContactId);
    const run = { services, email: user.email, since, clientId, contactId };
    return ready(run, facts.since === since ? {} : { step: "billing", facts: { since } });
  },
  steps: [billing, contact],
  // For about three days.
  retry: {
    pauses: Array.from({ length: 12 }, (_, n) => 60 * 2 ** n),
    again: (code) => /_(UNAVAILABLE|CONTRACT|CONFLICT)$|^(MAINTENANCE|RATE_LIMITED)$/.test(code),
  },
});

/** In the transaction that changes the address, the last thing there. */
export async function startSyncEmail(
  { processes }: Pick<Services, "processes">,
  tx: Tx,
  userId: UserId,
): Promise<void> {
  for (;;) {
    if (await processes.start(tx, syncEmail, { userId })) return;
    // One is under way, or has stopped: it takes the address that it finds from now on. It may also end at this moment.
    const find = () => withSystemRole(tx, (system) => processes.find(system, syncEmail.name, userId));
    const open = await find();
    if (!open || open.finishedAt !== null) continue;
    if ((await processes.retry(tx, open.id, null)) === "done") return;
    await processes.poke(tx, open.id);
    if ((await find())?.finishedAt === null) return;
  }
}

/** For changes of before the processes, whose jobs have given up or wait: each is done by a job, one at a time for a person. */
export async function adoptEmailSyncs({ database, queue }: Services): Promise<void> {
  await asSystem(database, async (tx) => {
    for (const userId of await listUnsyncedUsers(tx, syncEmail.name))
      await queue.enqueue(tx, "sync-email", { userId }, { singletonKey: userId });
  });
}
