import { createHmac } from "node:crypto";
import { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { readBillingHint } from "#domain/shared/whmcs-hooks.ts";
import { storeWebhookEvent } from "#db/repositories/webhook-events.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";
import { isSameText } from "~/platform/security/keys.server.ts";

const MAX_AGE_SECONDS = 5 * 60;

const EnvelopeSchema = z.object({
  id: z.uuid(),
  event: z.string().min(1).max(100),
  occurredAt: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
});

export type SignedMessage = { body: string; timestamp: string | null; signature: string | null };

/**
 * Takes a message of the hook script inside WHMCS (whmcs.md 9): signed over timestamp and body, at most five minutes old,
 * stored once by its id together with the job that acts on it. A repeat is accepted and does nothing. Only ids are kept:
 * the message is a hint, the record is read again. Throws AppError `forbidden` for a wrong or old signature,
 * `invalid_input` for a body that is no envelope.
 */
export async function receiveWhmcsEvent(deps: Services, message: SignedMessage): Promise<{ isNew: boolean }> {
  verify(deps, message);
  const parsed = EnvelopeSchema.safeParse(parseJson(message.body));
  if (!parsed.success) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { id, event, data } = parsed.data;
  const hint = readBillingHint(event, data);
  return asSystem(deps.database, async (tx) => {
    const isNew = await storeWebhookEvent(tx, {
      provider: "whmcs",
      eventId: id,
      event,
      data: hint,
      now: deps.now(),
    });
    if (isNew) await deps.queue.enqueue(tx, "apply-whmcs-event", { eventId: id, hint });
    return { isNew };
  });
}

function verify({ webhookSecret, now }: Services, { body, timestamp, signature }: SignedMessage): void {
  const refused = (fact: string) =>
    new AppError("forbidden", { reason: "FORBIDDEN", facts: { webhook: fact } });
  if (!timestamp || !/^\d{1,12}$/.test(timestamp) || !signature) throw refused("unsigned");
  const expected = `sha256=${createHmac("sha256", webhookSecret).update(`${timestamp}.${body}`).digest("hex")}`;
  if (!isSameText(expected, signature)) throw refused("signature");
  if (Math.abs(now().getTime() / 1000 - Number(timestamp)) > MAX_AGE_SECONDS) throw refused("age");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
