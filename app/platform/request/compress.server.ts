import { PassThrough, Readable } from "node:stream";
import { promisify } from "node:util";
import { constants, createGzip, gzip } from "node:zlib";

const gzipText = promisify(gzip);

/**
 * Level 1: on a page of 80 kB it costs a third of the default level's time and the answer is a tenth larger. Put a proxy
 * in front for more. Pages mix nothing a stranger chose with secrets that last: CSRF tokens are the only secret in them,
 * and SameSite cookies keep a foreign page from making a browser ask for them in series (BREACH).
 */
const LEVEL = 1;
const MIN_BYTES = 1024;
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg)/;

/** Compresses an answer for a client that takes gzip; streamed answers are flushed chunk by chunk. */
export async function compress(response: Response, acceptEncoding: string | null): Promise<Response> {
  const type = response.headers.get("Content-Type") ?? "";
  const isText = COMPRESSIBLE.test(type) || type.startsWith("text/x-script");
  if (!response.body || !isText || type.startsWith("text/event-stream")) return response;
  if (response.headers.has("Content-Encoding") || response.status === 206) return response;
  response.headers.append("Vary", "Accept-Encoding");
  if (!acceptEncoding || !/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(acceptEncoding)) return response;

  const headers = new Headers(response.headers);
  const length = headers.get("Content-Length");
  headers.delete("Content-Length");
  if (length !== null) {
    if (Number(length) < MIN_BYTES) return response;
    const body = await gzipText(new Uint8Array(await response.arrayBuffer()), { level: LEVEL });
    headers.set("Content-Encoding", "gzip");
    headers.set("Content-Length", String(body.length));
    return new Response(body, { status: response.status, headers });
  }
  headers.set("Content-Encoding", "gzip");
  const stream = createGzip({ level: LEVEL, flush: constants.Z_SYNC_FLUSH });
  const source = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  const out = new PassThrough();
  source.on("error", (error) => out.destroy(error));
  source.pipe(stream).pipe(out);
  out.on("close", () => source.destroy());
  return new Response(Readable.toWeb(out) as ReadableStream, { status: response.status, headers });
}
