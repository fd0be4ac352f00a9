import { Await } from "@remix-run/react";
import { Suspense, useState, type ReactNode } from "react";
import type { Later } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";

/** Shows a part when it is here; while it is on its way, its outline, or `fallback` where no block may stand. */
export function LaterPart<T>({
  part,
  lines = 4,
  fallback = <Skeleton lines={lines} />,
  children,
}: {
  part: Later<T>;
  lines?: number;
  fallback?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  // What began as an outline stays in the same tree when a later part is here at once, and so keeps its focus.
  const [hasWaited] = useState("pending" in part);
  if ("value" in part && !hasWaited) return <>{children(part.value)}</>;
  return (
    <Suspense fallback={fallback}>
      <Await resolve={"value" in part ? part.value : part.pending}>{(value) => children(value)}</Await>
    </Suspense>
  );
}

export function Skeleton({ lines }: { lines: number }) {
  const { t } = useI18n();
  return (
    <div className="skeleton" aria-busy="true" aria-label={t("common.loading")} role="group">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
