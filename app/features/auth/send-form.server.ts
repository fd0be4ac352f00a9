import { z } from "zod";
import { readForm } from "~/platform/http/form.server.ts";
import type { RouteInput } from "~/platform/http/route.server.ts";

const IntentSchema = z.object({ intent: z.string().optional() });

/** Whether a POST asks for another mailed code instead of bringing one. Throws as `readForm` does. */
export async function isSendForm(input: RouteInput): Promise<boolean> {
  const form = await readForm(input, IntentSchema);
  return form.ok && form.value.intent === "send";
}
