import { useActionData, useLoaderData } from "@remix-run/react";
import { vpnOffers } from "#domain/catalog/offers.ts";
import { PlanFormSchema } from "#domain/orders/forms.ts";
import { openStep } from "~/features/orders/configure/open-step.server.ts";
import { proceedToCheckout, readStep, saveStep } from "~/features/orders/configure/save-step.server.ts";
import { refuseStep, toStepPage } from "~/features/orders/configure/step-page.server.ts";
import { VpnWizard } from "~/features/orders/configure/vpn-wizard.tsx";
import { forCustomer } from "~/platform/page/route.server.ts";

export const loader = forCustomer(async (input) => {
  const opened = await openStep(input, "vpn");
  const { products, facts } = opened.ground;
  return { ...toStepPage(input, "vpn", opened), plans: vpnOffers(products, facts).plans };
});

export const action = forCustomer(async (input) => {
  const opened = await openStep(input, "vpn");
  if (opened.step === "review") return proceedToCheckout(input, "vpn", opened);
  const { products, facts } = opened.ground;
  const outcome = await readStep<typeof PlanFormSchema, "vpn">(input, PlanFormSchema, ({ planSku }) =>
    vpnOffers(products, facts).plans.some(({ sku }) => sku === planSku)
      ? { change: (draft) => ({ ...draft, planSku }) }
      : { errors: { planSku: "configure.fault.plan" } },
  );
  if ("errors" in outcome) return refuseStep(input, outcome.errors);
  return saveStep(input, "vpn", opened, outcome.change);
});

export default function ConfigureVpn() {
  const { place, planSku, plans, cart } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <VpnWizard place={place} planSku={planSku} plans={plans} cart={cart} errors={refusal?.errors ?? {}} />
  );
}
