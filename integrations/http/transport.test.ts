import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError, isAppError } from "#domain/shared/errors.ts";
import { TransportFailure, type HttpAnswer } from "./exchange.ts";
import type { CallOutcome } from "./logger.ts";
import { createMemoryLogger, startLocalServer, type LocalServer } from "./testing/local-server.ts";
import { createTransport, type Transport, type TransportLimits } from "./transport.ts";

// A server of its own for each test: what one test gave up may still be on its way when the next one counts.
let server: LocalServer;
beforeEach(async () => {
  server = await startLocalServer();
});
afterEach(() => server.close());

let clock: Date;
let logger: ReturnType<typeof createMemoryLogger>;
let outcomes: CallOutcome[];
beforeEach(() => {
  clock = new Date("2026-11-23T00:00:00Z");
  logger = createMemoryLogger();
  outcomes = [];
});

function transportWith(limits: Partial<TransportLimits> = {}): Transport {
  return createTransport({
    provider: "test",
    unavailableReason: "BILLING_UNAVAILABLE",
    contentType: "application/x-www-form-urlencoded",
    limits: { timeoutMs: 1000, backOffMs: 1, ...limits },
    now: () => clock,
    logger,
    metrics: { onCall: ({ outcome }) => outcomes.push(outcome) },
    requestId: () => "req-1",
  });
}

type Options = {
  repeatable?: boolean;
  timeoutMs?: number;
  read?: (answer: HttpAnswer) => unknown;
  url?: string;
};

function send(transport: Transport, { repeatable = true, timeoutMs, read, url }: Options = {}) {
  return transport.send({
    action: "GetThing",
    url: new URL(url ?? `${server.url}/api?tenant=secret-tenant`),
    body: "password=hunter2",
    repeatable,
    timeoutMs,
    read: read ?? ((answer) => `${answer.status} ${answer.text}`),
  });
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}

describe("one call", () => {
  test("posts the body with its type and hands over status and text of any answer", async () => {
    server.answer((_request, response) => response.writeHead(403).end("why not"));
    expect(await send(transportWith())).toBe("403 why not");
    expect(server.received[0]?.params.get("password")).toBe("hunter2");
    expect(server.received[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test("reads characters that fall between two packets", async () => {
    const bytes = Buffer.from("東京都");
    server.answer((_request, response) => {
      response.write(bytes.subarray(0, 4));
      setTimeout(() => response.end(bytes.subarray(4)), 20);
    });
    expect(await send(transportWith())).toBe("200 東京都");
  });

  test("does not follow a redirect, which would carry the credentials away", async () => {
    server.answer((_request, response) => response.writeHead(307, { location: "/elsewhere" }).end());
    expect(await send(transportWith())).toBe("307 ");
    expect(server.received).toHaveLength(1);
  });

  test("writes one line with the facts and nothing of what was sent or answered", async () => {
    server.answer((_request, response) => response.end("answer-body"));
    await send(transportWith());
    expect(logger.lines).toHaveLength(1);
    expect(logger.lines[0]).toMatchObject({
      level: "info",
      fields: {
        provider: "test",
        action: "GetThing",
        outcome: "ok",
        status: 200,
        attempt: 1,
        requestId: "req-1",
      },
    });
    expect(logger.lines[0]?.fields["ms"]).toBeTypeOf("number");
    expect(JSON.stringify(logger.lines)).not.toMatch(/hunter2|answer-body|secret-tenant/);
    expect(outcomes).toEqual(["ok"]);
  });

  test("refuses a body beyond the limit", async () => {
    server.answer((_request, response) => response.end("x".repeat(5000)));
    const error = await failureOf(send(transportWith({ maxBodyBytes: 4000 })));
    expect(error.facts).toMatchObject({ cause: "body_too_large", sent: true });
    expect(await send(transportWith({ maxBodyBytes: 5000 }))).toHaveLength(5004);
  });
});

describe("failures", () => {
  test("a hanging server ends with the time limit of the call", async () => {
    server.answer(() => undefined);
    const started = performance.now();
    const error = await failureOf(send(transportWith(), { timeoutMs: 80 }));
    expect(performance.now() - started).toBeLessThan(900);
    expect(error).toMatchObject({ code: "provider_unavailable", reason: "BILLING_UNAVAILABLE" });
    expect(error.facts).toMatchObject({ cause: "timeout", sent: true });
    expect(server.received).toHaveLength(1);
  });

  test("a body that stops half-way ends with the time limit too", async () => {
    server.answer((_request, response) => void response.write("{"));
    expect((await failureOf(send(transportWith(), { timeoutMs: 80 }))).facts).toMatchObject({
      cause: "timeout",
    });
  });

  test("a dropped connection is repeated twice when the call allows it, and not otherwise", async () => {
    server.answer((_request, response) => response.destroy());
    expect((await failureOf(send(transportWith()))).facts).toMatchObject({ cause: "network", sent: true });
    expect(server.received).toHaveLength(3);
    expect(logger.lines.map((line) => line.fields["attempt"])).toEqual([3]);

    server.answer((_request, response) => response.destroy());
    await failureOf(send(transportWith(), { repeatable: false }));
    expect(server.received).toHaveLength(1);
  });

  test.each([502, 503, 504])("%i is repeated until it goes away", async (status) => {
    server.answer((_request, response, count) => response.writeHead(count < 3 ? status : 200).end("body"));
    expect(await send(transportWith())).toBe("200 body");
    expect(server.received).toHaveLength(3);

    server.answer((_request, response) => response.writeHead(status).end("body"));
    expect(await send(transportWith(), { repeatable: false })).toBe(`${status} body`);
    expect(server.received).toHaveLength(1);
  });

  test.each([400, 403, 429, 500])("%i is not repeated", async (status) => {
    server.answer((_request, response) => response.writeHead(status).end());
    expect(await send(transportWith())).toBe(`${status} `);
    expect(server.received).toHaveLength(1);
  });

  test("a refused connection certainly did nothing", async () => {
    const gone = await startLocalServer();
    await gone.close();
    const error = await failureOf(send(transportWith(), { url: gone.url, repeatable: false }));
    expect(error.facts).toMatchObject({ cause: "network", sent: false });
  });

  test("an answer that the reader cannot use is unavailable, with the wait it names", async () => {
    server.answer((_request, response) => response.writeHead(429, { "retry-after": "17" }).end("<html>"));
    const read = ({ retryAfter }: HttpAnswer) => {
      throw new TransportFailure("unusable_answer", { retryAfter });
    };
    expect(await failureOf(send(transportWith(), { read }))).toMatchObject({ retryAfter: 17 });
    expect(outcomes).toEqual(["unavailable"]);
  });

  test("the reader's own errors pass unchanged, are counted, and leave the circuit alone", async () => {
    server.answer((_request, response) => response.end());
    const transport = transportWith({ failuresToOpen: 1 });
    for (const code of ["provider_rejected", "provider_contract", "provider_unavailable"] as const) {
      const own = new AppError(code, { reason: "BILLING_REFUSED" });
      const read = () => {
        throw own;
      };
      expect(await failureOf(send(transport, { read }))).toBe(own);
    }
    expect(outcomes).toEqual(["rejected", "contract", "unavailable"]);
    expect(logger.lines.map((line) => line.level)).toEqual(["warn", "error", "warn"]);
    expect(transport.status()).toMatchObject({
      circuit: "closed",
      lastFailureAt: null,
      lastSuccessAt: clock,
    });
  });
});

describe("protection", () => {
  test("opens after failures in a row, answers at once, and tries again when the time is over", async () => {
    const transport = transportWith({ failuresToOpen: 2, openForMs: 20_000 });
    server.answer((_request, response) => response.destroy());
    await failureOf(send(transport, { repeatable: false }));
    expect(await failureOf(send(transport, { repeatable: false }))).toMatchObject({ retryAfter: 20 });
    expect(transport.status()).toMatchObject({ circuit: "open", since: clock, lastFailureAt: clock });

    clock = new Date(clock.getTime() + 5000);
    const refused = await failureOf(send(transport));
    expect(refused).toMatchObject({ retryAfter: 15, facts: { cause: "circuit_open", sent: false } });
    expect(server.received).toHaveLength(2);

    clock = new Date(clock.getTime() + 15_000);
    let answer: () => void = () => undefined;
    server.answer((_request, response) => (answer = () => response.end("back")));
    const trying = send(transport);
    await expect.poll(() => server.received.length).toBe(1);
    expect(transport.status().circuit).toBe("half_open");
    expect((await failureOf(send(transport))).facts).toMatchObject({ cause: "circuit_open" });
    answer();
    expect(await trying).toBe("200 back");
    expect(transport.status()).toMatchObject({ circuit: "closed", lastSuccessAt: clock });
    expect(server.received).toHaveLength(1);
  });

  test("limits calls under way, lets a few wait, and sends the others away without sending", async () => {
    const transport = transportWith({ maxConcurrent: 2, maxQueued: 1 });
    server.answer((_request, response) => setTimeout(() => response.end("ok"), 60));
    const calls = await Promise.allSettled([1, 2, 3, 4].map(() => send(transport)));
    expect(calls.map((call) => call.status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected"]);
    expect(server.received).toHaveLength(3);
    const refused = calls[3]?.status === "rejected" ? (calls[3].reason as unknown) : null;
    expect(refused).toMatchObject({
      code: "provider_unavailable",
      facts: { cause: "too_busy", sent: false },
    });
    expect(transport.status().circuit).toBe("closed");
  });

  test("gives the slot back after a failure", async () => {
    const transport = transportWith({ maxConcurrent: 1, maxQueued: 0 });
    server.answer((_request, response) => response.destroy());
    await failureOf(send(transport, { repeatable: false }));
    server.answer((_request, response) => response.end("ok"));
    expect(await send(transport)).toBe("200 ok");
  });
});
