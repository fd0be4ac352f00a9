import type { AppError } from "#domain/shared/errors.ts";
import type { Language } from "#domain/shared/money.ts";
import type { Services } from "~/services.ts";
import type { Logger } from "../log/logger.server.ts";
import type { SessionState } from "../security/sessions.server.ts";

export type Theme = "system" | "light" | "dark";

/** Who sent the request, as far as the portal could find out. */
export type Visitor =
  | SessionState
  /** A public path: the session was not looked at. */
  | { state: "not_read" };

/** What the host knows of one request; Remix hands it to every loader and action as `context`. */
export type RequestContext = {
  app: Services;
  /** Also in every log line, in the `X-Request-Id` header and on error pages. */
  requestId: string;
  log: Logger;
  nonce: string;
  language: Language;
  theme: Theme;
  /** The browser has shown that it runs scripts: slow parts may be streamed to it. */
  runsScripts: boolean;
  visitor: Visitor;
  /** Binds CSRF tokens: the session's family, or the visitor cookie. */
  csrfBinding: string;
  /** Address of the person's end of the connection, as far as TRUSTED_PROXIES lets it be known. */
  clientIp: string;
  userAgent: string;
  /** The page takes a file, and what was sent is too large to have been read: its form says so beside the file. */
  isBodyTooLarge: boolean;
  /** The page takes a file, and the customer has sent too many: nothing was read. */
  uploadRefusal: AppError | null;
  /** Set when the host refuses the request before any route: the root shows it as an error page. */
  refusal: AppError | null;
  /** What a loader or action failed with. */
  failure: AppError | null;
  /** Set-Cookie lines that the host adds to the answer. */
  cookies: string[];
  /** Becomes true when a loader leaves a part to be streamed. */
  streams: boolean;
  /** The code changes while the process runs. */
  isDevelopment: boolean;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
