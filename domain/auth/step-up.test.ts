import { describe, expect, test } from "vitest";
import { FACTORS, type Factor } from "./second-step.ts";
import {
  COOLED_ACTIONS,
  isSteppedUp,
  PROTECTED_ACTIONS,
  STEP_UP_MS,
  stepUpWays,
  type ProtectedAction,
} from "./step-up.ts";

const now = new Date("2026-11-23T05:05:00Z");
const DAY = 24 * 3_600_000;
const clock = { now, coolingMs: DAY };
const actions = Object.keys(PROTECTED_ACTIONS) as ProtectedAction[];
const ago = (ms: number) => now.getTime() - ms;
const proof = (age: number, factor: Factor = "mailed_code", since: number | null = null) => ({
  factor,
  at: ago(age),
  since,
});
const aged = (factors: readonly Factor[], since: number | null = null) =>
  factors.map((factor) => ({ factor, since }));

describe.each(actions)("%s", (action) => {
  test.each([
    [0, true],
    [STEP_UP_MS, true],
    [STEP_UP_MS + 1, false],
    [-1, false],
  ])("with a factor given %d ms ago is open: %s", (age, isOpen) => {
    expect(isSteppedUp(action, proof(age), clock)).toBe(isOpen);
  });

  test("is closed without a factor, which a trusted device is not", () => {
    expect(isSteppedUp(action, null, clock)).toBe(false);
  });

  test("offers what cannot be phished first, and only what the person has", () => {
    expect(stepUpWays(action, aged(FACTORS), clock).ways[0]).toBe("passkey");
    expect(stepUpWays(action, aged(["recovery_code", "authenticator"]), clock)).toEqual({
      ways: ["authenticator", "recovery_code"],
      opensAt: null,
    });
  });

  test("is open to a factor of a moment ago exactly where nothing has to cool", () => {
    expect(isSteppedUp(action, proof(0, "passkey", ago(0)), clock)).toBe(!COOLED_ACTIONS.has(action));
  });
});

describe("the cooling period", () => {
  test.each([
    [0, DAY, false],
    [DAY - 1, DAY, false],
    [DAY, DAY, true],
    [0, 0, true],
  ])("a factor that is there for %d ms opens an action that cools for %d: %s", (age, coolingMs, isOpen) => {
    const since = ago(age);
    expect(isSteppedUp("email.change", proof(0, "passkey", since), { now, coolingMs })).toBe(isOpen);
    expect(stepUpWays("email.change", aged(["passkey"], since), { now, coolingMs })).toEqual(
      isOpen ? { ways: ["passkey"], opensAt: null } : { ways: [], opensAt: since + coolingMs },
    );
  });

  test("an older way stays open beside a new one, and of new ones the oldest opens first", () => {
    const [fresh, newer, old] = [ago(1000), ago(3000), ago(DAY)];
    const passkey = { factor: "passkey", since: fresh } as const;
    expect(
      stepUpWays("email.change", [passkey, { factor: "authenticator", since: old }], clock).ways,
    ).toEqual(["authenticator"]);
    const recovery = { factor: "recovery_code", since: newer } as const;
    expect(stepUpWays("email.change", [passkey, recovery], clock)).toEqual({
      ways: [],
      opensAt: newer + DAY,
    });
  });

  test("nobody without a way is promised one", () => {
    expect(stepUpWays("email.change", [], clock)).toEqual({ ways: [], opensAt: null });
  });
});
