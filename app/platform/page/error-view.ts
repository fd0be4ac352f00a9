import { isRouteErrorResponse } from "@remix-run/react";
import type { ErrorPageData } from "./error-response.server.ts";

export type ErrorView = {
  /** The server's, or the name of the two cases that the browser has words for. */
  words: ErrorPageData["words"] | "NOT_FOUND" | "INTERNAL";
  requestId: string | null;
  status: number;
  wayOn: ErrorPageData["wayOn"];
};

/** What an error boundary shows for whatever it caught; anything that is not one of our answers is "internal". */
export function toErrorView(error: unknown): ErrorView {
  if (!isRouteErrorResponse(error))
    return { words: "INTERNAL", requestId: null, status: 500, wayOn: "reload" };
  const { status } = error;
  const data: unknown = error.data;
  if (isErrorPageData(data))
    return { words: data.words, requestId: data.requestId, status, wayOn: data.wayOn };
  const words = status === 404 ? "NOT_FOUND" : "INTERNAL";
  return { words, requestId: null, status, wayOn: status >= 500 ? "reload" : null };
}

function isErrorPageData(data: unknown): data is ErrorPageData {
  return typeof data === "object" && data !== null && "words" in data && "requestId" in data;
}
