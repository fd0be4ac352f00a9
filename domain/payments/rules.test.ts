import { expect, test } from "vitest";
import type { CalendarDate, CalendarMonth } from "../shared/dates.ts";
import { expiryOf } from "./rules.ts";

test.each([
  [null, "2026-11-23", "none"],
  ["2026-10", "2026-11-01", "expired"],
  ["2026-11", "2026-11-01", "expiring"],
  ["2026-11", "2026-11-30", "expiring"],
  ["2026-11", "2026-12-01", "expired"],
  ["2026-12", "2026-11-30", "good"],
  ["2025-12", "2026-01-01", "expired"],
  ["2027-01", "2026-12-31", "good"],
])("a card of %s is on %s: %s", (expires, today, expiry) => {
  expect(expiryOf({ expires: expires as CalendarMonth | null }, today as CalendarDate)).toBe(expiry);
});
