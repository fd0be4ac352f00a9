import { describe, expect, test } from "vitest";
import { AppError, isAppError, isUnavailable, STATUS_OF_CODE, type ErrorCode } from "./errors.ts";

const codes = Object.keys(STATUS_OF_CODE) as ErrorCode[];

test("a status says whose fault it is, and each class has its own", () => {
  const ours = codes.filter((code) => STATUS_OF_CODE[code] >= 500);
  expect(ours.toSorted()).toEqual(["internal", "provider_contract", "provider_unavailable"]);
  const statuses = Object.values(STATUS_OF_CODE);
  expect(Math.min(...statuses)).toBeGreaterThanOrEqual(400);
  expect(new Set(statuses).size).toBe(statuses.length);
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
