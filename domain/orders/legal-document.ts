import { z } from "zod";

export const LEGAL_DOCUMENTS = ["explanation", "confirmation", "contract"] as const;
export type LegalDocumentKind = (typeof LEGAL_DOCUMENTS)[number];

/**
 * Which text each of them has; a new one with every change of what they say, so that a record names what was read (JP-TB-2, JP-SC-3,
 * JP-TB-9).
 */
export const LEGAL_VERSIONS: Readonly<Record<LegalDocumentKind, string>> = {
  explanation: "2026-12-01",
  confirmation: "2026-12-01",
  contract: "2026-12-01",
};

/** A document that has to be kept as it was read: text alone, so that page, file and record cannot say different things. */
export const LegalDocumentSchema = z.object({
  kind: z.enum(LEGAL_DOCUMENTS),
  version: z.string(),
  language: z.enum(["en", "ja"]),
  title: z.string(),
  lead: z.string(),
  sections: z.array(
    z.object({
      /** What it is about, to be found again in another document. */
      id: z.string(),
      title: z.string(),
      rows: z.array(z.object({ label: z.string(), text: z.string() })),
    }),
  ),
});
export type LegalDocument = z.infer<typeof LegalDocumentSchema>;
export type LegalSection = LegalDocument["sections"][number];
