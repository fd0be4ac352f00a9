export type OutgoingMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Becomes the Message-ID: the same for every attempt, so that a repeat is recognisable at the receiver. */
  id: string;
};

/**
 * `send` resolves when the mail server has taken the mail over. It throws AppError `provider_unavailable`/
 * `MAIL_UNAVAILABLE` when a later attempt may succeed, `provider_rejected`/`MAIL_REFUSED` when none will.
 */
export type Mailer = {
  readonly kind: "smtp" | "outbox";
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
};
