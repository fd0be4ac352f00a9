import type { Database } from "#db/client.server.ts";
import { emptyMail, giveUpMail, listIdleMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Logger } from "../log/logger.server.ts";
import { isMailOver } from "../mail/mail-life.ts";
import type { Metrics } from "../metrics/metrics.server.ts";
import type { Queue } from "./queue.server.ts";

export type ResumeMail = {
  database: Database;
  queue: Pick<Queue, "enqueue">;
  logger: Logger;
  metrics: Pick<Metrics, "onMail">;
  now: () => Date;
  keepsText: boolean;
};

/**
 * Gives queued mail whose job has had its last try another one, until the life of its kind is over (`mailLifeMs`); then it has
 * failed, with a line of level error. Mail that a job or a sender still has is left to it.
 */
export async function resumeMail({
  database,
  queue,
  logger,
  metrics,
  now,
  keepsText,
}: ResumeMail): Promise<void> {
  const at = now();
  const given = await asSystem(database, async (tx) => {
    const idle = await listIdleMail(tx, at);
    const over = idle.filter((mail) => isMailOver(mail, at));
    for (const { id } of over) {
      await giveUpMail(tx, id);
      if (!keepsText) await emptyMail(tx, id);
    }
    for (const { id } of idle.filter((mail) => !over.includes(mail)))
      await queue.enqueue(tx, "send-mail", { mailId: id });
    return over;
  });
  for (const { id, template } of given) {
    metrics.onMail(template, "given_up");
    logger.error({ event: "mail.given_up", mailId: id, template }, "a mail was not delivered in time");
  }
}
