import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** One sentence on what will appear here, and one action. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="gone">
      <Icon name="inbox" />
      <h3>{title}</h3>
      {children ? <p>{children}</p> : null}
      {action ? <div className="btns">{action}</div> : null}
    </div>
  );
}
