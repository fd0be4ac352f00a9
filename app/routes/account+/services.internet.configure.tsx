import { useActionData, useLoaderData } from "@remix-run/react";
import { internetOffers } from "#domain/catalog/offers.ts";
import { InternetWizard } from "~/features/orders/configure/internet-wizard.tsx";
import { openStep } from "~/features/orders/configure/open-step.server.ts";
import { readInternetStep } from "~/features/orders/configure/read-internet-step.server.ts";
import { proceedToCheckout, saveStep } from "~/features/orders/configure/save-step.server.ts";
import { refuseStep, toStepPage } from "~/features/orders/configure/step-page.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const opened = await openStep(input, "internet");
  const { draft, ground } = opened;
  const { plans, installations, addons } = internetOffers(ground.products, ground.facts);
  return { ...toStepPage(input, "internet", opened), draft, offers: { plans, installations, addons } };
});

export const action = forCustomer(async (input) => {
  const opened = await openStep(input, "internet");
  if (opened.step === "review") return proceedToCheckout(input, "internet", opened);
  const outcome = await readInternetStep(input, opened);
  if ("errors" in outcome) return refuseStep(input, outcome.errors);
  return saveStep(input, "internet", opened, outcome.change);
});

export default function ConfigureInternet() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return <InternetWizard {...page} typed={refusal?.values ?? {}} errors={refusal?.errors ?? {}} />;
}
