import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SERVICE_KINDS, type ServiceKind } from "#domain/catalog/schema.ts";
import { DraftSchema, type Draft } from "#domain/orders/draft.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import type { CheckoutId } from "../checkout/checkout-session.server.ts";

/** How long choices are kept since they were last changed: longer than a cart, which is made from them again. */
const KEPT_MS = 24 * 60 * 60 * 1000;

export const DraftIdSchema = z.uuid().brand<"DraftId">();
export type DraftId = z.infer<typeof DraftIdSchema>;

type Place = { userId: UserId; draftId: DraftId };

/** Keeps the first choice of an order under an id that alone is in the address; the rest is added with `changeDraft`. */
export async function startDraft(
  { kv, encryption, limits }: Services,
  { userId, draft }: { userId: UserId; draft: Draft },
): Promise<DraftId> {
  await limits.use("orderDraft", userId);
  const draftId = DraftIdSchema.parse(randomUUID());
  const key = keyOf({ userId, draftId });
  await kv.set(key, encryption.seal(JSON.stringify(draft), key), KEPT_MS);
  await kv.set(latestKeyOf(userId, draft.kind), JSON.stringify({ draftId, checkoutId: null }), KEPT_MS);
  return draftId;
}

/** Null: kept for too long, somebody else's, or of a shape that the portal has given up since. */
export async function findDraft({ kv, encryption }: Services, place: Place): Promise<Draft | null> {
  const sealed = await kv.get(keyOf(place));
  return sealed === null ? null : open(encryption, sealed, keyOf(place));
}

/**
 * Changes what is there now, whatever another tab has changed meanwhile: a change names one step and leaves the others alone.
 * False: the draft is gone.
 */
export async function changeDraft(
  { kv, encryption }: Services,
  place: Place,
  change: (draft: Draft) => Draft,
): Promise<boolean> {
  const key = keyOf(place);
  for (;;) {
    const sealed = await kv.get(key);
    const draft = sealed === null ? null : open(encryption, sealed, key);
    if (draft === null) return false;
    const next = encryption.seal(JSON.stringify(change(draft)), key);
    if (await kv.compareAndSet(key, sealed, next, KEPT_MS)) return true;
  }
}

export async function endDraft({ kv }: Services, place: Place): Promise<void> {
  await kv.delete(keyOf(place));
}

const OriginSchema = z.object({ kind: z.enum(SERVICE_KINDS), draftId: DraftIdSchema });

/** Remembers which choices a cart was made from, so that it can be made again when it has expired. */
export async function rememberOrigin(
  { kv }: Services,
  { userId, checkoutId, ...origin }: Place & { checkoutId: CheckoutId; kind: ServiceKind },
): Promise<void> {
  await kv.set(originKeyOf(userId, checkoutId), JSON.stringify(origin), KEPT_MS);
  const latest = { draftId: origin.draftId, checkoutId };
  await kv.set(latestKeyOf(userId, origin.kind), JSON.stringify(latest), KEPT_MS);
}

const LatestSchema = z.object({
  draftId: DraftIdSchema,
  checkoutId: z.custom<CheckoutId>((id) => z.uuid().safeParse(id).success).nullable(),
});

/** The choices of a kind that a customer began or put into a cart last, with that cart; null: none that are still kept. */
export async function findLatestDraft(
  deps: Services,
  { userId, kind }: { userId: UserId; kind: ServiceKind },
): Promise<z.infer<typeof LatestSchema> | null> {
  const text = await deps.kv.get(latestKeyOf(userId, kind));
  if (text === null) return null;
  const latest = LatestSchema.parse(JSON.parse(text));
  return (await findDraft(deps, { userId, draftId: latest.draftId })) === null ? null : latest;
}

/** Null: the choices of that cart are not kept any more. */
export async function findOrigin(
  deps: Services,
  { userId, checkoutId }: { userId: UserId; checkoutId: CheckoutId },
): Promise<z.infer<typeof OriginSchema> | null> {
  const text = await deps.kv.get(originKeyOf(userId, checkoutId));
  if (text === null) return null;
  const origin = OriginSchema.parse(JSON.parse(text));
  return (await findDraft(deps, { userId, draftId: origin.draftId })) === null ? null : origin;
}

function open(encryption: Services["encryption"], sealed: string, key: string): Draft | null {
  return DraftSchema.safeParse(JSON.parse(encryption.open(sealed, key))).data ?? null;
}

function keyOf({ userId, draftId }: Place): string {
  return `order-draft:${userId}:${draftId}`;
}

function originKeyOf(userId: UserId, checkoutId: CheckoutId): string {
  return `checkout-origin:${userId}:${checkoutId}`;
}

function latestKeyOf(userId: UserId, kind: ServiceKind): string {
  return `order-draft-latest:${userId}:${kind}`;
}
