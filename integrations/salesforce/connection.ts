import type { Connection } from "jsforce/lib/core.js";
import type { HttpRequest, HttpRequestOptions, HttpResponse } from "jsforce/lib/types/common.js";
import { PassThrough } from "node:stream";
import { exchange, TransportFailure, type HttpAnswer } from "#integrations/http/exchange.ts";
import { API_VERSION } from "#domain/shared/salesforce-names.ts";

/** Handed through jsforce to the wire with each request. */
export type WireOptions = { signal?: AbortSignal; onAnswer?: (answer: HttpAnswer) => void };

export type ConnectionOptions = {
  loginUrl: string;
  /** For a request that brings no signal of its own: those to the token end point. */
  timeoutMs: number;
  maxBodyBytes: number;
  onAnswer: (answer: HttpAnswer) => void;
  refresh: (connection: Connection) => Promise<string>;
};

/**
 * A jsforce connection that sends over our own HTTP. jsforce's transport leaves a call pending for ever when a body stalls, ends
 * the process with an uncaught error when one is cut off, repeats reads for seconds, follows the environment's proxies, and
 * tells nobody the status (docs/decisions/0006-salesforce.md). This one has a time and a size limit over the whole answer. The
 * library is loaded here, with the first call: a portal that has no call to make does not pay for it.
 */
export async function createConnection(options: ConnectionOptions): Promise<Connection> {
  const [core, { Transport }, { StreamPromise }] = await Promise.all([
    import("jsforce/lib/core.js"),
    import("jsforce/lib/transport.js"),
    import("jsforce/lib/util/promise.js"),
  ]);

  class WireTransport extends Transport {
    override httpRequest(request: HttpRequest, wire: HttpRequestOptions & WireOptions = {}) {
      // Nothing here reads the stream form of an answer.
      return StreamPromise.create(() => ({
        stream: new PassThrough(),
        promise: sendRequest(request, wire, options),
      }));
    }
  }

  const connection: Connection = new core.Connection({
    version: API_VERSION,
    loginUrl: options.loginUrl,
    refreshFn: (_, done) => {
      options.refresh(connection).then(
        (token) => void done(null, token),
        (error: unknown) => void done(error instanceof Error ? error : new Error("refresh failed")),
      );
    },
  });
  // There is no option for it; the version is pinned, and a test fails when these are no longer looked at.
  const transport = new WireTransport();
  connection._transport = transport;
  connection.oauth2._transport = transport;
  return connection;
}

async function sendRequest(
  { url, method, headers, body }: HttpRequest,
  wire: WireOptions,
  options: ConnectionOptions,
): Promise<HttpResponse> {
  const answer = await exchange({
    url: new URL(url),
    method,
    headers: withoutLength(headers),
    ...(typeof body === "string" ? { body } : {}),
    ...(Buffer.isBuffer(body) ? { body: new Uint8Array(body) } : {}),
    signal: wire.signal ?? AbortSignal.timeout(options.timeoutMs),
    maxBodyBytes: options.maxBodyBytes,
  });
  options.onAnswer(answer);
  wire.onAnswer?.(answer);
  // A redirect is never followed: it would carry the token to wherever it points. 300 is an answer of the API.
  if (answer.status > 300 && answer.status < 400) throw new TransportFailure("unusable_answer");
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: answer.text };
}

/** fetch counts by itself. */
function withoutLength(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-length"),
  );
}
