import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { UserId } from "#domain/shared/ids.ts";
import { keptSince } from "#domain/shared/retention.ts";
import type { SystemTx, Tx } from "../row-security.server.ts";
import { mailOutbox } from "../schema/messages.server.ts";

export type OutboxMail = typeof mailOutbox.$inferSelect;
export type NewMail = Pick<
  OutboxMail,
  "userId" | "toAddress" | "subject" | "text" | "html" | "template" | "language"
>;

/** Writes a mail to be sent; returns its id, for the job that sends it. */
export async function insertMail(tx: Tx, mail: NewMail & { now: Date }): Promise<string> {
  const { now, ...row } = mail;
  const id = randomUUID();
  await tx.insert(mailOutbox).values({ ...row, id, createdAt: now });
  return id;
}

export type MailClaim = { state: "claimed"; mail: OutboxMail } | { state: "busy" } | { state: "done" };

/**
 * Reserves a queued mail for this sender until `now + leaseMs`, under its row lock. `busy`: another sender has it;
 * `done`: sent, failed for good, or unknown.
 */
export async function claimMail(
  tx: SystemTx,
  claim: { id: string; leaseMs: number; now: Date },
): Promise<MailClaim> {
  const [mail] = await tx
    .update(mailOutbox)
    .set({
      claimedUntil: new Date(claim.now.getTime() + claim.leaseMs),
      attempts: sql`${mailOutbox.attempts} + 1`,
    })
    .where(
      and(
        eq(mailOutbox.id, claim.id),
        eq(mailOutbox.status, "queued"),
        or(isNull(mailOutbox.claimedUntil), lte(mailOutbox.claimedUntil, claim.now)),
      ),
    )
    .returning();
  if (mail) return { state: "claimed", mail };
  const [other] = await tx
    .select({ status: mailOutbox.status })
    .from(mailOutbox)
    .where(eq(mailOutbox.id, claim.id));
  return { state: other?.status === "queued" ? "busy" : "done" };
}

export async function markMailSent(tx: SystemTx, id: string, now: Date): Promise<void> {
  await tx
    .update(mailOutbox)
    .set({ status: "sent", sentAt: now, claimedUntil: null })
    .where(eq(mailOutbox.id, id));
}

/** For good: the server refused the address or the message. */
export async function markMailFailed(tx: SystemTx, id: string): Promise<void> {
  await tx.update(mailOutbox).set({ status: "failed", claimedUntil: null }).where(eq(mailOutbox.id, id));
}

/**
 * Leaves of a finished mail its kind, times and state: the text may hold a link or a code, and its reader has it. Without an
 * id: of every finished mail that still has its text.
 */
export async function emptyMail(tx: SystemTx, id?: string): Promise<void> {
  await tx
    .update(mailOutbox)
    .set({ toAddress: "", subject: "", text: "", html: "" })
    .where(
      and(
        ne(mailOutbox.status, "queued"),
        ne(mailOutbox.toAddress, ""),
        id === undefined ? undefined : eq(mailOutbox.id, id),
      ),
    );
}

/** For good: its time is over, or an operator ended it. */
export async function giveUpMail(tx: SystemTx, id: string): Promise<void> {
  await tx
    .update(mailOutbox)
    .set({ status: "failed", claimedUntil: null })
    .where(and(eq(mailOutbox.id, id), eq(mailOutbox.status, "queued")));
}

const MAX_IDLE = 500;

/** Queued mail that neither a job nor a sender has, the oldest first, 500 at most. */
export async function listIdleMail(
  tx: SystemTx,
  now: Date,
): Promise<Pick<OutboxMail, "id" | "template" | "createdAt">[]> {
  const { id, template, createdAt, status, claimedUntil } = mailOutbox;
  return tx
    .select({ id, template, createdAt })
    .from(mailOutbox)
    .where(
      and(
        eq(status, "queued"),
        or(isNull(claimedUntil), lte(claimedUntil, now)),
        sql`NOT EXISTS (SELECT 1 FROM pgboss.job WHERE name = 'send-mail' AND state IN ('created', 'retry', 'active')
          AND data->>'mailId' = ${id}::text)`,
      ),
    )
    .orderBy(createdAt, id)
    .limit(MAX_IDLE);
}

/** When the oldest mail that still waits was made, by template. */
export async function oldestQueuedMail(tx: SystemTx): Promise<{ template: string; createdAt: Date }[]> {
  const { template, createdAt, status } = mailOutbox;
  const rows = await tx
    .selectDistinctOn([template], { template, createdAt })
    .from(mailOutbox)
    .where(eq(status, "queued"))
    .orderBy(template, createdAt);
  return rows;
}

/** Returns how many finished mails were so old that they are gone. */
export async function pruneMail(tx: SystemTx, now: Date): Promise<number> {
  const deleted = await tx
    .delete(mailOutbox)
    .where(and(ne(mailOutbox.status, "queued"), lte(mailOutbox.createdAt, keptSince("mail", now))))
    .returning({ id: mailOutbox.id });
  return deleted.length;
}

/** Gives a claimed mail back, to be tried again. */
export async function releaseMail(tx: SystemTx, id: string): Promise<void> {
  await tx.update(mailOutbox).set({ claimedUntil: null }).where(eq(mailOutbox.id, id));
}

export async function findMail(tx: SystemTx, id: string): Promise<OutboxMail | null> {
  const [mail] = await tx.select().from(mailOutbox).where(eq(mailOutbox.id, id));
  return mail ?? null;
}

/** What a customer may know of the mail to them: not its text. The newest first. */
export async function listOwnMail(
  tx: Tx,
  userId: UserId,
): Promise<Pick<OutboxMail, "template" | "language" | "status" | "createdAt" | "sentAt">[]> {
  const { template, language, status, createdAt, sentAt, id } = mailOutbox;
  return tx
    .select({ template, language, status, createdAt, sentAt })
    .from(mailOutbox)
    .where(eq(mailOutbox.userId, userId))
    .orderBy(desc(createdAt), desc(id));
}

/** The newest first, of one state or of all. */
export async function listMailOf(
  tx: SystemTx,
  query: { state: OutboxMail["status"] | undefined; limit: number },
): Promise<OutboxMail[]> {
  return tx
    .select()
    .from(mailOutbox)
    .where(query.state === undefined ? undefined : eq(mailOutbox.status, query.state))
    .orderBy(desc(mailOutbox.createdAt), desc(mailOutbox.id))
    .limit(query.limit);
}

/** The newest first; for the demo's outbox page. */
export async function listMail(
  tx: SystemTx,
  query: { toAddress?: string; limit: number },
): Promise<OutboxMail[]> {
  return tx
    .select()
    .from(mailOutbox)
    .where(query.toAddress === undefined ? undefined : eq(mailOutbox.toAddress, query.toAddress))
    .orderBy(desc(mailOutbox.createdAt), desc(mailOutbox.id))
    .limit(query.limit);
}
