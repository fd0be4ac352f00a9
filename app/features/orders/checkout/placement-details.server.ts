import { z } from "zod";
import { LegalDocumentSchema } from "#domain/orders/legal-document.ts";
import { NewOrderSchema } from "#domain/orders/schema.ts";
import type { UserId } from "#domain/shared/ids.ts";
import { ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import { ContactChangeSchema } from "#domain/users/customer.ts";
import type { Services } from "~/services.ts";
import { ReadingRecordSchema } from "./checkout-progress.server.ts";

const ReadDocumentSchema = z.object({ document: LegalDocumentSchema, record: ReadingRecordSchema });

/**
 * What an order is made of and what proves it: kept with the order, since a contract document is made of it later and the law asks for
 * the screens as they were (JP-TB-2, JP-SC-3).
 */
const PlacementDetailsSchema = z.object({
  order: NewOrderSchema.omit({ opportunityId: true }).extend({ scheduledAt: z.iso.datetime().nullable() }),
  /** What the contact lacks of the person whose line it will be. */
  contact: z.object({ contactId: ContactIdSchema, change: ContactChangeSchema }).nullable(),
  accountName: z.string(),
  explanation: ReadDocumentSchema,
  confirmation: ReadDocumentSchema,
  /** The contract document may be delivered electronically (JP-TB-7); everybody is of age (JP-TB-22). */
  delivery: z.object({ consentedAt: z.iso.datetime() }),
  /** Where the order came from, for the audit log. */
  seen: z.object({ ip: z.string(), device: z.string(), requestId: z.string() }),
});
export type PlacementDetails = z.infer<typeof PlacementDetailsSchema>;

type Place = { id: string; userId: UserId };

export function sealDetails({ encryption }: Services, place: Place, details: PlacementDetails): string {
  return encryption.seal(JSON.stringify(details), placeOf(place));
}

export function openDetails(
  { encryption }: Services,
  { details, ...place }: Place & { details: string },
): PlacementDetails {
  return PlacementDetailsSchema.parse(JSON.parse(encryption.open(details, placeOf(place))));
}

export function placeOf({ id, userId }: Place): string {
  return `order_placements.details ${userId} ${id}`;
}
