import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SERVICE_KINDS, type ServiceKind } from "#domain/catalog/schema.ts";
import { DRAFT_KEPT_MS, DraftSchema, type Draft } from "#domain/orders/draft.ts";
import type { UserId } from "#domain/shared/ids.ts";
import type { Services } from "~/services.ts";
import { kvRecord } from "~/platform/store/kv-record.server.ts";
import type { CheckoutId } from "../checkout/checkout-session.server.ts";

export const DraftIdSchema = z.uuid().brand<"DraftId">();
export type DraftId = z.infer<typeof DraftIdSchema>;

type Place = { userId: UserId; draftId: DraftId };
type Records = Pick<Services, "records">;

export const drafts = kvRecord({ name: "order-draft", schema: DraftSchema, lifeMs: DRAFT_KEPT_MS });
const placeOf = ({ userId, draftId }: Place) => `${userId}:${draftId}`;

export const latestDrafts = kvRecord({
  name: "order-draft-latest",
  schema: z.object({
    draftId: DraftIdSchema,
    checkoutId: z.custom<CheckoutId>((id) => z.uuid().safeParse(id).success).nullable(),
  }),
  lifeMs: DRAFT_KEPT_MS,
});
const latestPlaceOf = (userId: UserId, kind: ServiceKind) => `${userId}:${kind}`;

export const checkoutOrigins = kvRecord({
  name: "checkout-origin",
  schema: z.object({ kind: z.enum(SERVICE_KINDS), draftId: DraftIdSchema }),
  lifeMs: DRAFT_KEPT_MS,
});
const originPlaceOf = (userId: UserId, checkoutId: CheckoutId) => `${userId}:${checkoutId}`;

/** Keeps the first choice of an order under an id that alone is in the address; the rest is added with `changeDraft`. */
export async function startDraft(
  deps: Records & Pick<Services, "limits">,
  { userId, draft }: { userId: UserId; draft: Draft },
): Promise<DraftId> {
  await deps.limits.use("orderDraft", userId);
  const draftId = DraftIdSchema.parse(randomUUID());
  await drafts.put(deps, placeOf({ userId, draftId }), draft);
  await latestDrafts.put(deps, latestPlaceOf(userId, draft.kind), { draftId, checkoutId: null });
  return draftId;
}

/** Null: kept for too long, somebody else's, or of a shape that the portal has given up since. */
export function findDraft(deps: Records, place: Place): Promise<Draft | null> {
  return drafts.get(deps, placeOf(place));
}

/**
 * Changes what is there now, whatever another tab has changed meanwhile: a change names one step and leaves the others alone.
 * False: the draft is gone.
 */
export async function changeDraft(
  deps: Records,
  place: Place,
  change: (draft: Draft) => Draft,
): Promise<boolean> {
  return (await drafts.update(deps, placeOf(place), change)) !== null;
}

export async function endDraft(deps: Records, place: Place): Promise<void> {
  await drafts.delete(deps, placeOf(place));
}

/** Remembers which choices a cart was made from, so that it can be made again when it has expired. */
export async function rememberOrigin(
  deps: Records,
  { userId, checkoutId, ...origin }: Place & { checkoutId: CheckoutId; kind: ServiceKind },
): Promise<void> {
  await checkoutOrigins.put(deps, originPlaceOf(userId, checkoutId), origin);
  const latest = { draftId: origin.draftId, checkoutId };
  await latestDrafts.put(deps, latestPlaceOf(userId, origin.kind), latest);
}

/** The choices of a kind that a customer began or put into a cart last, with that cart; null: none that are still kept. */
export async function findLatestDraft(
  deps: Records,
  { userId, kind }: { userId: UserId; kind: ServiceKind },
): Promise<{ draftId: DraftId; checkoutId: CheckoutId | null } | null> {
  const latest = await latestDrafts.get(deps, latestPlaceOf(userId, kind));
  if (latest === null) return null;
  return (await findDraft(deps, { userId, draftId: latest.draftId })) === null ? null : latest;
}

/** Null: the choices of that cart are not kept any more. */
export async function findOrigin(
  deps: Records,
  { userId, checkoutId }: { userId: UserId; checkoutId: CheckoutId },
): Promise<{ kind: ServiceKind; draftId: DraftId } | null> {
  const origin = await checkoutOrigins.get(deps, originPlaceOf(userId, checkoutId));
  if (origin === null) return null;
  return (await findDraft(deps, { userId, draftId: origin.draftId })) === null ? null : origin;
}
