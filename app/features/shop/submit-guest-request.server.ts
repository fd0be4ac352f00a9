import { randomUUID } from "node:crypto";
import { keepGuestForm } from "#db/repositories/guest-requests.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { mailboxOf } from "#domain/auth/get-started-forms.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Services } from "~/services.ts";
import { queueMail } from "~/platform/mail/queue-mail.server.ts";
import { writeMail } from "~/platform/mail/write-mail.server.ts";
import { hashText } from "~/platform/security/keys.server.ts";
import { guestRequest, type GuestDetails } from "./guest-request.server.ts";

export type GuestSubmission = {
  /** Of the form. */
  formKey: string;
  details: GuestDetails;
  language: Language;
  clientIp: string;
};

/**
 * Takes a visitor's request to check an address: keeps it with its mail, and does nothing else, so that the answer is the same
 * whoever has the mailbox. More than three a day to one mailbox are dropped, and the answer does not tell. Throws AppError
 * `rate_limited` for too many from one source, and for too many altogether.
 */
export async function submitGuestRequest(
  deps: Services,
  { formKey, details, language, clientIp }: GuestSubmission,
): Promise<void> {
  const { database, limits, now } = deps;
  const { email } = details;
  await limits.use("guestSource", clientIp);
  await limits.use("guestAll", "all");
  if (!(await hasRoom(deps, email))) return;
  await asSystem(database, async (tx) => {
    if (!(await keepGuestForm(tx, { formKey, now: now() }))) return;
    await mailReceived(deps, tx, { email, language });
    await startOrAmend(deps, tx, details);
  });
}

/** While a mailbox has a request under way, what is typed anew takes its place: staff get one, with what was meant last. */
async function startOrAmend({ processes }: Services, tx: SystemTx, details: GuestDetails): Promise<void> {
  for (;;) {
    if (await processes.start(tx, guestRequest, { requestId: randomUUID(), details })) return;
    const open = await processes.find(tx, guestRequest.name, hashText(details.email));
    const renew = { take: true };
    // Otherwise it has ended since, and the mailbox is free.
    if (
      open &&
      (await processes.amend(tx, guestRequest, open.id, (before) => ({ ...before, details }), renew))
    )
      return;
  }
}

async function hasRoom({ limits, logger }: Services, email: string): Promise<boolean> {
  try {
    await limits.use("guestMailbox", mailboxOf(email));
    return true;
  } catch (error) {
    if (!isAppError(error) || error.code !== "rate_limited") throw error;
    logger.warn(
      { event: "visitor_request.dropped", reason: error.reason },
      "a visitor's request was dropped: too many for one mailbox",
    );
    return false;
  }
}

/** Nothing of what was typed: whoever typed the address is nobody yet, and could write to others through us. */
async function mailReceived(
  { queue, now, origin, config }: Services,
  tx: SystemTx,
  { email, language }: { email: string; language: Language },
): Promise<void> {
  const mail = writeMail({
    language,
    name: "",
    origin,
    company: config.company,
    subject: "mail.availability.subject",
    paragraphs: [
      "mail.availability.what",
      "mail.guestAvailability.next",
      "mail.guestAvailability.account",
      "mail.guestAvailability.notYou",
    ],
    values: { url: `${origin}/auth/get-started` },
  });
  await queueMail(queue, tx, {
    ...mail,
    userId: null,
    toAddress: email,
    template: "guest-request",
    language,
    now: now(),
  });
}
