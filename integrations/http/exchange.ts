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

  constructor(
    kind: FailureKind,
    options: { sent?: boolean; repeatable?: boolean; retryAfter?: number; holdMs?: number } = {},
  ) {
    super(kind);
    this.name = "TransportFailure";
    this.kind = kind;
    this.sent = options.sent ?? true;
    this.repeatable = options.repeatable ?? false;
    this.retryAfter = options.retryAfter;
    this.holdMs = options.holdMs;
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

/** One request, the answer's body read whole as UTF-8 whatever the status. Throws TransportFailure. */
export async function exchange(request: Exchange): Promise<HttpAnswer> {
  const { url, method = "POST", body = null, headers, signal, maxBodyBytes } = request;
  try {
    // A redirect would carry the credentials in the body to wherever it points: it is read as the answer it is.
    const response = await fetch(url, { method, body, headers, signal, redirect: "manual" });
    const { text, bytes } = await readText(response, maxBodyBytes);
    const retryAfter = response.headers.get("retry-after") ?? "";
    return {
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      retryAfter: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined,
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
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
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
    text += decoder.decode(value, { stream: true });
  }
  return { text: text + decoder.decode(), bytes };
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
