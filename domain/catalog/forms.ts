import { z } from "zod";

/** Everything else about the request is known already. */
export const EligibilityRequestFormSchema = z.object({ idempotencyKey: z.uuid() });
