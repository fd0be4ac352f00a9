import { expect, test } from "vitest";
import { toSessionLimit } from "./session-limit.ts";

const now = new Date("2026-11-23T05:00:00Z");
const inMinutes = (minutes: number) => now.getTime() + minutes * 60_000;

test.each([
  [
    { remember: false, expiresAt: inMinutes(7 * 24 * 60) },
    { kind: "idle", endsAt: "2026-11-23T05:30:00.000Z" },
  ],
  [
    { remember: false, expiresAt: inMinutes(31) },
    { kind: "idle", endsAt: "2026-11-23T05:30:00.000Z" },
  ],
  [
    { remember: false, expiresAt: inMinutes(30) },
    { kind: "absolute", endsAt: "2026-11-23T05:30:00.000Z" },
  ],
  [
    { remember: false, expiresAt: inMinutes(2) },
    { kind: "absolute", endsAt: "2026-11-23T05:02:00.000Z" },
  ],
  [{ remember: true, expiresAt: inMinutes(24 * 60) }, null],
  [
    { remember: true, expiresAt: inMinutes(29) },
    { kind: "absolute", endsAt: "2026-11-23T05:29:00.000Z" },
  ],
])("%j ends %j", (session, limit) => {
  expect(toSessionLimit(session, now)).toEqual(limit);
});
