import { z } from "zod";
import { ELIGIBILITY_STATUSES } from "../users/customer.ts";
import { OFFERINGS, type Offering } from "./schema.ts";

/** What is known of an address, as pages and JSON show it. Times are ISO 8601. */
export const EligibilitySchema = z.object({
  status: z.enum([...ELIGIBILITY_STATUSES, "unknown"]),
  /** What the address can get; empty unless eligible. */
  offerings: z.array(z.enum(OFFERINGS)),
  /** False: staff has named something more, which the portal does not know. */
  isComplete: z.boolean(),
  requestedAt: z.iso.datetime().nullable(),
  /** Written by staff for the customer, in one language. */
  notes: z.string().nullable(),
});
export type Eligibility = z.infer<typeof EligibilitySchema>;

const BUILDINGS: readonly (readonly [building: RegExp, prefix: string])[] = [
  [/^home\s+/i, "home"],
  [/^apartment\s+/i, "apartment"],
];

/**
 * The offerings that an agent's answer names: `Home 1G`, `Apartment 100M/1G` for both speeds of a flat, several with `;` or `,`
 * between them (portal.md 5.2). `isComplete` false: some of it is not known here, so that it has to be asked about.
 */
export function readOfferings(value: string | null): { offerings: Offering[]; isComplete: boolean } {
  const named = (value ?? "")
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap(namesOf);
  return {
    offerings: OFFERINGS.filter((offering) => named.includes(offering)),
    isComplete: named.every((name) => OFFERINGS.some((offering) => offering === name)),
  };
}

function namesOf(part: string): string[] {
  for (const [building, prefix] of BUILDINGS)
    if (building.test(part))
      return part
        .replace(building, "")
        .split("/")
        .map((speed) => `${prefix}_${speed.trim().toLowerCase()}`);
  return [part];
}
