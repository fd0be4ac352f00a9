import { STATUS_CODES, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener, RequestError } from "@hono/node-server";

export type Fetch = Parameters<typeof getRequestListener>[0];

/** Answers of Node's parser, by the codes of its errors; 400 for every other one. */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

export type AttachOptions = {
  authority: string;
  headers: Readonly<Record<string, string>>;
  /** How the host is put behind the server; the developer's loop puts Vite in between. */
  listener?: (options: Parameters<typeof getRequestListener>[1]) => RequestListener;
};

/**
 * Puts the host behind an HTTP server, so that what never reaches it is answered with its headers too: a request that is none, or one
 * that names no host or several. `authority`: the host of a check in HTTP/1.0, which need not name one (RFC 9112, 3.2). The server has to
 * be made with `requireHostHeader: false`, since Node would answer without headers.
 */
export function attachHost(
  server: Server,
  fetch: Fetch,
  { authority, headers, listener = (options) => getRequestListener(fetch, options) }: AttachOptions,
): void {
  const answering = new WeakSet<Duplex>();
  const answer = listener({
    overrideGlobalObjects: false,
    hostname: authority,
    errorHandler: (error) =>
      new Response(null, { status: error instanceof RequestError ? 400 : 500, headers: { ...headers } }),
  });

  server.on("request", (request, response) => {
    const { socket } = request;
    answering.add(socket);
    response.once("close", () => answering.delete(socket));
    if (namesOneHost(request)) return answer(request, response);
    response.writeHead(400, { ...headers, Connection: "close", "Content-Length": "0" }).end();
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // In the middle of an answer another one would be taken for its rest.
    if (error.code === "ECONNRESET" || !socket.writable || answering.has(socket)) {
      socket.destroy();
      return;
    }
    const status = STATUS_OF[error.code ?? ""] ?? 400;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}Connection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  });
}

function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  return hosts === 1 || (hosts === 0 && httpVersion === "1.0");
}
