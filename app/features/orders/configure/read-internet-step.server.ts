import { internetOffers } from "#domain/catalog/offers.ts";
import {
  InstallationFormSchema,
  internetAddonsFormSchema,
  InternetPlanFormSchema,
} from "#domain/orders/forms.ts";
import type { Customer, RouteInput } from "~/platform/page/route.server.ts";
import type { OpenStep } from "./open-step.server.ts";
import { readStep, type StepOutcome } from "./save-step.server.ts";

/** The form of the step that is open. Only what the address can get can be chosen, whatever was sent. */
export async function readInternetStep(
  input: RouteInput & { customer: Customer },
  { step, ground }: OpenStep<"internet">,
): Promise<StepOutcome<"internet">> {
  const { plans, installations, addons } = internetOffers(ground.products, ground.facts);
  const isAmong = (sku: string, offers: readonly { sku: string }[]) =>
    offers.some((each) => each.sku === sku);
  switch (step) {
    case "installation":
      return readStep(input, InstallationFormSchema, ({ installationSku }) =>
        isAmong(installationSku, installations)
          ? { change: (draft) => ({ ...draft, installationSku }) }
          : { errors: { installationSku: "configure.fault.installation" } },
      );
    case "addons":
      return readStep(input, internetAddonsFormSchema(ground.facts.day), ({ addonSkus, wishedOn }) =>
        addonSkus.every((sku) => isAmong(sku, addons))
          ? { change: (draft) => ({ ...draft, addonSkus, wishedOn }) }
          : { errors: { addonSkus: "configure.fault.addons" } },
      );
    default:
      return readStep(input, InternetPlanFormSchema, ({ planSku, accessMode }) =>
        isAmong(planSku, plans)
          ? { change: (draft) => ({ ...draft, planSku, accessMode }) }
          : { errors: { planSku: "configure.fault.plan" } },
      );
  }
}
