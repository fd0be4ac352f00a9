import { insertMail } from "#db/repositories/mail-outbox.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import type { Queue } from "../queue/queue.server.ts";

/** Writes a mail into the outbox with the job that sends it: both are there if and only if the transaction commits. Gives its id. */
export async function queueMail(
  queue: Pick<Queue, "enqueue">,
  tx: SystemTx,
  mail: Parameters<typeof insertMail>[1],
): Promise<string> {
  const mailId = await insertMail(tx, mail);
  await queue.enqueue(tx, "send-mail", { mailId });
  return mailId;
}
