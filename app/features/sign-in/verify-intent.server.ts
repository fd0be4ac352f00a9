import { z } from "zod";
import { readForm } from "~/platform/page/form.server.ts";
import type { RouteInput } from "~/platform/page/route.server.ts";

const IntentSchema = z.object({ intent: z.enum(["send", "passkey"]).optional().catch(undefined) });

/** What a POST of a page that asks for a factor is: a wish for another mailed code, a passkey's answer, or a code. */
export async function readVerifyIntent(input: RouteInput): Promise<"send" | "passkey" | "code"> {
  const form = await readForm(input, IntentSchema);
  return (form.ok ? form.value.intent : undefined) ?? "code";
}

const EmailIntentSchema = z.object({
  intent: z.enum(["address", "other", "send"]).optional().catch(undefined),
  newEmail: z.string().optional(),
  code: z.string().optional(),
});

/**
 * The same of the page where the address is changed: an address, a wish for another one, another code, or a code. A form that was sent
 * without its button, by Enter or an extension, is told by its fields.
 */
export async function readEmailIntent(input: RouteInput): Promise<"address" | "other" | "send" | "code"> {
  const form = await readForm(input, EmailIntentSchema);
  if (!form.ok) return "code";
  const { intent, newEmail, code } = form.value;
  return intent ?? (newEmail !== undefined && code === undefined ? "address" : "code");
}
