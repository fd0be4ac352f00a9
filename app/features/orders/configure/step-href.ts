import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { DraftStep } from "#domain/orders/draft.ts";

/** Where an order of a kind is put together; the address names the choices by their id, never what they are. */
export function stepHref(kind: ServiceKind, draftId: string | null = null, step?: DraftStep): string {
  const page = `/account/services/${kind}/configure`;
  if (draftId === null) return page;
  return `${page}?draft=${draftId}${step ? `&step=${step}` : ""}`;
}
