import { toTowns } from "#domain/address/japan-post.ts";
import type { FindTowns } from "#domain/address/schema.ts";
import { AppError } from "#domain/shared/errors.ts";
import { readWire, WireFault } from "#domain/shared/wire.ts";
import { TransportFailure, type HttpAnswer } from "#integrations/http/exchange.ts";
import type { CallMetrics, Logger } from "#integrations/http/logger.ts";
import { createTransport } from "#integrations/http/transport.ts";
import { z } from "zod";

export type JapanPostOptions = {
  /** `https://api.da.pf.japanpost.jp`, or the address of its test service. */
  url: string;
  clientId: string;
  secretKey: string;
  /** The address that was registered with the service; it lets nobody in without. */
  sourceIp: string;
  now: () => Date;
  logger: Logger;
  metrics?: CallMetrics;
  requestId?: () => string | undefined;
};

const PROVIDER = "japan-post";
/** A person waits for it, and the embedded towns stand in. */
const TIMEOUT_MS = 4_000;
const TOKEN_MARGIN_MS = 60_000;

/** `until` in milliseconds since 1970. */
type Token = { value: Promise<string>; until: number };

const TokenWire = z.object({ token: z.string().min(1), expires_in: z.number().positive() });
const RefusalWire = z.object({ error_code: z.string().catch("") });
/** "There is no such API": the service has moved on, which is not the same as a postcode that it does not know. */
const NO_SUCH_API = "404-1029-0003";

/**
 * Japan Post's service for postcodes (its API reference 1.0.2, version 2 of the paths), one call a question. The token is
 * fetched once for any number of parallel questions and again when it is refused. Throws AppError `provider_unavailable` or
 * `provider_contract`.
 */
export function createJapanPost(options: JapanPostOptions) {
  const { url, now } = options;
  const transport = createTransport({
    ...options,
    provider: PROVIDER,
    // Nobody is shown it: the embedded towns stand in.
    unavailableReason: "INTERNAL",
    contentType: "application/json",
    limits: { timeoutMs: TIMEOUT_MS, maxConcurrent: 5, maxBodyBytes: 1024 * 1024 },
  });
  const headers = { "x-forwarded-for": options.sourceIp, "user-agent": "customer-portal" };
  let token: Token | null = null;

  function fetchToken(): Promise<{ token: string; expires_in: number }> {
    return transport.send({
      action: "token",
      url: new URL("/api/v2/j/token", url),
      headers,
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id: options.clientId,
        secret_key: options.secretKey,
      }),
      repeatable: true,
      read: (answer) => {
        if (answer.status !== 200) throw refusalOf(answer);
        return orContractError("token", () => readWire(TokenWire, readJson(answer)));
      },
    });
  }

  function currentToken(): Token {
    if (token !== null && token.until > now().getTime()) return token;
    const fetched: Token = { value: fetchToken().then(keep), until: Number.POSITIVE_INFINITY };
    function keep({ token: value, expires_in: seconds }: { token: string; expires_in: number }): string {
      fetched.until = now().getTime() + seconds * 1000 - TOKEN_MARGIN_MS;
      return value;
    }
    fetched.value.catch(() => forget(fetched));
    token = fetched;
    return fetched;
  }

  /** Another question may have fetched a new one meanwhile. */
  function forget(used: Token): void {
    if (token === used) token = null;
  }

  const findTowns: FindTowns = async (postcode) => {
    const ask = async (used: Token) =>
      transport.send({
        action: "searchcode",
        method: "GET",
        // Without searchtype 2 the offices at a postcode come too.
        url: new URL(
          `/api/v2/searchcode/${postcode.replace("-", "")}?page=1&limit=1000&choikitype=1&searchtype=2`,
          url,
        ),
        headers: { ...headers, authorization: `Bearer ${await used.value}` },
        repeatable: true,
        read: (answer) => {
          if (answer.status === 401) return "refused" as const;
          if (answer.status === 404) return noneOr(answer);
          if (answer.status !== 200) throw refusalOf(answer);
          return orContractError("searchcode", () => toTowns(readJson(answer)));
        },
      });
    const used = currentToken();
    const first = await ask(used);
    if (first !== "refused") return first;
    forget(used);
    const second = await ask(currentToken());
    if (second === "refused") throw contractError("searchcode", "authorization");
    return second;
  };

  return { findTowns, status: () => transport.status() };
}

function noneOr(answer: HttpAnswer): [] {
  const { error_code: code } = readWire(RefusalWire, readJson(answer));
  if (code === NO_SUCH_API) throw contractError("searchcode", "path");
  return [];
}

/** Refused for good or for now: either way the answer is of no use, and other towns stand in. */
function refusalOf({ status, retryAfter }: HttpAnswer): TransportFailure {
  const kind = status === 429 ? "quota" : status < 500 ? "access_refused" : "unusable_answer";
  return new TransportFailure(kind, { retryAfter, sent: true });
}

function readJson({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TransportFailure("unusable_answer");
  }
}

function orContractError<T>(action: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof WireFault) throw contractError(action, error.field);
    throw error;
  }
}

function contractError(action: string, field: string): AppError {
  return new AppError("provider_contract", {
    reason: "INTERNAL",
    message: `${action}: ${field} is not as agreed`,
    facts: { provider: PROVIDER, call: action, field },
  });
}
