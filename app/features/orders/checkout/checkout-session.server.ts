import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SelectionSchema, type Selection } from "#domain/orders/selection.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";

/** How long a cart is kept since it was last saved (portal.md 6). */
const KEPT_MS = 2 * 60 * 60 * 1000;

export const CheckoutIdSchema = z.uuid().brand<"CheckoutId">();
export type CheckoutId = z.infer<typeof CheckoutIdSchema>;

type Place = { userId: UserId; checkoutId: CheckoutId };

/** Keeps what was chosen until the order, under an id that alone is in the address. It is priced again whenever it is opened. */
export async function startCheckout(
  deps: Services,
  { userId, selection }: { userId: UserId; selection: Selection },
): Promise<CheckoutId> {
  const checkoutId = CheckoutIdSchema.parse(randomUUID());
  await saveCheckout(deps, { userId, checkoutId, selection });
  return checkoutId;
}

export async function saveCheckout(
  { kv, encryption }: Services,
  { selection, ...place }: Place & { selection: Selection },
): Promise<void> {
  await kv.set(keyOf(place), encryption.seal(JSON.stringify(selection), keyOf(place)), KEPT_MS);
}

/** Null: expired, ordered, or somebody else's. */
export async function findCheckout({ kv, encryption }: Services, place: Place): Promise<Selection | null> {
  const sealed = await kv.get(keyOf(place));
  return sealed === null ? null : SelectionSchema.parse(JSON.parse(encryption.open(sealed, keyOf(place))));
}

export async function endCheckout({ kv }: Services, place: Place): Promise<void> {
  await kv.delete(keyOf(place));
}

function keyOf({ userId, checkoutId }: Place): string {
  return `checkout:${userId}:${checkoutId}`;
}
