import { simOffers } from "#domain/catalog/offers.ts";
import { isEsim, withSimPlan, type DraftOf } from "#domain/orders/draft.ts";
import {
  AddonsFormSchema,
  CardFormSchema,
  holderFormSchema,
  NumberFormSchema,
  PlanFormSchema,
  startFormSchema,
  transferFormSchema,
} from "#domain/orders/forms.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import type { OpenStep } from "./open-step.server.ts";
import { readStep, type StepOutcome } from "./save-step.server.ts";

type SimDraft = DraftOf<"sim">;

/** The form of the step that is open. Only what this customer is offered can be chosen, whatever was sent. */
export async function readSimStep(
  input: RouteInput & { customer: Customer },
  { step, draft, ground }: OpenStep<"sim">,
): Promise<StepOutcome<"sim">> {
  const { day } = ground.facts;
  const { plans, addons } = simOffers(ground.products, ground.facts);
  switch (step) {
    case "card":
      return readStep(input, CardFormSchema, (card) => put({ card }));
    case "addons":
      return readStep(input, AddonsFormSchema, ({ addonSkus }) =>
        addonSkus.every((sku) => addons.some((addon) => addon.sku === sku))
          ? put({ addonSkus })
          : { errors: { addonSkus: "configure.fault.addons" } },
      );
    case "start":
      return readStep(input, startFormSchema(day), (start) => put({ start }));
    case "number":
      return readStep(input, NumberFormSchema, ({ number }) => put({ number }));
    case "transfer":
      return readStep(
        input,
        transferFormSchema({
          today: day,
          startsOn: draft.start?.on ?? null,
          isEsim: isEsim(draft.card),
        }),
        (porting) => put({ porting }),
      );
    case "holder":
      return readStep(input, holderFormSchema(day), (holder) => put({ holder }));
    default:
      return readStep(input, PlanFormSchema, ({ planSku }) =>
        plans.some(({ sku }) => sku === planSku)
          ? { change: (kept) => withSimPlan(kept, planSku, ground) }
          : { errors: { planSku: "configure.fault.plan" } },
      );
  }
}

/** One step's part of the draft; what an earlier plan had lost was said on the page before. */
function put(part: Partial<SimDraft>): StepOutcome<"sim"> {
  return { change: (draft) => ({ ...draft, dropped: [], ...part }) };
}
