import { data, redirect } from "@remix-run/node";
import { beforeEach, describe, expect, test } from "vitest";
import { AppError, STATUS_OF_CODE, type ErrorCode } from "#domain/shared/errors.ts";
import { createLogger } from "../log/logger.server.ts";
import { toJson, toThrowable } from "./error-response.server.ts";
import type { RequestContext } from "../request/request-context.server.ts";

type Line = {
  level: string;
  msg: string;
  reason: string;
  err: { message: string; cause?: { message: string } };
};
let lines: Line[] = [];
let context: RequestContext;
beforeEach(() => {
  lines = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Line) };
  const log = createLogger({ level: "trace", destination });
  context = { log, requestId: "7F3K-92QD-0XWM", refusal: null, language: "ja" } as RequestContext;
});

const EXPECTED_LEVELS: Record<ErrorCode, string> = {
  invalid_input: "warn",
  unauthenticated: "warn",
  forbidden: "warn",
  not_found: "warn",
  conflict: "warn",
  provider_rejected: "warn",
  rate_limited: "warn",
  provider_unavailable: "warn",
  internal: "error",
  provider_contract: "error",
};
const codes = Object.entries(STATUS_OF_CODE) as [ErrorCode, number][];

describe("toThrowable", () => {
  test("answers pass as they are", () => {
    const answers = [
      redirect("/account"),
      new Response("x", { status: 418 }),
      data({ a: 1 }, { status: 400 }),
    ];
    for (const answer of answers) expect(toThrowable(answer, context)).toBe(answer);
    expect(lines).toEqual([]);
  });

  test.each(codes)("%s becomes %i with its reason and the reference, and is logged once", (code, status) => {
    const error = new AppError(code, {
      reason: "BILLING_UNAVAILABLE",
      message: "WHMCS said: secret",
      retryAfter: 7,
    });
    expect(toThrowable(error, context)).toMatchObject({
      data: {
        reason: "BILLING_UNAVAILABLE",
        requestId: "7F3K-92QD-0XWM",
        words: { title: "請求システムに接続できません" },
      },
      init: { status, headers: { "Retry-After": "7" } },
    });
    expect(lines).toMatchObject([{ level: EXPECTED_LEVELS[code], reason: "BILLING_UNAVAILABLE" }]);
  });

  test("without a time to wait there is no such header", () => {
    expect(toThrowable(new AppError("not_found", { reason: "NOT_FOUND" }), context)).toMatchObject({
      init: { status: 404, headers: {} },
    });
  });

  test.each([new Error("password is hunter2"), "a text", undefined, null, { type: "Other" }])(
    "%s is a defect: told to the log whole, to the person not at all",
    (thrown) => {
      const answer = toThrowable(thrown, context);
      expect(answer).toMatchObject({
        data: { reason: "INTERNAL", requestId: "7F3K-92QD-0XWM" },
        init: { status: 500 },
      });
      expect(JSON.stringify(answer)).not.toContain("hunter2");
      expect(lines).toMatchObject([{ level: "error", msg: "failed" }]);
    },
  );

  test("the cause of a defect stands in the log", () => {
    toThrowable(new Error("the pool is closed"), context);
    expect(lines[0]?.err.cause?.message).toBe("the pool is closed");
  });

  test("what the host has refused and logged is not logged again", () => {
    context.refusal = new AppError("forbidden", { reason: "CSRF_INVALID" });
    expect(toThrowable(context.refusal, context)).toMatchObject({ init: { status: 403 } });
    expect(lines).toEqual([]);
  });
});

describe("toJson", () => {
  test.each(codes)("%s becomes %i", async (code, status) => {
    const answer = toJson(
      new AppError(code, { reason: "NOT_FOUND", message: "secret", retryAfter: 9 }),
      context,
    );
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Retry-After")).toBe("9");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.json()).toEqual({
      success: false,
      error: { code: "NOT_FOUND", message: "NOT_FOUND", requestId: "7F3K-92QD-0XWM" },
    });
    expect(lines).toMatchObject([{ level: EXPECTED_LEVELS[code] }]);
  });

  test("faults of fields are told, and what the host has refused is not logged twice", async () => {
    const details = { phone: "Enter a phone number." };
    context.refusal = new AppError("invalid_input", { reason: "VALIDATION_FAILED", details });
    const answer = toJson(context.refusal, context);
    expect(await answer.json()).toMatchObject({ error: { code: "VALIDATION_FAILED", details } });
    expect(lines).toEqual([]);
  });

  test("a defect says nothing of itself", async () => {
    const answer = toJson(new TypeError("x is not a function"), context);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("function");
  });

  test("an answer passes", () => {
    const answer = new Response(null, { status: 204 });
    expect(toJson(answer, context)).toBe(answer);
  });
});
