import { MAX_DOCUMENT_BYTES } from "#domain/verification/document.ts";

/** Of the other fields, and of what stands between the parts. */
const FRAME_BYTES = 16 * 1024;

/** `handle` of pages with a file in their form: so much the host lets through to them, from people who are signed in. */
export const takesFile = { maxBodyBytes: MAX_DOCUMENT_BYTES + FRAME_BYTES } as const;
