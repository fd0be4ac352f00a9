import { createTransport } from "nodemailer";
import { quoteEmail } from "#domain/shared/email.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { Mailer } from "./mailer.ts";

const CONNECT_MS = 5_000;
const SILENCE_MS = 15_000;
/** The queue hands out a few mails at a time; those without a connection wait here. */
const MAX_CONNECTIONS = 2;

export type SmtpMailerOptions = {
  /** `smtps://user:secret@host:465`, or `smtp://…` which upgrades to TLS where the server offers it. */
  url: string;
  /** `Name <address>`; its domain ends the message ids. */
  from: string;
  timeouts?: { connectMs: number; silenceMs: number };
};

/** Sends by SMTP over a few kept connections. */
export function createSmtpMailer({ url, from, timeouts }: SmtpMailerOptions): Mailer {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      connectionTimeout: timeouts?.connectMs ?? CONNECT_MS,
      greetingTimeout: timeouts?.connectMs ?? CONNECT_MS,
      socketTimeout: timeouts?.silenceMs ?? SILENCE_MS,
      // Nothing in a mail may make the server read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from, headers: { "Auto-Submitted": "auto-generated" } },
  );
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? "localhost";

  return {
    kind: "smtp",
    async send({ id, ...mail }) {
      try {
        // An address such as a..b@docomo.ne.jp goes quoted into RCPT TO and the header, or strict servers refuse it.
        await transport.sendMail({ ...mail, to: quoteEmail(mail.to), messageId: `<${id}@${domain}>` });
      } catch (error) {
        throw toAppError(error);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * A reply of class 5 to the recipient or the message is final (RFC 5321 4.2.1). Class 4, a lost connection and a refused
 * login (our fault, not the mail's) are not. The server's words may quote the address: only its numbers are kept.
 */
function toAppError(error: unknown): AppError {
  const { code, command, responseCode } = error as {
    code?: unknown;
    command?: unknown;
    responseCode?: unknown;
  };
  const facts = {
    code: typeof code === "string" ? code : null,
    command: typeof command === "string" ? command : null,
    smtp: typeof responseCode === "number" ? responseCode : null,
  };
  const isFinal =
    facts.code !== "EAUTH" &&
    (facts.smtp === null ? facts.code === "EENVELOPE" : facts.smtp >= 500 && facts.smtp < 600);
  return isFinal
    ? new AppError("provider_rejected", { reason: "MAIL_REFUSED", message: "the mail was refused", facts })
    : new AppError("provider_unavailable", {
        reason: "MAIL_UNAVAILABLE",
        message: "the mail server does not take mail",
        facts,
      });
}
