import { useRouteError } from "@remix-run/react";
import { toErrorView } from "~/platform/page/error-view.ts";
import { ErrorPage } from "../layout/error-page.tsx";
import { PublicLayout } from "./public-layout.tsx";

/**
 * `ErrorBoundary` of pages outside the account whose actions may throw. The root's own boundary is not enough for them:
 * when an action throws, Remix skips the loader of the route that shows the error, and the root's loader knows the language.
 */
export function PublicError() {
  return (
    <PublicLayout>
      <ErrorPage {...toErrorView(useRouteError())} />
    </PublicLayout>
  );
}
