import { redirect } from "@remix-run/node";
import { z } from "zod";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import { priceCart } from "#domain/orders/cart.ts";
import { isDraftOf, nextStep, stepsOf, toSelection, type DraftOf } from "#domain/orders/draft.ts";
import { AppError } from "#domain/shared/errors.ts";
import { readForm } from "~/platform/page/form.server.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import { startCheckout } from "../checkout/checkout-session.server.ts";
import { changeDraft, rememberOrigin, startDraft } from "./draft-store.server.ts";
import type { OpenStep } from "./open-step.server.ts";
import { stepHref } from "./step-href.ts";

type Input = RouteInput & { customer: Customer };

/** What a sent step does to the draft, or what is wrong with it: keys of the catalogues by field. */
export type StepOutcome<Kind extends ServiceKind> =
  { change: (draft: DraftOf<Kind>) => DraftOf<Kind> } | { errors: Record<string, string> };

export async function readStep<Schema extends z.ZodType, Kind extends ServiceKind>(
  input: Input,
  schema: Schema,
  take: (value: z.output<Schema>) => StepOutcome<Kind>,
): Promise<StepOutcome<Kind>> {
  const form = await readForm(input, schema);
  return form.ok ? take(form.value) : { errors: form.refusal.errors };
}

/** Keeps the choice and goes on to the first step that is still to do. */
export async function saveStep<Kind extends ServiceKind>(
  { app, customer }: Input,
  kind: Kind,
  { draftId, draft, ground }: OpenStep<Kind>,
  change: (draft: DraftOf<Kind>) => DraftOf<Kind>,
): Promise<never> {
  const { userId } = customer;
  const changed = change(draft);
  const next = nextStep(stepsOf(changed, ground));
  if (draftId === null) {
    const started = await startDraft(app, { userId, draft: changed });
    throw redirect(stepHref(kind, started, next), 303);
  }
  const isKept = await changeDraft(app, { userId, draftId }, (kept) =>
    isDraftOf(kind, kept) ? change(kept) : kept,
  );
  throw redirect(isKept ? stepHref(kind, draftId, next) : `${stepHref(kind)}?gone=1`, 303);
}

/** Makes a cart of the choices, where they can be ordered; the page itself says why when not. */
export async function proceedToCheckout<Kind extends ServiceKind>(
  input: Input,
  kind: Kind,
  { draftId, draft, ground }: OpenStep<Kind>,
): Promise<never> {
  const form = await readForm(input, z.object({}));
  if (!form.ok) throw new AppError("invalid_input", { reason: "VALIDATION_FAILED" });
  const { app, customer } = input;
  const { userId } = customer;
  const selection = toSelection(draft, ground);
  if (draftId === null || selection === null || "problems" in priceCart({ selection, ...ground }))
    throw redirect(stepHref(kind, draftId), 303);
  const checkoutId = await startCheckout(app, { userId, selection });
  await rememberOrigin(app, { userId, checkoutId, kind, draftId });
  throw redirect(`/account/order?checkout=${checkoutId}`, 303);
}
