import { expect, test } from "vitest";
import { isAppError } from "#domain/shared/errors.ts";
import { CALL_BUDGET, createCallBudget } from "./budget.ts";

function setUp() {
  const state = { at: 0, caller: "user 1" as string | undefined };
  const rules = [
    { max: 3, windowMs: 1_000 },
    { max: 5, windowMs: 10_000 },
  ];
  const budget = createCallBudget({ caller: () => state.caller, now: () => new Date(state.at), rules });
  /** Seconds to wait; null when the call was granted. */
  const spend = (provider = "salesforce") => {
    try {
      budget.spend(provider);
      return null;
    } catch (error) {
      if (isAppError(error) && error.code === "rate_limited") return error.retryAfter;
      throw error;
    }
  };
  return { state, spend };
}

test("a caller has so many calls in each window, and is told how long to wait", () => {
  const { state, spend } = setUp();
  expect([spend(), spend(), spend(), spend()]).toEqual([null, null, null, 1]);
  state.at = 1_000;
  expect([spend(), spend(), spend()]).toEqual([null, null, 9]);
  state.at = 10_000;
  expect(spend()).toBeNull();
});

test("callers and providers do not count for each other, and a job has no budget", () => {
  const { state, spend } = setUp();
  for (let call = 0; call < 3; call += 1) spend();
  expect(spend("whmcs")).toBeNull();
  state.caller = "192.0.2.1";
  expect(spend()).toBeNull();
  state.caller = undefined;
  for (let call = 0; call < 20; call += 1) expect(spend()).toBeNull();
});

test("nobody's day is a fifth of the smallest allowance of Salesforce", () => {
  const day = CALL_BUDGET.find(({ windowMs }) => windowMs === 24 * 3_600_000);
  expect(day?.max).toBeLessThanOrEqual(15_000 / 5);
});
