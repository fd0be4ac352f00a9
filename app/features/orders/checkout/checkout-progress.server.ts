import { z } from "zod";
import type { UserId } from "#domain/shared/ids.ts";
import { JapaneseAddressSchema } from "#domain/users/customer.ts";
import type { Services } from "~/services.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import type { CheckoutId } from "./checkout-session.server.ts";

/** As long as the cart itself. */
const KEPT_MS = 2 * 60 * 60 * 1000;

/** That a document was read, as it has to be recorded (JP-TB-2). */
export const ReadingRecordSchema = z.object({
  version: z.string(),
  language: z.enum(["en", "ja"]),
  sha256: z.string(),
  shownAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime(),
  ip: z.string(),
  userAgent: z.string(),
});

const ProgressSchema = z.object({
  confirmedAddress: JapaneseAddressSchema.nullable(),
  explanation: ReadingRecordSchema.nullable(),
  /** That the contract document may be delivered electronically (JP-TB-7), and that everybody is of age (JP-TB-22). */
  delivery: z.object({ consentedAt: z.iso.datetime() }).nullable(),
});
export type CheckoutProgress = z.infer<typeof ProgressSchema>;

const NOTHING: CheckoutProgress = {
  confirmedAddress: null,
  explanation: null,
  delivery: null,
};

type Place = { userId: UserId; checkoutId: CheckoutId };
type Records = Pick<Services, "records">;

export const checkoutProgress = kvRecord({
  name: "checkout-progress",
  schema: ProgressSchema,
  lifeMs: KEPT_MS,
});
const placeOf = ({ userId, checkoutId }: Place) => `${userId}:${checkoutId}`;

/** How far a checkout has come; nothing yet when it is not known. Losing it means that steps are asked for again. */
export async function readProgress(deps: Records, place: Place): Promise<CheckoutProgress> {
  return (await checkoutProgress.get(deps, placeOf(place))) ?? NOTHING;
}

/** Writes down a part, whatever other parts are written down at the same time. */
export async function noteProgress(
  deps: Records,
  place: Place,
  part: Partial<CheckoutProgress>,
): Promise<void> {
  const add = (progress: CheckoutProgress): CheckoutProgress => ({ ...progress, ...part });
  // Of two that begin it one is the first, and the other adds to that.
  while ((await checkoutProgress.update(deps, placeOf(place), add)) === null)
    if (await checkoutProgress.putNew(deps, placeOf(place), add(NOTHING))) return;
}

export async function endProgress(deps: Records, place: Place): Promise<void> {
  await checkoutProgress.delete(deps, placeOf(place));
}
