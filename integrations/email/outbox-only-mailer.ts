import type { Mailer } from "./mailer.ts";

/** For the demo: a mail counts as delivered once it stands in the outbox, whose page is its only reader. */
export function createOutboxOnlyMailer(): Mailer {
  return {
    kind: "outbox",
    send: () => Promise.resolve(),
    close: () => undefined,
  };
}
