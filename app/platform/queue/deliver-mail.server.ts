import type { Database } from "#db/client.server.ts";
import { markContractNotified } from "#db/repositories/contract-documents.server.ts";
import {
  claimMail,
  emptyMail,
  giveUpMail,
  markMailFailed,
  markMailSent,
  releaseMail,
} from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import type { Mailer } from "#integrations/email/mailer.ts";
import type { Logger } from "../log/logger.server.ts";
import { isMailOver } from "../mail/mail-life.ts";
import type { Metrics } from "../metrics/metrics.server.ts";

const LEASE_MS = 90_000;

export type Delivery = {
  database: Database;
  mailer: Mailer;
  logger: Logger;
  metrics: Pick<Metrics, "onMail">;
  now: () => Date;
  keepsText: boolean;
};

/**
 * Sends one mail of the outbox. Nobody else sends it meanwhile; a mail that was sent, or refused for good, is passed over.
 * Between the server's yes and ours a crash can lead to a second copy, recognisable by its Message-ID. With the end of it
 * the text is gone, unless `keepsText`. A contract document that it tells of is delivered with it. Throws what the mailer throws when it may work later.
 */
export async function deliverMail(
  { database, mailer, logger, metrics, now, keepsText }: Delivery,
  mailId: string,
): Promise<void> {
  const claim = await asSystem(database, (tx) =>
    claimMail(tx, { id: mailId, leaseMs: LEASE_MS, now: now() }),
  );
  // Not done: if that sender died, this job is the one that sends the mail once its lease is over.
  if (claim.state === "busy") {
    throw new AppError("provider_unavailable", {
      reason: "MAIL_UNAVAILABLE",
      message: "another sender is at this mail",
    });
  }
  if (claim.state === "done") return;
  const { mail } = claim;
  if (isMailOver(mail, now())) {
    await asSystem(database, async (tx) => {
      await giveUpMail(tx, mail.id);
      if (!keepsText) await emptyMail(tx, mail.id);
    });
    metrics.onMail(mail.template, "given_up");
    logger.error(
      { event: "mail.given_up", mailId: mail.id, template: mail.template },
      "a mail was not delivered in time",
    );
    return;
  }
  try {
    await mailer.send({
      to: mail.toAddress,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      id: mail.id,
    });
    await asSystem(database, async (tx) => {
      await markMailSent(tx, mail.id, now());
      await markContractNotified(tx, mail.id, now());
      if (!keepsText) await emptyMail(tx, mail.id);
    });
    metrics.onMail(mail.template, "sent");
  } catch (error) {
    if (isAppError(error) && error.code === "provider_rejected") {
      logger.error(
        { event: "mail.refused", err: error, mailId: mail.id, template: mail.template },
        "mail refused",
      );
      await asSystem(database, async (tx) => {
        await markMailFailed(tx, mail.id);
        if (!keepsText) await emptyMail(tx, mail.id);
      });
      metrics.onMail(mail.template, "refused");
      return;
    }
    metrics.onMail(mail.template, "postponed");
    await asSystem(database, (tx) => releaseMail(tx, mail.id));
    throw error;
  }
}
