import type { HeadersArgs } from "@remix-run/node";
import { Outlet, useRouteError } from "@remix-run/react";
import { AccountLayout } from "~/components/layout/account-layout.tsx";
import { useAccountData } from "~/components/layout/account-data.ts";
import { ErrorPage } from "~/components/layout/error-page.tsx";
import { FlashNotice } from "~/components/layout/flash-notice.tsx";
import { SessionLimitNote } from "~/components/layout/session-limit.tsx";
import { toErrorView } from "~/platform/page/error-view.ts";
import { takeFlash } from "~/platform/page/flash.server.ts";
import { forCustomer } from "~/platform/page/route.server.ts";
import { toSessionLimit } from "~/platform/security/session-limit.ts";

/** The account area is nobody else's: not stored by shared caches, nor found by search engines. */
export function headers({ errorHeaders }: HeadersArgs): Record<string, string> {
  const retryAfter = errorHeaders?.get("Retry-After");
  return {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    ...(retryAfter ? { "Retry-After": retryAfter } : {}),
  };
}

export const loader = forCustomer(({ app, context, customer, request }) => ({
  name: customer.name,
  csrf: app.csrf.issue(customer.familyId, customer.userId),
  flash: takeFlash(context, request),
  limit: toSessionLimit(customer, app.now()),
}));

export default function Account() {
  return (
    <AccountLayout>
      <FlashNotice />
      <Outlet />
      <SessionLimitNote limit={useAccountData().limit} />
    </AccountLayout>
  );
}

export function ErrorBoundary() {
  return (
    <AccountLayout>
      <ErrorPage {...toErrorView(useRouteError())} />
    </AccountLayout>
  );
}
