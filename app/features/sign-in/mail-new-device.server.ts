import type { User } from "#db/repositories/users.server.ts";
import type { SystemTx } from "#db/row-security.server.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import type { Services } from "~/services.ts";
import type { Company } from "~/platform/config/company.server.ts";
import { writeNewDeviceMail } from "./new-device-mail.server.ts";

export type NewDevice = Pick<Services, "queue" | "origin"> & {
  user: Pick<User, "id" | "email" | "displayName" | "language">;
  device: string;
  at: Date;
  company: Company;
};

/** Tells the owner of a login about a sign-in from a new device. Written and queued with the sign-in, or not at all. */
export async function mailNewDevice(
  tx: SystemTx,
  { queue, user, device, at, origin, company }: NewDevice,
): Promise<void> {
  const { displayName: name, language } = user;
  await queueMail(queue, tx, {
    ...writeNewDeviceMail({ language, name, device, at, origin, company }),
    userId: user.id,
    toAddress: user.email,
    template: "new-device",
    language,
    now: at,
  });
}
