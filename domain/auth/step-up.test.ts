import { describe, expect, test } from "vitest";
import { FACTORS, type Factor } from "./second-step.ts";
import { isSteppedUp, PROTECTED_ACTIONS, STEP_UP_MS, stepUpWays, type ProtectedAction } from "./step-up.ts";

const now = new Date("2026-11-23T05:05:00Z");
const actions = Object.keys(PROTECTED_ACTIONS) as ProtectedAction[];
const proof = (age: number, factor: Factor = "mailed_code") => ({ factor, at: now.getTime() - age });

describe.each(actions)("%s", (action) => {
  test.each([
    [0, true],
    [STEP_UP_MS, true],
    [STEP_UP_MS + 1, false],
    [-1, false],
  ])("with a factor given %d ms ago is open: %s", (age, isOpen) => {
    expect(isSteppedUp(action, proof(age), now)).toBe(isOpen);
  });

  test("is closed without a factor, which a trusted device is not", () => {
    expect(isSteppedUp(action, null, now)).toBe(false);
  });

  test("offers what cannot be phished first, and only what the person has", () => {
    expect(stepUpWays(action, FACTORS)[0]).toBe("passkey");
    expect(stepUpWays(action, ["recovery_code", "authenticator"])).toEqual([
      "authenticator",
      "recovery_code",
    ]);
  });
});
