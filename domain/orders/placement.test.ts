import { expect, test } from "vitest";
import { canFollow, isPlaced, PLACEMENT_STEPS } from "./placement.ts";

test("every step but the last leads on, and never back", () => {
  for (const [index, step] of PLACEMENT_STEPS.entries()) {
    const next = PLACEMENT_STEPS.filter((each) => canFollow(step, each));
    expect(next.length > 0, step).toBe(step !== "done");
    for (const each of next) expect(PLACEMENT_STEPS.indexOf(each)).toBeGreaterThan(index);
  }
});

test("an order is placed once nothing of it is missing there", () => {
  expect(PLACEMENT_STEPS.filter(isPlaced)).toEqual(["link", "tell", "done"]);
});
