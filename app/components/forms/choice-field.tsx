import type { ReactNode } from "react";
import { FieldError } from "./field.tsx";

export type Choice = {
  value: string;
  label: string;
  /** Under the label: what it costs, and what is to know about it. */
  notes?: readonly ReactNode[];
};

type ChoiceFieldProps = {
  name: string;
  legend: string;
  hint?: string;
  error?: string | undefined;
  /** With a title of their own where there are several groups; one choice is made from all of them. */
  groups: readonly { title?: string; note?: string; choices: readonly Choice[] }[];
  /** Values that are chosen already. */
  chosen: readonly string[];
  isMany?: boolean;
};

/** One of several, or any of them. A radio button is required, so that a browser asks for it before the server does. */
export function ChoiceField({ name, legend, hint, error, groups, chosen, isMany = false }: ChoiceFieldProps) {
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className="field" id={name} aria-describedby={described || undefined}>
      <legend className={groups.some(({ title }) => title !== undefined) ? "sr" : "legend"}>{legend}</legend>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError name={name} error={error} />
      {groups.map(({ title, note, choices }) => (
        <div key={title ?? name} className={title === undefined ? undefined : "gap-top"}>
          {title === undefined ? null : <h2>{title}</h2>}
          {note === undefined ? null : <p className="hint">{note}</p>}
          {choices.map(({ value, label, notes = [] }) => (
            <div className="check" key={value}>
              <input
                type={isMany ? "checkbox" : "radio"}
                id={`${name}-${value}`}
                name={name}
                value={value}
                defaultChecked={chosen.includes(value)}
                required={!isMany}
                aria-describedby={notes.length > 0 ? `${name}-${value}-notes` : undefined}
              />
              <div>
                <label htmlFor={`${name}-${value}`}>{label}</label>
                <div id={`${name}-${value}-notes`}>
                  {notes.map((each, index) => (
                    <p className="hint" key={index}>
                      {each}
                    </p>
                  ))}
                </div>
              </div>
            </div>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
