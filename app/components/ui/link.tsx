import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type ButtonKind = "plain" | "primary" | "quiet" | "critical";

/** A link inside the account: its page is fetched when a person is about to follow it. */
export function PageLink({
  to,
  className,
  current,
  children,
}: {
  to: string;
  className?: string;
  current?: "page" | "true" | undefined;
  children: ReactNode;
}) {
  return (
    <Link to={to} className={className} aria-current={current} prefetch="intent">
      {children}
    </Link>
  );
}

/** Goes somewhere and looks like a button. */
export function LinkButton({
  to,
  kind = "plain",
  compact = false,
  className = "",
  children,
}: {
  to: string;
  kind?: ButtonKind;
  compact?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <PageLink to={to} className={buttonClass(kind, compact, className)}>
      {children}
    </PageLink>
  );
}

/** A file or another site: no client navigation, no prefetch. */
export function PlainLinkButton({
  href,
  kind = "plain",
  children,
  ...rest
}: {
  href: string;
  kind?: ButtonKind;
  download?: boolean;
  children: ReactNode;
}) {
  return (
    <a href={href} className={buttonClass(kind)} {...rest}>
      {children}
    </a>
  );
}

export function buttonClass(kind: ButtonKind = "plain", compact = false, className = ""): string {
  return ["btn", kind === "plain" ? "" : kind, compact ? "compact" : "", className].filter(Boolean).join(" ");
}
