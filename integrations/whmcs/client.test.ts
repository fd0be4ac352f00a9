import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createMemoryLogger } from "#integrations/http/testing/local-server.ts";
import { CALLS, type WhmcsAction } from "./calls.ts";
import { createClient } from "./client.ts";
import { encodeForm, wireAmount } from "./form.ts";
import { failureOf, now, useBench } from "./testing/bench.ts";
import { createWhmcs, createWhmcsTransport } from "./whmcs.ts";
import { JPY, type CurrencyCode } from "#domain/shared/money.ts";

const bench = useBench();

function clientAt(url: string, accessKey?: string) {
  const logger = createMemoryLogger();
  const transport = createWhmcsTransport({ now, logger, limits: { backOffMs: 1 } });
  return createClient({ url, identifier: "ID", secret: "SECRET", accessKey, transport, logger });
}

describe("encoding (whmcs.md 1.1)", () => {
  const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  const Vectors = z.array(
    z.object({
      name: z.string(),
      params: z.record(z.string(), z.union([Scalar, z.array(Scalar), z.record(z.string(), Scalar)])),
      body: z.string(),
    }),
  );
  const file = new URL("../../tests/fixtures/whmcs/_request.form-encoding-vectors.json", import.meta.url);
  const vectors = Vectors.parse(JSON.parse(readFileSync(file, "utf8")));
  const pairs = (form: URLSearchParams) => [...form].sort(([a], [b]) => (a < b ? -1 : 1));

  test.each(vectors)("$name", async ({ params, body }) => {
    const expected = new URLSearchParams(body);
    const { action, ...rest } = params;
    bench.answer({ result: "success" });
    const client = clientAt(bench.server.url, expected.get("accesskey") ?? undefined);
    await client.call({ action: action as WhmcsAction, params: rest, read: () => null });
    expect(pairs(bench.server.received[0]?.params ?? new URLSearchParams())).toEqual(pairs(expected));
  });

  test("an empty place keeps the index of the ones after it, an empty text is sent", () => {
    const form = encodeForm({ pid: [1, 2], domain: [undefined, "x"], notes: "", gone: undefined });
    expect(form.toString()).toBe("pid%5B0%5D=1&pid%5B1%5D=2&domain%5B1%5D=x&notes=");
  });

  test("amounts have two places, yen too", () => {
    expect(wireAmount({ currency: JPY, minor: 3300 })).toBe("3300.00");
    expect(wireAmount({ currency: "USD" as CurrencyCode, minor: 1999 })).toBe("19.99");
  });
});

describe("address", () => {
  test.each([
    ["", "/includes/api.php"],
    ["/", "/includes/api.php"],
    ["/billing", "/billing/includes/api.php"],
    ["/billing/", "/billing/includes/api.php"],
    ["/billing/includes/api.php", "/billing/includes/api.php"],
    ["/includes/api.php", "/includes/api.php"],
  ])("%j is called at %s, without anything in the query", async (path, called) => {
    bench.answer({ result: "success", whmcs: { version: "8.13.1" } });
    await clientAt(bench.server.url + path).call({ action: "WhmcsDetails", read: () => null });
    expect(bench.server.received.map((request) => request.path)).toEqual([called]);
  });
});

describe("repeats (whmcs.md 1.6)", () => {
  const actions = Object.keys(CALLS) as WhmcsAction[];

  test("only reads are repeatable", () => {
    const repeatable = actions.filter((action) => CALLS[action].repeatable);
    expect(repeatable).toEqual(
      actions.filter((action) => action.startsWith("Get") || action === "WhmcsDetails"),
    );
  });

  test.each(["AcceptOrder", "CapturePayment", "ModuleCreate", "ModuleTerminate"] as const)(
    "%s gets a minute or more",
    (action) => expect(CALLS[action].timeoutMs).toBeGreaterThanOrEqual(60_000),
  );

  test.each(actions)("%s after a dropped connection and a 503", async (action) => {
    const client = clientAt(bench.server.url);
    for (const fail of [true, false]) {
      bench.server.answer((_request, response) =>
        fail ? response.destroy() : response.writeHead(503).end("<html>busy</html>"),
      );
      const error = await failureOf(client.call({ action, read: () => null }));
      expect(error.code).toBe("provider_unavailable");
      expect(bench.server.received).toHaveLength(CALLS[action].repeatable ? 3 : 1);
    }
  });
});

describe("answers (whmcs.md 1.3, 1.4)", () => {
  test("HTML with 200 is a transport failure and opens the circuit in the end", async () => {
    bench.answer("<html>Down for Maintenance</html>");
    for (let call = 0; call < 5; call += 1) {
      const error = await failureOf(bench.whmcs.findClientByEmail({ email: `${call}@example.com` }));
      expect(error).toMatchObject({ code: "provider_unavailable", reason: "BILLING_UNAVAILABLE" });
    }
    expect(bench.server.received).toHaveLength(5);
    expect(bench.whmcs.status()).toMatchObject({ circuit: "open", lastSuccessAt: null });
    expect((await failureOf(bench.whmcs.getDetails())).retryAfter).toBeGreaterThan(0);
    expect(bench.server.received).toHaveLength(5);
  });

  test.each([
    ["notices before the JSON of one record", '<br /><b>Notice</b>: x<br />{"result":"success"}', 200],
    ["an empty body with 500 for one record", "", 500],
  ])("%s shut nobody else out", async (_what, body, status) => {
    bench.answer(body, status);
    for (let call = 0; call < 8; call += 1)
      expect((await failureOf(bench.whmcs.getDetails())).code).toBe("provider_unavailable");
    expect(bench.whmcs.status().circuit).toBe("closed");
  });

  test.each([
    ["7", 7],
    ["Mon, 23 Nov 2026 00:01:00 GMT", 60],
  ])("429 is a limit whatever its body says, with Retry-After %s", async (header, seconds) => {
    bench.server.answer((_request, response) =>
      response
        .writeHead(429, { "retry-after": header, date: "Mon, 23 Nov 2026 00:00:00 GMT" })
        .end('{"result":"error","message":"Slow down"}'),
    );
    const error = await failureOf(bench.whmcs.getDetails());
    expect(error).toMatchObject({ code: "provider_unavailable", retryAfter: seconds });
  });

  test("bytes are read in the declared set of characters, and never replaced", async () => {
    const body = Buffer.from('{"result":"success","whmcs":{"version":"Nordstr\u00f6m"}}', "latin1");
    const send = (type: string) =>
      bench.server.answer((_request, response) =>
        response.writeHead(200, { "content-type": type }).end(body),
      );
    send("application/json; charset=ISO-8859-1");
    expect(await bench.whmcs.getDetails()).toEqual({ version: "Nordstr\u00f6m" });
    send("application/json");
    expect((await failureOf(bench.whmcs.getDetails())).code).toBe("provider_unavailable");
  });

  test("access refused is the operator's fault: told with the address, not repeated, no matter for the circuit", async () => {
    bench.answer({ result: "error", message: "Invalid IP 203.0.113.7" }, 403);
    for (let call = 0; call < 6; call += 1) {
      const error = await failureOf(bench.whmcs.validateLogin({ email: "a@example.com", password: "pass" }));
      expect(error.code).toBe("provider_unavailable");
      expect(error.facts).toMatchObject({
        access: "invalid_ip",
        addressToAllow: "203.0.113.7",
        action: "ValidateLogin",
      });
    }
    expect(bench.server.received).toHaveLength(6);
    // A refusal is no success: health and alarms tell of it until a call is let in again.
    expect(bench.whmcs.status()).toMatchObject({
      circuit: "closed",
      lastSuccessAt: null,
      refusedSince: expect.any(Date) as Date,
    });
    const alert = bench.logger.lines.find((line) => line.level === "error");
    expect(alert?.fields).toMatchObject({
      access: "invalid_ip",
      addressToAllow: "203.0.113.7",
      action: "ValidateLogin",
    });
    bench.answer({ result: "success", whmcs: { version: "9" } });
    await bench.whmcs.getDetails();
    expect(bench.whmcs.status().refusedSince).toBeNull();
  });

  test("a role that lacks one action is told of until that action is let in, whatever others do", async () => {
    const login = () => bench.whmcs.validateLogin({ email: "a@example.com", password: "pass" });
    bench.answer({ result: "error", message: 'Invalid Permissions: API action "x" is not allowed' });
    await failureOf(login());
    bench.answer({ result: "success", whmcs: { version: "9" } });
    await bench.whmcs.getDetails();
    expect(bench.whmcs.status().refusedSince).not.toBeNull();
    bench.answer({ result: "error", message: "Email or Password Invalid" });
    await login();
    expect(bench.whmcs.status().refusedSince).toBeNull();
  });

  test("a warning beside success is only logged; a lone one is a failure", async () => {
    bench.answer({ result: "success", warning: "old parameter", whmcs: { version: "9" } });
    expect(await bench.whmcs.getDetails()).toEqual({ version: "9" });
    expect(bench.logger.lines).toContainEqual(expect.objectContaining({ level: "warn" }));
    bench.answer({ warning: "Please Reload", whmcs: { version: "9" } });
    expect(await failureOf(bench.whmcs.getDetails())).toMatchObject({
      code: "provider_contract",
      facts: { provider: "whmcs", call: "WhmcsDetails", field: "result" },
    });
  });

  test("an unknown refusal is general to the customer, its words are kept for the operator without addresses", async () => {
    bench.answer({ result: "error", message: "Quota of taro@example.jp exceeded" });
    const error = await failureOf(bench.whmcs.getDetails());
    expect(error).toMatchObject({ code: "provider_rejected", reason: "BILLING_REFUSED" });
    expect(JSON.stringify([error.message, error.facts])).not.toContain("Quota");
    expect(JSON.stringify(bench.logger.lines)).toContain("Quota of [e-mail] exceeded");
    expect(JSON.stringify(bench.logger.lines)).not.toContain("taro@example.jp");
  });
});

test("nothing secret is ever logged", async () => {
  const logger = createMemoryLogger();
  const whmcs = createWhmcs({
    customerNumberField: 198,
    url: bench.server.url,
    identifier: "ID-of-ours",
    secret: "SECRET-of-ours",
    accessKey: "KEY-of-ours",
    logger,
    transport: createWhmcsTransport({ now, logger, limits: { backOffMs: 1 } }),
  });
  const login = () => whmcs.validateLogin({ email: "a@example.com", password: "hunter2" });
  const bodies = [
    { result: "success", userid: "977", passwordhash: "hash-of-theirs", twoFactorEnabled: "maybe" },
    { result: "error", message: "Email or Password Invalid" },
    "<html>hunter2</html>",
  ];
  for (const body of bodies) {
    bench.answer(body);
    await login().catch((error: unknown) =>
      logger.error({ event: "test.failed", error: String(error) }, "failed"),
    );
  }
  bench.server.answer((_request, response) => response.destroy());
  const error = await failureOf(login());
  const written = JSON.stringify([logger.lines, error.message, error.facts, String(error.cause)]);
  expect(written).not.toMatch(/hunter2|of-ours|of-theirs|a@example\.com/);
});
