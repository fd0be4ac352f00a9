import {
  useEffect,
  useRef,
  useState,
  type HTMLInputAutoCompleteAttribute,
  type HTMLInputTypeAttribute,
  type ReactNode,
} from "react";
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
  const [isShown, setShown] = useState(false);
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <div className="rowline">
        <label htmlFor={name}>{label}</label>
        {type === "password" ? <ShowPassword field={name} isShown={isShown} onChange={setShown} /> : aside}
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
        type={isShown ? "text" : type}
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

type ShowPasswordProps = { field: string; isShown: boolean; onChange: (isShown: boolean) => void };

/** Not there until the page's script runs: without one it would do nothing. */
function ShowPassword({ field, isShown, onChange }: ShowPasswordProps) {
  const { t } = useI18n();
  const [runsScripts, setRunsScripts] = useState(false);
  useEffect(() => setRunsScripts(true), []);
  if (!runsScripts) return null;
  return (
    <button type="button" className="show" aria-controls={field} onClick={() => onChange(!isShown)}>
      {t(isShown ? "form.hidePassword" : "form.showPassword")}
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
 * First in `main` after a refusal. `errors` maps a field to its shown text; `""` is the form as a whole. Announced by its
 * role; a script also moves the focus here, so that the next key press reaches the links.
 */
export function ErrorSummary({ errors }: { errors: Record<string, string> }) {
  const { t } = useI18n();
  const summary = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  const shown = entries.flat().join("\n");
  useEffect(() => {
    if (shown !== "") summary.current?.focus();
  }, [shown]);
  if (entries.length === 0) return null;
  return (
    <div ref={summary} className="note critical" role="alert" tabIndex={-1} id="problem">
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
