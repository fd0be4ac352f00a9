import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SelectionSchema, type Selection } from "#domain/orders/selection.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";

/** How long a cart is kept since it was last saved (portal.md 6). */
const KEPT_MS = 2 * 60 * 60 * 1000;

export const CheckoutIdSchema = z.uuid().brand<"CheckoutId">();
export type CheckoutId = z.infer<typeof CheckoutIdSchema>;

type Place = { userId: UserId; checkoutId: CheckoutId };

const CheckoutRecordSchema = z.object({
  selection: SelectionSchema,
  /** To tell whether the customer has changed their address on the way. */
  startedAt: z.coerce.date(),
});
type CheckoutRecord = z.infer<typeof CheckoutRecordSchema>;
export const checkouts = kvRecord({ name: "checkout", schema: CheckoutRecordSchema, lifeMs: KEPT_MS });
const placeOf = ({ userId, checkoutId }: Place) => `${userId}:${checkoutId}`;

/** Keeps what was chosen until the order, under an id that alone is in the address. It is priced again whenever it is opened. */
export async function startCheckout(
  deps: Pick<Services, "records" | "now">,
  { userId, selection }: { userId: UserId; selection: Selection },
): Promise<CheckoutId> {
  const checkoutId = CheckoutIdSchema.parse(randomUUID());
  await checkouts.put(deps, placeOf({ userId, checkoutId }), { selection, startedAt: deps.now() });
  return checkoutId;
}

/** Null: expired, ordered, or somebody else's. */
export function findCheckout(deps: Pick<Services, "records">, place: Place): Promise<CheckoutRecord | null> {
  return checkouts.get(deps, placeOf(place));
}

export async function endCheckout(deps: Pick<Services, "records">, place: Place): Promise<void> {
  await checkouts.delete(deps, placeOf(place));
}
