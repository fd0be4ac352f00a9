/** Bytes a request may carry: forms are small, and a webhook is a hint of a few ids. Files are let through where a page takes one. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Beyond the limit this much is read and thrown away, so that a browser sees the answer and not a broken connection. */
const MAX_DRAINED_BYTES = 32 * 1024 * 1024;

/**
 * Reads a body before any route looks at the request, up to `limit` bytes, announced or not. Beyond it the request goes on
 * without a body, to be refused.
 */
export async function withBody(
  request: Request,
  limit: number,
): Promise<{ request: Request; isTooLarge: boolean; hasNul: boolean }> {
  if (request.method === "GET" || request.method === "HEAD" || !request.body)
    return { request, isTooLarge: false, hasNul: false };
  const bytes = await readUpTo(request.body, limit);
  const { url, method, headers, signal } = request;
  return {
    request: new Request(url, { method, headers, signal, body: bytes }),
    isTooLarge: bytes === null,
    hasNul: bytes !== null && holdsNul(bytes, headers.get("content-type")),
  };
}

/**
 * Whether fields or JSON hold a NUL, which no person types and PostgreSQL does not store. Files may: the fields beside them
 * are looked at when the form is read.
 */
export function holdsNul(bytes: Uint8Array, contentType: string | null): boolean {
  if (contentType?.startsWith("multipart/form-data")) return false;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return body.includes(0) || body.includes("%00") || body.includes("\\u0000");
}

/** Null when there is more than `limit`; nothing of it is kept then. */
async function readUpTo(
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = body.getReader();
  let chunks: Uint8Array[] = [];
  for (let size = 0; size <= MAX_DRAINED_BYTES;) {
    const { done, value } = await reader.read();
    if (done) return size > limit ? null : new Uint8Array(Buffer.concat(chunks));
    size += value.byteLength;
    if (size > limit) chunks = [];
    else chunks.push(value);
  }
  return null;
}
