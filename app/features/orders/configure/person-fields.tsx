import type { PORTING_GENDERS } from "#domain/orders/schema.ts";
import { ChoiceField } from "~/components/forms/choice-field.tsx";
import { DateField } from "~/components/forms/date-field.tsx";
import { CheckboxField, Field } from "~/components/forms/field.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** A person as the mobile network has to know them. The family name stands first, as on Japanese documents (JP-NM-1). */
export function PersonFields({
  values,
  errors,
  genders,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
  genders: readonly (typeof PORTING_GENDERS)[number][];
}) {
  const { t } = useI18n();
  const typed = (name: string) => ({ name, value: values[name], error: errors[name], required: true });
  return (
    <>
      <Field
        {...typed("lastName")}
        label={t("configure.lastName")}
        autoComplete="family-name"
        maxLength={120}
      />
      <Field
        {...typed("firstName")}
        label={t("configure.firstName")}
        autoComplete="given-name"
        required={false}
        maxLength={120}
      />
      <CheckboxField
        name="oneName"
        label={t("configure.oneName")}
        defaultChecked={values["oneName"] === "on"}
      />
      <Field
        {...typed("lastNameKana")}
        label={t("configure.lastNameKana")}
        hint={t("configure.kanaHint")}
        maxLength={120}
      />
      <Field
        {...typed("firstNameKana")}
        label={t("configure.firstNameKana")}
        required={false}
        maxLength={120}
      />
      <DateField
        prefix="birth"
        legend={t("configure.birthDate")}
        values={values}
        error={errors["birthYear"]}
        autoComplete="bday"
        hasEras
      />
      <ChoiceField
        name="gender"
        legend={t("configure.gender")}
        error={errors["gender"]}
        groups={[{ choices: genders.map((value) => ({ value, label: t(`configure.gender.${value}`) })) }]}
        chosen={[values["gender"] ?? ""]}
      />
    </>
  );
}
