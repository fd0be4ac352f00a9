import type { ReactNode } from "react";

export type ButtonKind = "plain" | "primary" | "quiet" | "critical";

/** Goes somewhere and looks like a button. */
export function LinkButton({
  kind = "plain",
  compact = false,
  className = "",
  children,
  ...rest
}: {
  href: string;
  kind?: ButtonKind;
  compact?: boolean;
  className?: string;
  /** The answer is a file. */
  download?: boolean;
  children: ReactNode;
}) {
  return (
    <a className={buttonClass(kind, compact, className)} {...rest}>
      {children}
    </a>
  );
}

export function buttonClass(kind: ButtonKind = "plain", compact = false, className = ""): string {
  return ["btn", kind === "plain" ? "" : kind, compact ? "compact" : "", className].filter(Boolean).join(" ");
}
