import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { buttonClass, type ButtonKind } from "../ui/link.tsx";

/** Sends its form. While a script sends it the button says so; a second press then does no harm at the server either. */
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
  const { t } = useI18n();
  const { state, formData } = useNavigation();
  const isSending = state === "submitting" && (name === undefined || formData?.get(name) === value);
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={buttonClass(kind, compact, block ? "full" : "")}
      aria-disabled={isSending || undefined}
    >
      {isSending ? t("form.sending") : children}
    </button>
  );
}
