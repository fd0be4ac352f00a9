import type { InternetOffers } from "#domain/catalog/offers.ts";
import { OFFERINGS } from "#domain/catalog/schema.ts";
import type { ShownPricedCart } from "#domain/orders/cart.ts";
import type { DraftOf } from "#domain/orders/draft.ts";
import { ACCESS_MODES } from "#domain/orders/schema.ts";
import { START_DAYS_AHEAD } from "#domain/orders/start-rules.ts";
import { ChoiceField } from "~/components/forms/choice-field.tsx";
import { DateField } from "~/components/forms/date-field.tsx";
import { NothingOffered } from "~/features/shop/prices.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { AddonsStep } from "./addons-step.tsx";
import { installationChoice, internetPlanChoice } from "./plan-choices.ts";
import { Review, titlesOf } from "./review.tsx";
import { dateValues } from "./sim-values.ts";
import { StepForm, Wizard, type WizardPlace } from "./wizard.tsx";

export type InternetWizardProps = {
  place: WizardPlace;
  draft: DraftOf<"internet">;
  planSku: string;
  offers: Pick<InternetOffers, "plans" | "installations" | "addons">;
  /** Of the last step alone. */
  cart: ShownPricedCart | null;
  /** What was sent and refused. */
  typed: Record<string, string>;
  errors: Record<string, string>;
};

export function InternetWizard(props: InternetWizardProps) {
  const { place, errors, cart } = props;
  return (
    <Wizard {...place} errors={errors}>
      {cart ? <InternetReview {...props} cart={cart} /> : <Step {...props} />}
    </Wizard>
  );
}

function Step(props: InternetWizardProps) {
  const { place, draft, offers, typed, errors } = props;
  const i18n = useI18n();
  const { t } = i18n;
  switch (place.step) {
    case "installation": {
      const standard = offers.installations.find(({ isDefault }) => isDefault)?.sku;
      return (
        <StepForm>
          <ChoiceField
            name="installationSku"
            legend={t("configure.installation")}
            error={errors["installationSku"]}
            groups={[{ choices: offers.installations.map((each) => installationChoice(each, i18n)) }]}
            chosen={[typed["installationSku"] ?? draft.installationSku ?? standard ?? ""]}
          />
        </StepForm>
      );
    }
    case "addons":
      return (
        <AddonsStep addons={offers.addons} chosen={draft.addonSkus ?? []} error={errors["addonSkus"]}>
          <DateField
            prefix="wish"
            legend={t("configure.wish")}
            hint={t("configure.wish.hint", { days: START_DAYS_AHEAD })}
            values={"wishYear" in typed ? typed : dateValues("wish", draft.wishedOn ?? null)}
            error={errors["wishYear"]}
            required={false}
          />
        </AddonsStep>
      );
    default:
      return <PlanStep {...props} />;
  }
}

function PlanStep({ draft, planSku, offers, typed, errors }: InternetWizardProps) {
  const i18n = useI18n();
  const { t } = i18n;
  if (offers.plans.length === 0) return <NothingOffered />;
  const lines = OFFERINGS.map((offering) => ({
    offering,
    plans: offers.plans.filter((plan) => plan.offering === offering),
  })).filter(({ plans }) => plans.length > 0);
  return (
    <StepForm>
      <ChoiceField
        name="planSku"
        legend={t("configure.plan")}
        error={errors["planSku"]}
        groups={lines.map(({ offering, plans }) => ({
          title: t(`shop.offering.${offering}`),
          choices: plans.map((plan) => internetPlanChoice(plan, i18n)),
        }))}
        chosen={[typed["planSku"] ?? planSku]}
      />
      <ChoiceField
        name="accessMode"
        legend={t("configure.accessMode")}
        error={errors["accessMode"]}
        groups={[
          {
            choices: ACCESS_MODES.map((mode) => ({
              value: mode,
              label: t(`configure.accessMode.${mode}`),
              notes: [t(`configure.accessMode.${mode}.note`)],
            })),
          },
        ]}
        chosen={[typed["accessMode"] ?? draft.accessMode ?? ""]}
      />
    </StepForm>
  );
}

function InternetReview({ place, draft, offers, cart }: InternetWizardProps & { cart: ShownPricedCart }) {
  const i18n = useI18n();
  const { t } = i18n;
  const installation = offers.installations.find(({ sku }) => sku === draft.installationSku);
  const plan = titlesOf(cart, "plan", i18n);
  return (
    <Review
      place={place}
      cart={cart}
      rows={[
        {
          step: "plan",
          value:
            draft.accessMode === null ? plan : `${plan} · ${t(`configure.accessMode.${draft.accessMode}`)}`,
        },
        {
          step: "installation",
          value: installation ? installationChoice(installation, i18n).label : t("common.notAvailable"),
        },
        {
          step: "addons",
          value: (
            <>
              {titlesOf(cart, "addon", i18n)}
              <br />
              {draft.wishedOn
                ? t("configure.wish.on", { date: i18n.longDate(draft.wishedOn) })
                : t("configure.wish.first")}
            </>
          ),
        },
      ]}
    />
  );
}
