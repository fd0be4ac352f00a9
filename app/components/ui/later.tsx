import { Await, useLocation } from "@remix-run/react";
import { Suspense, type ReactNode } from "react";
import type { Later } from "~/platform/page/part.ts";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { Notice } from "./notice.tsx";

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
  if ("value" in part) return <>{children(part.value)}</>;
  return (
    <Suspense fallback={fallback}>
      <Await resolve={part.pending}>{(value) => children(value)}</Await>
    </Suspense>
  );
}

export function Skeleton({ lines }: { lines: number }) {
  const { t } = useI18n();
  const whole = wholeHref(useLocation());
  return (
    <div className="skeleton" aria-busy="true" aria-label={t("common.loading")} role="group">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
      <noscript>
        <a href={whole}>{t("partial.whole")}</a>
      </noscript>
      {/* What stands here when the part never comes (browser/late-parts.ts). */}
      <template data-failed="">
        <Notice tone="critical">
          {t("partial.lost")} <a href={whole}>{t("partial.retry")}</a>
        </Notice>
      </template>
    </div>
  );
}

/** The same page in one answer, which waits for all of its parts. */
function wholeHref({ pathname, search }: { pathname: string; search: string }): string {
  const query = new URLSearchParams(search);
  query.set("whole", "1");
  return `${pathname}?${query.toString()}`;
}
