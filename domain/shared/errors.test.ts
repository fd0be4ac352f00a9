import { describe, expect, test } from "vitest";
import { AppError, isAppError, isUnavailable, STATUS_OF_CODE, type ErrorCode } from "./errors.ts";

const codes = Object.keys(STATUS_OF_CODE) as ErrorCode[];

test("the status of each class (architecture.md 9)", () => {
  expect(STATUS_OF_CODE).toEqual({
    invalid_input: 400,
    unauthenticated: 401,
    forbidden: 403,
    not_found: 404,
    conflict: 409,
    provider_rejected: 422,
    rate_limited: 429,
    internal: 500,
    provider_contract: 502,
    provider_unavailable: 503,
  });
});

describe.each(codes)("%s", (code) => {
  const error = new AppError(code, { reason: "INTERNAL" });

  test("is expected unless somebody has to look into it", () => {
    expect(error.expected).toBe(code !== "internal" && code !== "provider_contract");
  });

  test("makes a part unavailable only when the provider gave no usable answer", () => {
    expect(isUnavailable(error)).toBe(code === "provider_unavailable" || code === "provider_contract");
  });

  test("a reason may bring its own status", () => {
    expect(error.status).toBe(STATUS_OF_CODE[code]);
    expect(new AppError(code, { reason: "BODY_TOO_LARGE", status: 413 }).status).toBe(413);
  });
});

test("other things that are thrown are no AppError", () => {
  for (const thrown of [new Error("x"), { code: "not_found", reason: "NOT_FOUND" }, null, undefined, "x"]) {
    expect(isAppError(thrown)).toBe(false);
    expect(isUnavailable(thrown)).toBe(false);
  }
});
