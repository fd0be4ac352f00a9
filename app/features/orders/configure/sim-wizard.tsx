import type { SimOffers } from "#domain/catalog/offers.ts";
import { SIM_PLAN_TYPES } from "#domain/catalog/schema.ts";
import type { ShownPricedCart } from "#domain/orders/cart.ts";
import type { DraftOf } from "#domain/orders/draft.ts";
import { SIM_TYPES } from "#domain/orders/schema.ts";
import { DAYS_LEFT } from "#domain/orders/start-rules.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import { ChoiceField } from "~/components/forms/choice-field.tsx";
import { DateField } from "~/components/forms/date-field.tsx";
import { Field } from "~/components/forms/field.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { NothingOffered } from "~/features/shop/prices.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { AddonsStep } from "./addons-step.tsx";
import { PersonFields } from "./person-fields.tsx";
import { simPlanChoice } from "./plan-choices.ts";
import { SimReview } from "./sim-review.tsx";
import { StepForm, Wizard, type WizardPlace } from "./wizard.tsx";

export type SimWizardProps = {
  place: WizardPlace;
  draft: DraftOf<"sim">;
  planSku: string;
  hasVoice: boolean;
  offers: Pick<SimOffers, "plans" | "addons">;
  lastStartDay: CalendarDate;
  /** Of the last step alone. */
  cart: ShownPricedCart | null;
  /** What stands in the fields: what was sent and refused, or else what was chosen. */
  values: Record<string, string>;
  errors: Record<string, string>;
};

export function SimWizard(props: SimWizardProps) {
  const { place, draft, errors, cart } = props;
  const { t, language } = useI18n();
  const list = draft.dropped.map((step) => t(`configure.step.${step}`)).join(language === "ja" ? "、" : ", ");
  return (
    <Wizard
      {...place}
      errors={errors}
      notice={
        list === "" ? null : (
          <Notice tone="caution" role="status">
            {t("configure.dropped", { list })}
          </Notice>
        )
      }
    >
      {cart ? <SimReview place={place} draft={draft} cart={cart} /> : <Step {...props} />}
    </Wizard>
  );
}

function Step(props: SimWizardProps) {
  switch (props.place.step) {
    case "card":
      return <CardStep {...props} />;
    case "addons":
      return (
        <AddonsStep
          addons={props.offers.addons}
          chosen={props.draft.addonSkus ?? []}
          error={props.errors["addonSkus"]}
        />
      );
    case "start":
      return <StartStep {...props} />;
    case "number":
      return <NumberStep {...props} />;
    case "transfer":
      return <TransferStep {...props} />;
    case "holder":
      return <HolderStep {...props} />;
    default:
      return <PlanStep {...props} />;
  }
}

function PlanStep({ planSku, offers, values, errors }: SimWizardProps) {
  const i18n = useI18n();
  const { t } = i18n;
  if (offers.plans.length === 0) return <NothingOffered />;
  const groups = SIM_PLAN_TYPES.map((type) => ({
    type,
    plans: offers.plans.filter(({ planType }) => planType === type),
  })).filter(({ plans }) => plans.length > 0);
  return (
    <StepForm>
      <ChoiceField
        name="planSku"
        legend={t("configure.plan")}
        error={errors["planSku"]}
        groups={groups.map(({ type, plans }) => ({
          title: t(`shop.plans.${type}`),
          ...(type === "data_only" ? { note: t("shop.plan.emergency") } : {}),
          choices: plans.map((plan) => simPlanChoice(plan, i18n)),
        }))}
        chosen={[values["planSku"] ?? planSku]}
      />
    </StepForm>
  );
}

function CardStep({ values, errors }: SimWizardProps) {
  const { t } = useI18n();
  return (
    <StepForm>
      <ChoiceField
        name="simType"
        legend={t("configure.card")}
        error={errors["simType"]}
        groups={[
          {
            choices: SIM_TYPES.map((type) => ({
              value: type,
              label: t(`configure.card.${type}`),
              notes: [t(`configure.card.${type}.note`)],
            })),
          },
        ]}
        chosen={[values["simType"] ?? ""]}
      />
      <Field
        name="eid"
        label={t("configure.eid")}
        hint={t("configure.eidHint")}
        value={values["eid"]}
        error={errors["eid"]}
        inputMode="numeric"
        autoComplete="off"
        maxLength={80}
      />
    </StepForm>
  );
}

function StartStep({ lastStartDay, values, errors }: SimWizardProps) {
  const { t, date } = useI18n();
  return (
    <StepForm>
      <ChoiceField
        name="start"
        legend={t("configure.start")}
        error={errors["start"]}
        groups={[
          {
            choices: [
              {
                value: "immediate",
                label: t("configure.start.immediate"),
                notes: [t("configure.start.immediate.note")],
              },
              { value: "scheduled", label: t("configure.start.scheduled") },
            ],
          },
        ]}
        chosen={[values["start"] ?? ""]}
      />
      <DateField
        prefix="start"
        legend={t("configure.start.day")}
        hint={t("configure.start.dayHint", { last: date(lastStartDay) })}
        values={values}
        error={errors["startYear"]}
        required={false}
      />
    </StepForm>
  );
}

function NumberStep({ hasVoice, values, errors }: SimWizardProps) {
  const { t } = useI18n();
  return (
    <StepForm>
      <ChoiceField
        name="number"
        legend={t("configure.number")}
        {...(hasVoice ? {} : { hint: t("configure.number.dataOnly") })}
        error={errors["number"]}
        groups={[
          {
            choices: [
              { value: "new", label: t("configure.number.new") },
              {
                value: "transfer",
                label: t("configure.number.transfer"),
                notes: [
                  t("configure.number.transfer.note", { card: DAYS_LEFT.physical, esim: DAYS_LEFT.esim }),
                ],
              },
            ],
          },
        ]}
        chosen={[values["number"] ?? ""]}
      />
    </StepForm>
  );
}

function TransferStep({ values, errors }: SimWizardProps) {
  const { t } = useI18n();
  const typed = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <StepForm>
      <Field
        {...typed("reservationNumber")}
        label={t("configure.transfer.reservation")}
        hint={t("configure.transfer.reservationHint")}
        inputMode="numeric"
        autoComplete="off"
        required
        maxLength={40}
      />
      <DateField
        prefix="expires"
        legend={t("configure.transfer.expires")}
        hint={t("configure.transfer.expiresHint")}
        values={values}
        error={errors["expiresYear"]}
      />
      <Field
        {...typed("phoneNumber")}
        type="tel"
        label={t("configure.transfer.phone")}
        hint={t("configure.transfer.phoneHint")}
        inputMode="tel"
        autoComplete="tel"
        required
        maxLength={40}
      />
      <h2 className="below">{t("configure.transfer.owner")}</h2>
      <div className="gap-top">
        <PersonFields values={values} errors={errors} genders={["female", "male", "company"]} />
      </div>
    </StepForm>
  );
}

function HolderStep({ values, errors }: SimWizardProps) {
  return (
    <StepForm>
      <PersonFields values={values} errors={errors} genders={["female", "male"]} />
    </StepForm>
  );
}
