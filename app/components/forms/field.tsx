import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute, ReactNode } from "react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Icon } from "../ui/icon.tsx";

export type FieldProps = {
  name: string;
  label: string;
  type?: HTMLInputTypeAttribute;
  hint?: string | undefined;
  /** Shown text, not a key. */
  error?: string | undefined;
  value?: string | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  /** Of a file: media types. */
  accept?: string;
  inputMode?: "email" | "numeric" | "tel" | "text" | "search";
  required?: boolean;
  maxLength?: number;
  /** Beside the label, such as "Forgot password?". */
  aside?: ReactNode;
};

/**
 * Label, hint, error, control in that order, tied together for screen readers; what was typed is kept. A password can be
 * shown, where scripts run.
 */
export function Field({ name, label, type = "text", hint, error, value, aside, ...control }: FieldProps) {
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <div className="rowline">
        <label htmlFor={name}>{label}</label>
        {type === "password" ? <ShowPassword field={name} /> : aside}
      </div>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError name={name} error={error} />
      <input
        className="input"
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        {...control}
      />
    </div>
  );
}

/** What a control of that name points at with `aria-describedby`. */
export function FieldError({ name, error }: { name: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p className="err" id={`${name}-error`}>
      <Icon name="circle-alert" size={16} />
      {error}
    </p>
  );
}

/** Hidden until the page's script runs (`browser/show-password.ts`): without one it would do nothing. */
function ShowPassword({ field }: { field: string }) {
  const { t } = useI18n();
  return (
    <button type="button" className="show" aria-controls={field} data-hide={t("form.hidePassword")} hidden>
      {t("form.showPassword")}
    </button>
  );
}

export function CheckboxField({
  name,
  label,
  hint,
  defaultChecked,
}: {
  name: string;
  label: string;
  hint?: string;
  defaultChecked?: boolean;
}) {
  return (
    <div className="check field">
      <input type="checkbox" id={name} name={name} defaultChecked={defaultChecked} />
      <label htmlFor={name}>
        {label} {hint ? <span className="hint">{hint}</span> : null}
      </label>
    </div>
  );
}

/**
 * First in `main` after a refusal. `errors` maps a field to its shown text; `""` is the form as a whole. Announced by its role; it takes
 * the focus, so that the next key press reaches the links.
 */
export function ErrorSummary({ errors }: { errors: Record<string, string> }) {
  const { t } = useI18n();
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div className="note critical" role="alert" tabIndex={-1} autoFocus id="problem">
      <Icon name="circle-alert" />
      <div>
        <h2>{t("form.problem")}</h2>
        <ul>
          {entries.map(([name, text]) => (
            <li key={name}>{name === "" ? text : <a href={`#${name}`}>{text}</a>}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name="csrf" value={token} />;
}
