import { z } from "zod";
import { PostcodeSchema, TownSchema } from "#domain/address/schema.ts";
import type { JsonOperation } from "~/platform/json/openapi.ts";

const AddressLookupSchema = z.object({
  postcode: PostcodeSchema,
  /** One at least; several where a postcode stands for several (JP-AD-3). */
  towns: z.array(TownSchema.extend({ prefectureLatin: z.string() })),
});
export type AddressLookup = z.infer<typeof AddressLookupSchema>;

/** What `/api/*` tells of addresses. */
export const ADDRESS_OPERATIONS: readonly JsonOperation[] = [
  {
    path: "/api/address/lookup/zip/{zip}",
    summary: "What a postcode stands for, in Japanese and in Latin letters",
    access: "public",
    parameters: { zip: "Seven digits, with or without a hyphen" },
    data: AddressLookupSchema,
    errors: { 400: ["VALIDATION_FAILED"], 404: ["NOT_FOUND"], 429: ["RATE_LIMITED"] },
  },
];
