import type { VpnOffers } from "#domain/catalog/offers.ts";
import type { ShownPricedCart } from "#domain/orders/cart.ts";
import { ChoiceField } from "~/components/forms/choice-field.tsx";
import { NothingOffered } from "~/features/shop/prices.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { vpnPlanChoice } from "./plan-choices.ts";
import { Review, titlesOf } from "./review.tsx";
import { StepForm, Wizard, type WizardPlace } from "./wizard.tsx";

export type VpnWizardProps = {
  place: WizardPlace;
  planSku: string;
  plans: VpnOffers["plans"];
  /** Of the last step alone. */
  cart: ShownPricedCart | null;
  errors: Record<string, string>;
};

export function VpnWizard({ place, planSku, plans, cart, errors }: VpnWizardProps) {
  const i18n = useI18n();
  if (cart)
    return (
      <Wizard {...place} errors={errors}>
        <Review place={place} cart={cart} rows={[{ step: "plan", value: titlesOf(cart, "plan", i18n) }]} />
      </Wizard>
    );
  return (
    <Wizard {...place} errors={errors}>
      {plans.length === 0 ? (
        <NothingOffered />
      ) : (
        <StepForm>
          <ChoiceField
            name="planSku"
            legend={i18n.t("configure.plan")}
            error={errors["planSku"]}
            groups={[{ choices: plans.map((plan) => vpnPlanChoice(plan, i18n)) }]}
            chosen={[planSku]}
          />
        </StepForm>
      )}
    </Wizard>
  );
}
