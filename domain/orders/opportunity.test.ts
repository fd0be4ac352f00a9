import { describe, expect, test } from "vitest";
import type { CalendarDate } from "../shared/dates.ts";
import { canMove, closeDateFrom, opportunityName, STAGES } from "./opportunity.ts";

describe("opportunities (portal.md 8)", () => {
  test("the portal makes these moves and no other", () => {
    const moves = STAGES.flatMap((from) =>
      STAGES.filter((to) => canMove(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(moves).toEqual([
      "introduction > post_processing",
      "ready > post_processing",
      "post_processing > active",
      "active > cancelling",
    ]);
    for (const to of STAGES) expect(canMove("unknown", to)).toBe(false);
  });

  test.each([
    ["2026-11-23", "2027-01-01"],
    ["2026-12-31", "2027-02-01"],
  ])("one of %s closes on %s", (today, day) => {
    expect(closeDateFrom(today as CalendarDate)).toBe(day);
  });

  test("a name that is too long gives way, never by half a character", () => {
    expect(opportunityName("Wren Waits", "internet")).toBe("Wren Waits - Internet Inquiry");
    const long = opportunityName("𠮷".repeat(200), "sim");
    expect(long).toMatch(/^(?:𠮷)+ - SIM Inquiry$/);
    expect(long.length).toBeLessThanOrEqual(120);
  });
});
