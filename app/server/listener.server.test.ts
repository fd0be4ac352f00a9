import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { baseHeaders } from "~/platform/request/security-headers.server.ts";
import { attachHost } from "./listener.server.ts";

const HEADERS = baseHeaders({ https: true });
let server: Server;
let seen: string[] = [];
beforeAll(async () => {
  server = createServer({ requireHostHeader: false });
  const fetch = (request: Request) => {
    seen.push(request.url);
    return new Response(new URL(request.url).pathname === "/slow" ? new ReadableStream() : "here");
  };
  attachHost(server, fetch, { authority: "portal.example.jp", headers: HEADERS });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What the server writes, until it ends the connection or a second is over. */
async function send(text: string): Promise<string> {
  seen = [];
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").setTimeout(1000);
  socket.on("timeout", () => socket.destroy()).on("error", () => undefined);
  let answer = "";
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString()));
  socket.write(text);
  await once(socket, "close");
  return answer;
}

test("a health check in HTTP/1.0 that names no host is answered", async () => {
  expect(await send("GET /health/live HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*here$/);
  expect(seen).toEqual(["http://portal.example.jp/health/live"]);
});

test("a request with its host is answered", async () => {
  const answer = await send("GET / HTTP/1.1\r\nHost: other.example.jp\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(seen).toEqual(["http://other.example.jp/"]);
});

test.each([
  ["no host", 400, "GET / HTTP/1.1\r\n\r\n"],
  ["two hosts", 400, "GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n"],
  ["two hosts in HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: a.example\r\nHost: b.example\r\n\r\n"],
  ["an odd host", 400, "GET / HTTP/1.1\r\nHost: a@b.example\r\nConnection: close\r\n\r\n"],
  ["no HTTP at all", 400, "\u0016\u0003\u0001 hello\r\n\r\n"],
  ["a broken header", 400, "GET / HTTP/1.1\r\nHost: a.example\r\nBad Header: x\r\n\r\n"],
  ["too many headers", 431, `GET / HTTP/1.1\r\nHost: a.example\r\nX: ${"x".repeat(20_000)}\r\n\r\n`],
])("%s: %i, with every header of an answer, and nobody behind it hears of it", async (_, status, text) => {
  const answer = await send(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const [name, value] of Object.entries(HEADERS))
    expect(answer.toLowerCase()).toContain(`${name}: ${value}`.toLowerCase());
  expect(seen).toEqual([]);
});

test("rubbish in the middle of an answer ends it and is no answer itself", async () => {
  const answer = await send("GET /slow HTTP/1.1\r\nHost: a.example\r\n\r\nrubbish\r\n\r\n");
  expect(answer.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThanOrEqual(1);
  expect(answer).not.toContain("400");
});
