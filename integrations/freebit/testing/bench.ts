import { afterEach, beforeEach } from "vitest";
import {
  createMemoryLogger,
  startLocalServer,
  type LocalServer,
} from "#integrations/http/testing/local-server.ts";
import { createFreebit, createFreebitTransport, type Freebit } from "../freebit.ts";

export type Sent = { path: string; fields: Record<string, unknown> };

export type Bench = {
  server: LocalServer;
  logger: ReturnType<typeof createMemoryLogger>;
  freebit: Freebit;
  /** Answers of the calls after the sign-in, by the end of their path; the last one of a list stays. */
  answer(answers: Record<string, unknown[]>, status?: number): void;
  /** What was sent, in order, without sign-ins; `authKey` left out. */
  sent(): Sent[];
};

const KEY = "SBX7c1e0a6d52";
export const OK = { resultCode: "100", status: { message: "OK", statusCode: "200" } };
export const NOT_FOUND = { resultCode: "400", status: { message: "Account not found", statusCode: "211" } };

/** An adapter in front of a real local server, both fresh for every test. */
export function useBench(): Bench {
  beforeEach(async () => {
    bench.server = await startLocalServer();
    bench.logger = createMemoryLogger();
    const now = () => new Date("2026-11-23T00:00:00Z");
    bench.freebit = createFreebit({
      url: `${bench.server.url}/emptool/api/`,
      oemId: "SBXOEM",
      oemKey: "OEM-KEY-of-ours",
      logger: bench.logger,
      transport: createFreebitTransport({ now, logger: bench.logger, limits: { backOffMs: 1 } }),
    });
  });
  afterEach(() => bench.server.close());

  const text = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));
  const bench = {
    answer(answers, status = 200) {
      const left = new Map(Object.entries(answers).map(([path, bodies]) => [path, [...bodies]]));
      bench.server.answer(({ path }, response) => {
        if (path.endsWith("/authOem/")) return response.end(text({ ...OK, authKey: KEY }));
        const bodies = [...left].find(([end]) => path.endsWith(end))?.[1] ?? [];
        const body = bodies.length > 1 ? bodies.shift() : bodies[0];
        response.writeHead(status).end(text(body ?? "no such case"));
      });
    },
    sent: () =>
      bench.server.received
        .filter(({ path }) => !path.endsWith("/authOem/"))
        .map(({ path, params }) => {
          const { authKey, ...fields } = JSON.parse(params.get("json") ?? "") as Record<string, unknown>;
          if (authKey !== KEY) throw new Error("sent without the key");
          return { path, fields };
        }),
  } as Bench;
  return bench;
}
