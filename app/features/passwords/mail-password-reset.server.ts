import { insertPasswordReset } from "#db/repositories/password-resets.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { RESET_MINUTES } from "#domain/auth/password-policy.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import type { Services } from "~/services.ts";
import { hashText, randomText } from "~/platform/security/keys.server.ts";
import { writeResetMail } from "./password-mails.server.ts";

/**
 * The job behind a request: makes a token of 32 random bytes and mails it. It goes to the address that the login has, never
 * to the one that was typed, which may only look the same. `userId` null: there is nobody to write to.
 */
export async function mailPasswordReset(
  { database, queue, config, origin, now }: Services,
  { userId }: { userId: UserId | null },
): Promise<void> {
  if (userId === null) return;
  const token = randomText(32);
  const at = now();
  await asSystem(database, async (tx) => {
    const user = await findUser(tx, userId);
    if (user?.status !== "active") return;
    const { language, displayName: name, email: toAddress } = user;
    const expiresAt = new Date(at.getTime() + RESET_MINUTES * 60_000);
    await insertPasswordReset(tx, { tokenHash: hashText(token), userId, expiresAt, now: at });
    const url = `${origin}/auth/reset-password?token=${token}`;
    await queueMail(queue, tx, {
      ...writeResetMail({ language, name, origin, company: config.company, url, minutes: RESET_MINUTES }),
      userId,
      toAddress,
      template: "password-reset",
      language,
      now: at,
    });
  });
}
