import { describe, expect, test } from "vitest";
import {
  canFollow,
  firstStep,
  hasLogin,
  isOver,
  REGISTRATION_KINDS,
  REGISTRATION_STEPS,
} from "./registration.ts";

describe("the steps of a registration", () => {
  test("lead from every beginning to an end, without a circle", () => {
    const walk = (step: (typeof REGISTRATION_STEPS)[number], seen: string[]): void => {
      expect(seen).not.toContain(step);
      const next = REGISTRATION_STEPS.filter((each) => canFollow(step, each));
      expect(next.length === 0).toBe(isOver(step));
      for (const each of next) walk(each, [...seen, step]);
    };
    for (const kind of REGISTRATION_KINDS) walk(firstStep(kind), []);
  });

  test("never take a login back", () => {
    for (const step of REGISTRATION_STEPS.filter(hasLogin))
      for (const next of REGISTRATION_STEPS.filter((each) => canFollow(step, each)))
        expect(hasLogin(next)).toBe(true);
  });
});
