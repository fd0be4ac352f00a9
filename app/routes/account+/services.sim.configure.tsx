import { useActionData, useLoaderData } from "@remix-run/react";
import { simOffers } from "#domain/catalog/offers.ts";
import { hasVoice } from "#domain/orders/draft.ts";
import { START_DAYS_AHEAD } from "#domain/orders/start-rules.ts";
import { addDays } from "#domain/shared/dates.ts";
import { configureErrors } from "~/features/orders/configure/configure-texts.ts";
import { openStep } from "~/features/orders/configure/open-step.server.ts";
import { readSimStep } from "~/features/orders/configure/read-sim-step.server.ts";
import { proceedToCheckout, saveStep } from "~/features/orders/configure/save-step.server.ts";
import { simValues, staleFaults } from "~/features/orders/configure/sim-values.ts";
import { SimWizard } from "~/features/orders/configure/sim-wizard.tsx";
import { refuseStep, toStepPage } from "~/features/orders/configure/step-page.server.ts";
import { translatorOf } from "~/platform/page/page-title.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const opened = await openStep(input, "sim");
  const { draft, ground, step } = opened;
  const { plans, addons } = simOffers(ground.products, ground.facts);
  const faults = step === "transfer" ? staleFaults(draft, ground) : {};
  return {
    ...toStepPage(input, "sim", opened),
    draft,
    offers: { plans, addons },
    hasVoice: hasVoice(draft, ground),
    lastStartDay: addDays(ground.facts.day, START_DAYS_AHEAD),
    values: simValues(draft, step, ground.contact),
    faults: configureErrors(translatorOf(input.context), faults),
  };
});

export const action = forCustomer(async (input) => {
  const opened = await openStep(input, "sim");
  if (opened.step === "review") return proceedToCheckout(input, "sim", opened);
  const outcome = await readSimStep(input, opened);
  if ("errors" in outcome) return refuseStep(input, outcome.errors);
  return saveStep(input, "sim", opened, outcome.change);
});

export default function ConfigureSim() {
  const { title: _, faults, values, ...page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return <SimWizard {...page} values={refusal?.values ?? values} errors={refusal?.errors ?? faults} />;
}
