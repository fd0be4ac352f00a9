import { z } from "zod";
import type { ApiError } from "./errors.ts";

const DuplicateWire = z.object({
  matchResults: z
    .array(
      z.object({
        matchRecords: z.array(z.object({ record: z.object({ Id: z.string() }) })).default([]),
      }),
    )
    .default([]),
});

/** REST says `errorCode`, rows say `statusCode` (salesforce-wire.md 5 and 6). */
const ErrorWire = z.object({
  errorCode: z.string().optional(),
  statusCode: z.string().optional(),
  message: z.string().default(""),
  fields: z.array(z.string()).nullish(),
  // The vendor's own spelling; the right one is taken too.
  duplicateResut: DuplicateWire.optional().catch(undefined),
  duplicateResult: DuplicateWire.optional().catch(undefined),
});

/** The elements of an error array. Empty when it is none. */
export function readApiErrors(body: unknown): ApiError[] {
  const list = z.array(ErrorWire).safeParse(Array.isArray(body) ? body : [body]);
  if (!list.success) return [];
  return list.data.flatMap((wire): ApiError[] => {
    const code = wire.errorCode ?? wire.statusCode;
    if (code === undefined) return [];
    const { matchResults = [] } = wire.duplicateResut ?? wire.duplicateResult ?? {};
    return [
      {
        code,
        message: wire.message,
        fields: wire.fields ?? [],
        matches: matchResults.flatMap(({ matchRecords }) => matchRecords.map(({ record }) => record.Id)),
      },
    ];
  });
}

/** What jsforce throws for an answer of 300 and more; empty for any other error. */
export function findApiErrors(error: unknown): ApiError[] {
  if (!(error instanceof Error) || !("errorCode" in error) || typeof error.errorCode !== "string") return [];
  const details = readApiErrors("data" in error ? error.data : undefined);
  if (details.length > 0) return details;
  // Without details the message is the whole body: it is looked at by nobody.
  return [{ code: error.errorCode, message: "", fields: [], matches: [] }];
}
