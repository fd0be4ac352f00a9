import { describe, expect, test } from "vitest";
import { isAppError, type AppError } from "#domain/shared/errors.ts";
import { PortalKeySchema, type AccountId } from "#domain/shared/salesforce-ids.ts";
import { createClient } from "./client.ts";
import { createSalesforce } from "./salesforce.ts";
import { usePlayback } from "./testing/playback.ts";
import { readSaved, upsertRecord } from "./writes.ts";

const bench = usePlayback();
const JSON_TYPE = { "content-type": "application/json;charset=UTF-8" };
const limits = { DailyApiRequests: { Max: 10, Remaining: 9 } };
const good = { status: 200, headers: JSON_TYPE, body: limits };
const errors = (status: number, ...list: Record<string, unknown>[]) => ({
  status,
  headers: JSON_TYPE,
  body: list,
});

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`expected an AppError, got ${String(error)}`);
  return error;
}
const save = () =>
  bench.client.call({
    action: "save",
    kind: "command",
    run: async (send) =>
      readSaved(await send({ method: "POST", path: ["sobjects", "Account"], body: { Name: "A" } })),
  });

describe("the session", () => {
  test("nothing is sent before the first call", () => {
    createSalesforce(bench.options());
    expect(bench.received).toEqual([]);
  });

  test("a server that answers 401 for ever gets three calls at most, and is then left alone", async () => {
    bench.answer(errors(401, { message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }));
    expect(await failureOf(save())).toMatchObject({
      code: "provider_unavailable",
      reason: "CRM_UNAVAILABLE",
      facts: { cause: "access_refused", sent: false },
    });
    expect(bench.calls().length).toBeLessThanOrEqual(3);
    expect(bench.signIns().length).toBeLessThanOrEqual(3);
    expect(await failureOf(save())).toMatchObject({ facts: { cause: "circuit_open" } });
  });

  test("a third renewal within a minute is refused, one after it is not", async () => {
    let expired = false;
    bench.handle((_, response) => {
      const answer = expired ? errors(401, { message: "x", errorCode: "INVALID_SESSION_ID" }) : good;
      expired = false;
      bench.play(response, answer);
    });
    const renewed = () => {
      expired = true;
      return bench.salesforce.limits();
    };
    await renewed();
    bench.wait(10_000);
    await renewed();
    bench.wait(10_000);
    expect(await failureOf(renewed())).toMatchObject({ facts: { cause: "access_refused" } });
    bench.wait(61_000);
    await renewed();
    expect(bench.signIns()).toHaveLength(4);
  });

  test("a sign-in that fails is tried again with the next call", async () => {
    bench.answerSignIn({ status: 503, body: "<html>down</html>" }, bench.goodToken());
    bench.answer(good);
    expect(await failureOf(bench.salesforce.limits())).toMatchObject({
      facts: { cause: "unusable_answer", sent: false },
    });
    await bench.salesforce.limits();
  });

  test.each([
    ["an address without TLS", { instance_url: "http://other.example" }],
    ["no identity", { id: undefined }],
    ["text", null],
  ])("a token with %s is none", async (_, change) => {
    const token = bench.goodToken();
    bench.answerSignIn(
      change === null
        ? { ...token, body: "hello" }
        : { ...token, body: { ...(token.body as object), ...change } },
    );
    bench.answer(good);
    expect(await failureOf(bench.salesforce.limits())).toMatchObject({
      code: "provider_unavailable",
      facts: { sent: false },
    });
    expect(bench.calls()).toEqual([]);
  });
});

describe("answers that are none", () => {
  test.each([
    [
      "HTML with 200",
      { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Maintenance</h1>" },
    ],
    ["JSON cut short", { status: 200, headers: JSON_TYPE, body: '{"id":"001' }],
    ["a JSON text", { status: 200, headers: JSON_TYPE, body: '"hello"' }],
    ["nothing with 200", { status: 200, headers: JSON_TYPE }],
    [
      "HTML with 503",
      { status: 503, headers: { "content-type": "text/html" }, body: "<h1>Maintenance</h1>" },
    ],
    ["HTML with 420", { status: 420, body: "<h1>gone</h1>" }],
    ["a redirect", { status: 302, headers: { location: "https://evil.example/" } }],
  ])("%s", async (_, answer) => {
    bench.answer(answer);
    expect(await failureOf(save())).toMatchObject({ code: "provider_unavailable", facts: { sent: true } });
    expect(bench.calls()).toHaveLength(1);
  });

  test.each([
    ["not the id that was agreed", { success: true }],
    ["no success", { id: "001Kz0000000042IAA", success: false, errors: [] }],
    ["a list", []],
  ])("JSON that is %s is a breach of contract", async (_, body) => {
    bench.answer({ status: 201, headers: JSON_TYPE, body });
    expect(await failureOf(save())).toMatchObject({ code: "provider_contract", facts: { call: "save" } });
  });

  test("an answer larger than the limit is cut off", async () => {
    bench.answer({ ...good, body: { filler: "x".repeat(5_000) } });
    const client = createClient({ ...bench.options(), limits: { maxBodyBytes: 2_000 } });
    const call = client.call({
      action: "big",
      kind: "command",
      run: (send) => send({ method: "GET", path: ["x"] }),
    });
    expect(await failureOf(call)).toMatchObject({ facts: { cause: "body_too_large" } });
  });

  test("a body that stalls ends at the time limit", async () => {
    bench.handle((_, response) => void response.writeHead(200, JSON_TYPE).write('{"DailyApi'));
    const salesforce = createSalesforce({ ...bench.options(), limits: { readTimeoutMs: 200 } });
    expect(await failureOf(salesforce.limits())).toMatchObject({ facts: { cause: "timeout", sent: true } });
  });
});

describe("errors", () => {
  test("an unknown code is a refusal below 500 and an outage above", async () => {
    bench.answer(
      errors(400, { message: "x", errorCode: "BRAND_NEW" }),
      errors(500, { message: "x", errorCode: "BRAND_NEW" }),
    );
    expect(await failureOf(save())).toMatchObject({
      code: "provider_rejected",
      facts: { errorCode: "BRAND_NEW" },
    });
    expect(await failureOf(save())).toMatchObject({ code: "provider_unavailable" });
    expect(bench.logger.lines.filter(({ level }) => level === "error")).toHaveLength(2);
  });

  test("several errors at once name all their fields", async () => {
    bench.answer(
      errors(
        400,
        { message: "x", errorCode: "STRING_TOO_LONG", fields: ["MailingCity"] },
        { message: "x", errorCode: "INVALID_EMAIL_ADDRESS", fields: ["Email"] },
      ),
    );
    expect(await failureOf(save())).toMatchObject({
      code: "provider_rejected",
      facts: {
        errorCode: "STRING_TOO_LONG",
        errors: "STRING_TOO_LONG,INVALID_EMAIL_ADDRESS",
        fields: "city,email",
      },
    });
  });

  test("a flow that met a locked row is a locked row", async () => {
    const error = { errorCode: "CANNOT_EXECUTE_FLOW_TRIGGER", message: "… UNABLE_TO_LOCK_ROW …" };
    bench.answer(errors(400, error), { status: 201, headers: JSON_TYPE, body: { id: "x", success: true } });
    expect(await save()).toEqual({ id: "x", created: true });
    bench.answer(errors(400, { ...error, message: "null pointer" }));
    expect(await failureOf(save())).toMatchObject({ code: "provider_rejected" });
  });

  test("a missing permission is told to the operator and stops nobody else's call", async () => {
    bench.answer(errors(403, { errorCode: "INSUFFICIENT_ACCESS_OR_READONLY", message: "x" }), good);
    expect(await failureOf(save())).toMatchObject({ facts: { cause: "access_refused", sent: false } });
    await bench.client.call({
      action: "limits",
      kind: "read",
      run: (send) => send({ method: "GET", path: ["limits"] }),
    });
  });

  test("300: the key is not unique, and a person has to look", async () => {
    bench.answer({ status: 300, headers: JSON_TYPE, body: ["/services/data/v62.0/sobjects/Account/001"] });
    expect(await failureOf(save())).toMatchObject({
      code: "provider_contract",
      facts: { errorCode: "MULTIPLE_CHOICES" },
    });
  });

  test("two first attempts that raced: the same upsert finds the other's record", async () => {
    bench.answer(errors(400, { errorCode: "DUPLICATE_VALUE", message: "x" }), {
      status: 200,
      headers: JSON_TYPE,
      body: { id: "500Kz0000000077IAA", success: true, created: false },
    });
    const key = PortalKeySchema.parse("case-00000000-0000-4000-8000-000000000001");
    const saved = upsertRecord(bench.client, { action: "test", object: "Case", key, fields: {} });
    expect(await saved).toEqual({ id: "500Kz0000000077IAA", created: false });
    expect(bench.calls()[0]).toMatchObject(bench.calls()[1] ?? {});
  });

  test("what is no id never reaches an address", async () => {
    const accountId = "001/../../limits?x=" as AccountId;
    await expect(bench.salesforce.getAccount({ accountId })).rejects.toThrow(RangeError);
    expect(bench.received).toEqual([]);
  });
});

describe("how much is called", () => {
  test("at most eight reads and four commands at once", async () => {
    bench.answer(good);
    await bench.client.call({
      action: "first",
      kind: "read",
      run: (send) => send({ method: "GET", path: ["x"] }),
    });
    let running = 0;
    let most = 0;
    bench.handle((_, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        bench.play(response, good);
      }, 20);
    });
    const many = (kind: "read" | "command") =>
      Promise.all(
        Array.from({ length: 20 }, () =>
          bench.client.call({ action: "many", kind, run: (send) => send({ method: "GET", path: ["x"] }) }),
        ),
      );
    await many("read");
    expect(most).toBe(8);
    most = 0;
    await many("command");
    expect(most).toBe(4);
  });

  test("the share of our own app is read beside the org's", async () => {
    const header = "api-usage=80001/100000; per-app-api-usage=17/250(appName=Portal)";
    bench.answer({ ...good, headers: { ...JSON_TYPE, "sforce-limit-info": header } });
    await bench.salesforce.limits();
    expect(bench.salesforce.usage()).toMatchObject({
      used: 80_001,
      max: 100_000,
      perApp: { used: 17, max: 250 },
    });
    expect(bench.salesforce.usageLevel()).toBe("low");
  });
});
