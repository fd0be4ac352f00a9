import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { PricebookIdSchema } from "#domain/shared/salesforce-ids.ts";
import { createClient, type SalesforceLimits } from "../client.ts";
import { createSalesforce, type SalesforceOptions } from "../salesforce.ts";

export type Played = { method: string; path: string; body: string; headers: IncomingHttpHeaders };
export type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
export type Handler = (request: Played, response: ServerResponse, count: number) => void;

export const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const TOKEN_PATH = "/services/oauth2/token";

/** A real server that plays answers back, and the adapter in front of it, fresh for every test. */
export function usePlayback(limits: Partial<SalesforceLimits> = {}) {
  const received: Played[] = [];
  let url = "";
  let handle: Handler = () => undefined;
  let handleToken: Handler = () => undefined;
  let clock = Date.parse("2026-11-23T00:00:00Z");

  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const played = {
        method: request.method ?? "",
        path: request.url ?? "",
        body,
        headers: request.headers,
      };
      received.push(played);
      const isToken = played.path === TOKEN_PATH;
      const count = received.filter(({ path }) => (path === TOKEN_PATH) === isToken).length;
      (isToken ? handleToken : handle)(played, response, count);
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const play = (response: ServerResponse, { status, headers = {}, body }: Answer) =>
    response
      .writeHead(status, headers)
      .end(body === undefined || body === null ? "" : typeof body === "string" ? body : JSON.stringify(body));
  const goodToken = (token = "token-1"): Answer => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: { access_token: token, instance_url: url, id: `${url}/id/00D5h0000000001EAA/0055h0000000001AAA` },
  });

  const bench = {
    received,
    logger: createMemoryLogger(),
    salesforce: null as unknown as ReturnType<typeof createSalesforce>,
    client: null as unknown as ReturnType<typeof createClient>,
    url: () => url,
    options(): SalesforceOptions {
      return {
        loginUrl: url,
        clientId: "consumer",
        username: "portal@example.com",
        privateKey,
        pricebookId: PricebookIdSchema.parse("01s5h0000000001AAA"),
        now: () => new Date(clock),
        logger: bench.logger,
        limits: { backOffMs: 1, ...limits },
      };
    },
    /** Answers every call but sign-ins with these, one after the other; the last one for all that follow. */
    answer(...answers: Answer[]) {
      handle = (_, response, count) =>
        play(response, answers[count - 1] ?? answers.at(-1) ?? { status: 500 });
    },
    handle(next: Handler) {
      handle = next;
    },
    answerSignIn(...answers: Answer[]) {
      handleToken = (_, response, count) =>
        play(response, answers[count - 1] ?? answers.at(-1) ?? goodToken());
    },
    goodToken,
    play,
    /** Calls received, sign-ins left out. */
    calls: () => received.filter(({ path }) => path !== TOKEN_PATH),
    signIns: () => received.filter(({ path }) => path === TOKEN_PATH),
    wait(ms: number) {
      clock += ms;
    },
  };
  beforeEach(() => {
    received.length = 0;
    clock = Date.parse("2026-11-23T00:00:00Z");
    bench.logger = createMemoryLogger();
    bench.answerSignIn();
    bench.salesforce = createSalesforce(bench.options());
    bench.client = createClient(bench.options());
  });
  return bench;
}
