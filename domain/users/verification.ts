import { tokyoDate } from "../shared/date-rules.ts";
import type { Account, VerificationMethod } from "./customer.ts";

/**
 * The last day of a contract for which a way of checking is enough for a voice line; null: there is none (JP-ID-3). Images of
 * documents are no longer enough since April 2026.
 */
const VALID_UNTIL: Readonly<Record<VerificationMethod, string | null>> = {
  jpki: null,
  ic_chip_face: null,
  wallet_credential: null,
  mailed_original: null,
  in_person_ic: null,
  in_person_visual: null,
  mfa_existing_customer: null,
  document_image_upload: "2026-03-31",
};

type Verification = Pick<Account["verification"], "status" | "method">;

/** A document that staff has yet to look at is enough to place an order (portal.md 6). */
export function mayOrder({ status }: Verification): boolean {
  return status === "submitted" || status === "verified";
}

/** Another document is taken while nobody has one to look at (portal.md 18). */
export function maySubmitDocument({ status }: Pick<Verification, "status">): boolean {
  return status === "not_submitted" || status === "rejected";
}

/** Whether a voice line of a contract of that moment may be activated: by law never on a document that is only submitted. */
export function mayActivateVoice({ status, method }: Verification, contractedAt: Date): boolean {
  if (status !== "verified" || method === null || method === "unknown") return false;
  const validUntil = VALID_UNTIL[method];
  return validUntil === null || tokyoDate(contractedAt) <= validUntil;
}
