export type HttpAnswer = {
  status: number;
  headers: Headers;
  text: string;
  bytes: number;
  /** Seconds from a Retry-After header (429, 503). */
  retryAfter: number | undefined;
};

export type FailureKind =
  | "timeout"
  | "network"
  | "body_too_large"
  | "unusable_answer"
  /** The provider does not let the portal itself in. */
  | "access_refused"
  /** The portal has used up what it may call. */
  | "quota";

/** There is no usable answer. Carries no body, no parameter and no cause: the causes of fetch may quote either. */
export class TransportFailure extends Error {
  readonly kind: FailureKind;
  /** False only when the request certainly never reached the provider. */
  readonly sent: boolean;
  readonly repeatable: boolean;
  /** Seconds, when the answer named them. */
  readonly retryAfter: number | undefined;
  /** Opens the circuit at once for this long, instead of after several failures. */
  readonly holdMs: number | undefined;
  /** The provider is there and answers, only this answer is spoilt: no matter for the circuit. */
  readonly answered: boolean;
  /** Of `access_refused`: only the call's own action is refused, as by a role that lacks it. */
  readonly ofAction: boolean;
  /** For the log line and the error that callers see; never of a customer. */
  readonly facts: Readonly<Record<string, string | null>>;

  constructor(
    kind: FailureKind,
    options: {
      sent?: boolean;
      repeatable?: boolean;
      retryAfter?: number | undefined;
      holdMs?: number;
      answered?: boolean;
      ofAction?: boolean;
      facts?: Readonly<Record<string, string | null>>;
    } = {},
  ) {
    super(kind);
    this.name = "TransportFailure";
    this.kind = kind;
    this.sent = options.sent ?? true;
    this.repeatable = options.repeatable ?? false;
    this.retryAfter = options.retryAfter;
    this.holdMs = options.holdMs;
    this.answered = options.answered ?? false;
    this.ofAction = options.ofAction ?? false;
    this.facts = options.facts ?? {};
  }
}

export type Exchange = {
  url: URL;
  /** POST when left out. */
  method?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
  signal: AbortSignal;
  maxBodyBytes: number;
};

/**
 * One request, the answer's body read whole in its declared character set (UTF-8 when none is) whatever the status. Throws
 * TransportFailure, also for bytes that are no text in that set: a name with replacement characters is nobody's name.
 */
export async function exchange(request: Exchange): Promise<HttpAnswer> {
  const { url, method = "POST", body = null, headers, signal, maxBodyBytes } = request;
  try {
    // A redirect would carry the credentials in the body to wherever it points: it is read as the answer it is.
    const response = await fetch(url, { method, body, headers, signal, redirect: "manual" });
    const { text, bytes } = await readText(response, maxBodyBytes);
    return {
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      retryAfter: readRetryAfter(response.headers),
    };
  } catch (error) {
    if (error instanceof TransportFailure) throw error;
    // Not repeated: the time limit is the whole call's.
    if (signal.aborted) throw new TransportFailure("timeout");
    throw new TransportFailure("network", { sent: !neverConnected(error), repeatable: true });
  }
}

async function readText(response: Response, maxBodyBytes: number): Promise<{ text: string; bytes: number }> {
  if (response.body === null) return { text: "", bytes: 0 };
  const decoder = decoderFor(response.headers.get("content-type") ?? "");
  const reader = response.body.getReader();
  let bytes = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      await reader.cancel();
      throw new TransportFailure("body_too_large");
    }
    text += await decode(value);
  }
  return { text: text + (await decode()), bytes };

  async function decode(part?: Uint8Array): Promise<string> {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode();
    } catch {
      await reader.cancel();
      throw undecodable();
    }
  }
}

function decoderFor(contentType: string): TextDecoder {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw undecodable();
  }
}

function undecodable(): TransportFailure {
  return new TransportFailure("unusable_answer", { answered: true });
}

/** Seconds, from either form of the header (RFC 9110, 10.2.3); a day that is over is no wait. */
function readRetryAfter(headers: Headers): number | undefined {
  const text = (headers.get("retry-after") ?? "").trim();
  if (/^\d{1,6}$/.test(text)) return Number(text);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const waitMs = Date.parse(text) - sentAt(headers);
  return Number.isNaN(waitMs) ? undefined : Math.min(999_999, Math.max(0, Math.ceil(waitMs / 1000)));
}

/** By the provider's own clock where it tells it: the two clocks may differ. */
function sentAt(headers: Headers): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}

const NEVER_CONNECTED: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause && NEVER_CONNECTED.has(cause.code);
}
