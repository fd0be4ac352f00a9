import type { ReactNode } from "react";
import { FieldError } from "~/components/forms/field.tsx";

/** A box to agree to something, never ticked beforehand by us; what is wrong with it stands above. */
export function AgreeField({
  name,
  error,
  required = true,
  isTicked = false,
  children,
}: {
  name: string;
  error: string | undefined;
  /** False where it depends on another field. */
  required?: boolean;
  /** Only where the person has ticked it themselves just before. */
  isTicked?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="check field gap-top">
      <FieldError name={name} error={error} />
      <input
        type="checkbox"
        id={name}
        name={name}
        required={required}
        defaultChecked={isTicked}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      <label htmlFor={name}>{children}</label>
    </div>
  );
}
