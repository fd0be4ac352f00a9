import { data } from "@remix-run/node";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import { priceCart, toShownCart, type ShownPricedCart } from "#domain/orders/cart.ts";
import { toSelection } from "#domain/orders/draft.ts";
import { refuseForm } from "~/platform/page/form.server.ts";
import { markRefused, pageTitle, translatorOf } from "~/platform/page/page-title.server.ts";
import type { RouteInput } from "~/platform/page/route.server.ts";
import { configureErrors } from "./configure-texts.ts";
import type { OpenStep } from "./open-step.server.ts";
import type { WizardPlace } from "./wizard.tsx";

/** What the pages of every kind show. */
export function toStepPage<Kind extends ServiceKind>(
  { context, url }: RouteInput,
  kind: Kind,
  { draftId, draft, ground, steps, step }: OpenStep<Kind>,
) {
  const selection = step === "review" ? toSelection(draft, ground) : null;
  const priced = selection && priceCart({ selection, ...ground });
  const cart: ShownPricedCart | null = priced && ("ok" in priced ? { ok: toShownCart(priced.ok) } : priced);
  const isGone = draftId === null && url.searchParams.get("gone") === "1";
  const place: WizardPlace = { kind, draftId, step, steps, isGone };
  return {
    title: pageTitle(context, translatorOf(context).t(`configure.title.${step}`)),
    place,
    draft,
    cart,
    /** From a link of the shop's pages; what is not offered chooses nothing. */
    planSku: url.searchParams.get("plan") ?? draft.planSku ?? "",
  };
}

/** The page again with what was typed, and what is wrong with it. */
export async function refuseStep({ request, context }: RouteInput, errors: Record<string, string>) {
  markRefused(context);
  return data(await refuseForm(request, configureErrors(translatorOf(context), errors)), { status: 400 });
}
