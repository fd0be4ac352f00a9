import { z } from "zod";
import { MAX_DOCUMENT_BYTES } from "./document.ts";

/** One document; what it is, is told by its bytes once it was read. Messages are keys of the catalogues. */
export const DocumentFormSchema = z.object({
  idempotencyKey: z.uuid(),
  document: z
    .file("verification.fault.missing")
    .min(1, "verification.fault.empty")
    .max(MAX_DOCUMENT_BYTES, "verification.fault.tooLarge"),
});
