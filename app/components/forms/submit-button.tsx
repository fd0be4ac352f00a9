import type { ReactNode } from "react";
import { buttonClass, type ButtonKind } from "../ui/link.tsx";

/** Sends its form. Where scripts run it says so while the form is under way, and takes no second press (`browser/forms.ts`). */
export function SubmitButton({
  kind = "primary",
  compact = false,
  block = false,
  name,
  value,
  children,
}: {
  kind?: ButtonKind;
  compact?: boolean;
  block?: boolean;
  name?: string;
  value?: string;
  children: ReactNode;
}) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={buttonClass(kind, compact, block ? "full" : "")}
    >
      {children}
    </button>
  );
}
