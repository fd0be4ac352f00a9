import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { path: string; params: URLSearchParams; headers: IncomingMessage["headers"] };
export type Handler = (request: Received, response: ServerResponse, count: number) => void;

export type LocalServer = {
  url: string;
  /** Every request, in order of arrival. */
  received: Received[];
  /** Replaces what is answered from now on; `count` starts at 1 again. */
  answer(handler: Handler): void;
  close(): Promise<void>;
};

/** A real server on a free loopback port, for tests of what goes over the wire. */
export async function startLocalServer(): Promise<LocalServer> {
  const received: Received[] = [];
  let handler: Handler = (_request, response) => response.writeHead(404).end();
  let count = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const entry = { path: request.url ?? "", params: new URLSearchParams(body), headers: request.headers };
      received.push(entry);
      count += 1;
      handler(entry, response, count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer(next) {
      handler = next;
      count = 0;
      received.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LogLine = { level: "info" | "warn" | "error"; fields: Record<string, unknown>; message: string };

/** A logger that keeps its lines, to read what would be written. */
export function createMemoryLogger() {
  const lines: LogLine[] = [];
  const at = (level: LogLine["level"]) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}
