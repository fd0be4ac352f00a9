import { YEAR_COUNTS } from "#domain/shared/typed-date.ts";
import { FieldError } from "~/components/forms/field.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** Year, month and day in the order of the language, with the years of an era or western ones (JP-DT-3). */
export function BirthDateField({
  values,
  error,
}: {
  values: Record<string, string>;
  error: string | undefined;
}) {
  const { t, language } = useI18n();
  const parts = [
    { name: "birthYear", label: t("start.birthYear"), autoComplete: "bday-year" },
    { name: "birthMonth", label: t("start.birthMonth"), autoComplete: "bday-month" },
    { name: "birthDay", label: t("start.birthDay"), autoComplete: "bday-day" },
  ];
  return (
    <fieldset className="field" aria-describedby={error ? "birthYear-error" : undefined}>
      <legend className="legend">{t("start.birthDate")}</legend>
      <FieldError name="birthYear" error={error} />
      <div className="date-parts">
        <div>
          <label htmlFor="birthEra" className="hint">
            {t("start.birthEra")}
          </label>
          <select
            className="input"
            id="birthEra"
            name="birthEra"
            defaultValue={values["birthEra"] ?? "western"}
          >
            {YEAR_COUNTS.map((era) => (
              <option key={era} value={era}>
                {t(`start.era.${era}`)}
              </option>
            ))}
          </select>
        </div>
        {(language === "ja" ? parts : [...parts].reverse()).map(({ name, label, autoComplete }) => (
          <div key={name}>
            <label htmlFor={name} className="hint">
              {label}
            </label>
            <input
              className="input"
              id={name}
              name={name}
              inputMode="numeric"
              autoComplete={autoComplete}
              required
              defaultValue={values[name]}
              aria-invalid={error ? true : undefined}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
