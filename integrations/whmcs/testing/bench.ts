import { afterEach, beforeEach } from "vitest";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import {
  createMemoryLogger,
  startLocalServer,
  type LocalServer,
} from "#integrations/http/testing/local-server.ts";
import type { TransportLimits } from "#integrations/http/transport.ts";
import { createWhmcs, createWhmcsTransport, type Whmcs } from "../whmcs.ts";

export type Bench = {
  server: LocalServer;
  logger: ReturnType<typeof createMemoryLogger>;
  whmcs: Whmcs;
  /** Answers every call, or every call of an action, with this body. */
  answer(body: unknown, status?: number): void;
  answerByAction(bodies: Record<string, unknown>): void;
  /** Actions received, in order. */
  actions(): string[];
};

export const now = () => new Date("2026-11-23T00:00:00Z");

/** An adapter in front of a real local server, both fresh for every test. */
export function useBench(limits: Partial<TransportLimits> = {}): Bench {
  let server: LocalServer;
  beforeEach(async () => {
    server = await startLocalServer();
    bench.server = server;
    bench.logger = createMemoryLogger();
    bench.whmcs = createWhmcs({
      customerNumberField: 198,
      url: `${server.url}/billing/`,
      identifier: "ID",
      secret: "SECRET",
      logger: bench.logger,
      transport: createWhmcsTransport({ now, logger: bench.logger, limits: { backOffMs: 1, ...limits } }),
    });
  });
  afterEach(() => server.close());

  const text = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));
  const bench = {
    answer: (body, status = 200) =>
      server.answer((_request, response) => response.writeHead(status).end(text(body))),
    answerByAction: (bodies) =>
      server.answer(({ params }, response) =>
        response.end(text(bodies[params.get("action") ?? ""] ?? "no such case")),
      ),
    actions: () => server.received.map(({ params }) => params.get("action") ?? ""),
  } as Bench;
  return bench;
}

export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}
