import { redirect } from "@remix-run/node";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import {
  DRAFT_STEPS,
  EMPTY_DRAFTS,
  isDraftOf,
  nextStep,
  stepsOf,
  type DraftGround,
  type DraftOf,
  type DraftStep,
} from "#domain/orders/draft.ts";
import { readContact } from "~/features/profile/read-contact.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import { readOrderGround } from "../read-cart.server.ts";
import { DraftIdSchema, findDraft, type DraftId } from "./draft-store.server.ts";
import { stepHref } from "./step-href.ts";

export type OpenStep<Kind extends ServiceKind> = {
  /** Null before the first choice was sent: opening a page keeps nothing. */
  draftId: DraftId | null;
  draft: DraftOf<Kind>;
  ground: DraftGround;
  steps: ReturnType<typeof stepsOf>;
  step: DraftStep;
};

/**
 * The step that an address asks for, with what was chosen before it. Throws a redirect to the first step that is still to do when
 * a step before the asked one is, and to the beginning when the choices are not kept any more, or are another customer's.
 */
export async function openStep<Kind extends ServiceKind>(
  { app, customer, url }: RouteInput & { customer: Customer },
  kind: Kind,
): Promise<OpenStep<Kind>> {
  const asked = url.searchParams.get("draft");
  const draftId = DraftIdSchema.safeParse(asked).data ?? null;
  const [kept, ground] = await Promise.all([
    draftId === null ? null : findDraft(app, { userId: customer.userId, draftId }),
    readDraftGround(app, customer, kind),
  ]);
  if (asked !== null && !isDraftOf(kind, kept)) throw redirect(`${stepHref(kind)}?gone=1`, 303);
  // What is no address of an internet line has no wizard; its page says what there is to do first.
  if (kind === "internet" && ground.facts.offerings.length === 0)
    throw redirect("/account/services/internet", 303);

  const draft = isDraftOf(kind, kept) ? kept : EMPTY_DRAFTS[kind];
  const steps = stepsOf(draft, ground);
  const next = nextStep(steps);
  const wanted = DRAFT_STEPS.find((step) => step === url.searchParams.get("step"));
  const at = steps.findIndex(({ step }) => step === wanted);
  const isOpen = at >= 0 && at <= steps.findIndex(({ step }) => step === next);
  if (draftId !== null && !isOpen) throw redirect(stepHref(kind, draftId, next), 303);
  return { draftId, draft, ground, steps, step: draftId === null ? "plan" : (wanted ?? next) };
}

async function readDraftGround(deps: Services, owner: Owner, kind: ServiceKind): Promise<DraftGround> {
  const [ground, contact] = await Promise.all([
    readOrderGround(deps, owner, kind),
    kind === "sim" ? readContact(deps, owner) : null,
  ]);
  return { ...ground, contact: contact?.value ?? null };
}
