import type { ReactNode } from "react";
import type { Addon } from "#domain/catalog/offers.ts";
import { ChoiceField } from "~/components/forms/choice-field.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { addonChoice } from "./plan-choices.ts";
import { StepForm } from "./wizard.tsx";

export type AddonsStepProps = {
  addons: readonly Addon[];
  chosen: readonly string[];
  error: string | undefined;
  /** What else is asked here. */
  children?: ReactNode;
};

export function AddonsStep({ addons, chosen, error, children }: AddonsStepProps) {
  const i18n = useI18n();
  return (
    <StepForm>
      <ChoiceField
        name="addonSkus"
        legend={i18n.t("configure.addons")}
        error={error}
        groups={[{ choices: addons.map((addon) => addonChoice(addon, i18n)) }]}
        chosen={chosen}
        isMany
      />
      {children}
    </StepForm>
  );
}
