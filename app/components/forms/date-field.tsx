import { YEAR_COUNTS } from "#domain/shared/typed-date.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { FieldError } from "./field.tsx";

export type DateFieldProps = {
  /** Of the names of the fields: `birth` makes `birthYear`, `birthMonth`, `birthDay`; an error belongs to the year. */
  prefix: string;
  legend: string;
  hint?: string;
  values: Record<string, string>;
  error: string | undefined;
  /** Of each part, with its own ending. */
  autoComplete?: "bday";
  /** Years of an era or western ones (JP-DT-3), in `birthEra`. */
  hasEras?: boolean;
  required?: boolean;
};

/** Year, month and day in the order of the language. */
export function DateField({
  prefix,
  legend,
  hint,
  values,
  error,
  autoComplete,
  hasEras = false,
  required = true,
}: DateFieldProps) {
  const { t, language } = useI18n();
  const parts = [
    { name: `${prefix}Year`, label: t("date.year"), auto: `${autoComplete}-year` },
    { name: `${prefix}Month`, label: t("date.month"), auto: `${autoComplete}-month` },
    { name: `${prefix}Day`, label: t("date.day"), auto: `${autoComplete}-day` },
  ];
  const described = [hint ? `${prefix}-hint` : "", error ? `${prefix}Year-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <fieldset className="field" aria-describedby={described || undefined}>
      <legend className="legend">{legend}</legend>
      {hint ? (
        <p className="hint" id={`${prefix}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError name={`${prefix}Year`} error={error} />
      <div className="date-parts">
        {hasEras ? <EraField name={`${prefix}Era`} values={values} /> : null}
        {(language === "ja" ? parts : parts.reverse()).map(({ name, label, auto }) => (
          <div key={name}>
            <label htmlFor={name} className="hint">
              {label}
            </label>
            <input
              className="input"
              id={name}
              name={name}
              inputMode="numeric"
              autoComplete={autoComplete ? auto : "off"}
              required={required}
              defaultValue={values[name]}
              aria-invalid={error ? true : undefined}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function EraField({ name, values }: { name: string; values: Record<string, string> }) {
  const { t } = useI18n();
  return (
    <div className="era">
      <label htmlFor={name} className="hint">
        {t("date.era")}
      </label>
      <select className="input" id={name} name={name} defaultValue={values[name] ?? "western"}>
        {YEAR_COUNTS.map((era) => (
          <option key={era} value={era}>
            {t(`date.era.${era}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
