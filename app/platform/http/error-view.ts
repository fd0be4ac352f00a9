import { isRouteErrorResponse } from "@remix-run/react";
import type { ErrorReason } from "#domain/shared/errors.ts";
import type { ErrorPageData } from "./error-response.server.ts";

export type ErrorView = { reason: ErrorReason; requestId: string | null; status: number };

/** What an error boundary shows for whatever it caught; anything that is not one of our answers is "internal". */
export function toErrorView(error: unknown): ErrorView {
  if (!isRouteErrorResponse(error)) return { reason: "INTERNAL", requestId: null, status: 500 };
  if (isErrorPageData(error.data)) return { ...error.data, status: error.status };
  return { reason: error.status === 404 ? "NOT_FOUND" : "INTERNAL", requestId: null, status: error.status };
}

function isErrorPageData(data: unknown): data is ErrorPageData {
  return typeof data === "object" && data !== null && "reason" in data && "requestId" in data;
}
