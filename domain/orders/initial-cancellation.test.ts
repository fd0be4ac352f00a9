import { describe, expect, test } from "vitest";
import { SERVICE_KINDS } from "../catalog/schema.ts";
import { cancellationWindow, isInTime } from "./initial-cancellation.ts";

const tokyo = (text: string) => new Date(`${text}+09:00`);

describe("cancellationWindow (JP-TB-11)", () => {
  test.each([
    ["sim", "2026-11-01T10:00", "2026-11-01T12:00", "2026-11-01", "2026-11-08"],
    ["sim", "2026-11-01T10:00", "2026-11-04T00:00", "2026-11-04", "2026-11-11"],
    // The line was there before the document: the document counts.
    ["sim", "2026-11-04T10:00", "2026-11-01T12:00", "2026-11-04", "2026-11-11"],
    // Fixed lines do not wait for the installation.
    ["internet", "2026-11-01T10:00", "2026-11-20T09:00", "2026-11-01", "2026-11-08"],
    ["internet", "2026-11-01T10:00", null, "2026-11-01", "2026-11-08"],
    ["vpn", "2026-11-25T23:59:59", null, "2026-11-25", "2026-12-02"],
    ["vpn", "2026-11-26T00:00:00", null, "2026-11-26", "2026-12-03"],
  ] as const)("%s, received %s, started %s: %s to %s", (kind, received, started, first, last) => {
    const window = cancellationWindow({
      kind,
      receivedAt: tokyo(received),
      startedAt: started === null ? null : tokyo(started),
    });
    expect(window).toMatchObject({ first, last });
    expect(isInTime(window, tokyo(`${last}T23:59:59`))).toBe(true);
    expect(isInTime(window, new Date(tokyo(`${last}T23:59:59`).getTime() + 1000))).toBe(false);
  });

  test.each(SERVICE_KINDS)("%s: nothing runs out before the document is received", (kind) => {
    const window = cancellationWindow({ kind, receivedAt: null, startedAt: tokyo("2026-11-01T00:00") });
    expect(window).toBeNull();
    expect(isInTime(window, tokyo("2027-11-01T00:00"))).toBe(true);
  });

  test("nor for a mobile line before it works", () => {
    expect(
      cancellationWindow({ kind: "sim", receivedAt: tokyo("2026-11-01T00:00"), startedAt: null }),
    ).toBeNull();
  });
});
