import { checkDocument, type DocumentKind } from "#domain/verification/document.ts";
import { DocumentFormSchema } from "#domain/verification/forms.ts";
import { AppError } from "#domain/shared/errors.ts";
import type { MessageKey } from "~/messages/keys.ts";
import { readFileForm } from "~/platform/page/form.server.ts";
import type { RouteInput } from "~/platform/page/route.server.ts";

export type DocumentFault = Extract<MessageKey, `verification.fault.${string}`>;
/** Of the file alone: they have no values to fill in. */
type FileFault = Exclude<DocumentFault, "verification.fault.limited" | "verification.fault.refused">;

export type ReadDocument =
  | { ok: true; idempotencyKey: string; document: { kind: DocumentKind; bytes: Uint8Array } }
  | { ok: false; fault: FileFault };

/** The file of the form, judged by its content; its name is not looked at. Throws what readForm throws. */
export async function readDocument(input: RouteInput): Promise<ReadDocument> {
  const form = await readFileForm(input, DocumentFormSchema, {
    file: "document",
    tooLarge: "verification.fault.tooLarge" satisfies FileFault,
  });
  if (!form.ok) {
    const fault = form.refusal.errors["document"];
    if (fault === undefined) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
    return { ok: false, fault: fault as FileFault };
  }
  const { idempotencyKey, document } = form.value;
  const bytes = new Uint8Array(await document.arrayBuffer());
  const checked = checkDocument(bytes);
  if (!checked.ok) return { ok: false, fault: `verification.fault.${checked.fault}` };
  return { ok: true, idempotencyKey, document: { kind: checked.kind, bytes } };
}
