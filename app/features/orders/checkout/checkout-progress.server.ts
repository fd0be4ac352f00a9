import { z } from "zod";
import type { UserId } from "#domain/shared/ids.ts";
import { JapaneseAddressSchema } from "#domain/users/customer.ts";
import type { Services } from "~/services.ts";
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
export type ReadingRecord = z.infer<typeof ReadingRecordSchema>;

const ProgressSchema = z.object({
  /** The address when the checkout was opened first, to tell whether it was changed on the way. */
  addressAtStart: JapaneseAddressSchema.nullable(),
  confirmedAddress: JapaneseAddressSchema.nullable(),
  /** When each document, by its fingerprint, was shown first. */
  shown: z.record(z.string(), z.iso.datetime()),
  explanation: ReadingRecordSchema.nullable(),
  /** That the contract document may be delivered electronically (JP-TB-7), and that everybody is of age (JP-TB-22). */
  delivery: z.object({ consentedAt: z.iso.datetime() }).nullable(),
});
export type CheckoutProgress = z.infer<typeof ProgressSchema>;

const NOTHING: CheckoutProgress = {
  addressAtStart: null,
  confirmedAddress: null,
  shown: {},
  explanation: null,
  delivery: null,
};

type Place = { userId: UserId; checkoutId: CheckoutId };

/** How far a checkout has come; nothing yet when it is not known. Losing it means that steps are asked for again. */
export async function readProgress({ kv, encryption }: Services, place: Place): Promise<CheckoutProgress> {
  const sealed = await kv.get(keyOf(place));
  return sealed === null ? NOTHING : ProgressSchema.parse(JSON.parse(encryption.open(sealed, keyOf(place))));
}

/** Writes down a part; of two at the same time one may be lost, and is asked for again. */
export async function noteProgress(
  deps: Services,
  place: Place,
  part: Partial<CheckoutProgress>,
): Promise<CheckoutProgress> {
  const progress = { ...(await readProgress(deps, place)), ...part };
  const key = keyOf(place);
  await deps.kv.set(key, deps.encryption.seal(JSON.stringify(progress), key), KEPT_MS);
  return progress;
}

export async function endProgress({ kv }: Services, place: Place): Promise<void> {
  await kv.delete(keyOf(place));
}

/** Writes down when a document was first shown, and says when that was. */
export async function noteShown(deps: Services, place: Place, sha256: string): Promise<string> {
  const { shown } = await readProgress(deps, place);
  const at = shown[sha256] ?? deps.now().toISOString();
  if (shown[sha256] === undefined) await noteProgress(deps, place, { shown: { ...shown, [sha256]: at } });
  return at;
}

function keyOf({ userId, checkoutId }: Place): string {
  return `checkout-progress:${userId}:${checkoutId}`;
}
