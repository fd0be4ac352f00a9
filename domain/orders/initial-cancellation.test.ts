import { describe, expect, test } from "vitest";
import { SERVICE_KINDS } from "../catalog/schema.ts";
import type { CalendarDate } from "../shared/dates.ts";
import {
  cancellationCharges,
  cancellationStanding,
  cancellationWindow,
  chargeLimit,
  isInTime,
  type CancellationFacts,
} from "./initial-cancellation.ts";

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

describe("cancellationStanding", () => {
  const vpn: CancellationFacts = {
    kind: "vpn",
    orderedAt: tokyo("2026-11-01T09:00"),
    isCorporate: false,
    isConcluded: true,
    receivedAt: tokyo("2026-11-01T10:00"),
    startedAt: null,
    extendedUntil: null,
    sentAt: null,
  };
  const open = { state: "open", awaits: null };
  const over = { state: "over", endedAt: tokyo("2026-11-09T00:00") };

  test.each([
    ["the first day", vpn, "2026-11-01T10:00", { ...open, daysLeft: 8, endsAt: tokyo("2026-11-09T00:00") }],
    ["the last but one", vpn, "2026-11-07T23:59:59", { ...open, daysLeft: 2 }],
    ["the last second (JP-TB-12)", vpn, "2026-11-08T23:59:59", { ...open, daysLeft: 1 }],
    ["midnight", vpn, "2026-11-09T00:00", over],
    [
      "midnight, with another day from the operator",
      { ...vpn, extendedUntil: tokyo("2026-11-10T00:00") },
      "2026-11-09T00:00",
      { ...open, daysLeft: 1, endsAt: tokyo("2026-11-10T00:00") },
    ],
    [
      "an extension that ends earlier takes nothing away",
      { ...vpn, extendedUntil: tokyo("2026-11-05T00:00") },
      "2026-11-08T12:00",
      { ...open, daysLeft: 1 },
    ],
    [
      "no contract yet",
      { ...vpn, isConcluded: false, receivedAt: null },
      "2026-11-30T00:00",
      { state: "open", awaits: "contract" },
    ],
    [
      "no contract yet, of a company",
      { ...vpn, isConcluded: false, receivedAt: null, isCorporate: true },
      "2026-11-30T00:00",
      { state: "open", awaits: "contract" },
    ],
    [
      "a document on its way",
      { ...vpn, receivedAt: null },
      "2026-11-30T00:00",
      { state: "open", awaits: "document" },
    ],
    [
      "a line that does not work yet",
      { ...vpn, kind: "sim" },
      "2026-11-30T00:00",
      { state: "open", awaits: "service" },
    ],
    [
      "a company (JP-TB-13)",
      { ...vpn, isCorporate: true },
      "2026-11-01T10:00",
      { state: "excluded", why: "corporate" },
    ],
    [
      "sent, whatever the time",
      { ...vpn, sentAt: tokyo("2026-11-08T23:59:59") },
      "2027-01-01T00:00",
      { state: "sent", sentAt: tokyo("2026-11-08T23:59:59") },
    ],
  ] as [string, CancellationFacts, string, object][])("%s", (_, facts, at, standing) => {
    expect(cancellationStanding(facts, tokyo(at))).toMatchObject(standing);
  });
});

describe("cancellationCharges (JP-TB-14)", () => {
  const orderedAt = tokyo("2026-11-20T09:00");
  // Payments of an installation and what is paid once are no price of the service.
  const lines = [
    { sku: "PLAN", cycle: "monthly", quantity: 1, minor: 2_500 },
    { sku: "ADDON", cycle: "monthly", quantity: 2, minor: 250 },
    { sku: "INTERNET-INSTALL-24M", cycle: "monthly", quantity: 1, minor: 1_000 },
    { sku: "FEE", cycle: "onetime", quantity: 1, minor: 3_000 },
  ] as const;
  const charges = (kind: "internet" | "sim" | "vpn", startedAt: string | null, day: string) =>
    cancellationCharges(
      { kind, orderedAt, lines, startedAt: startedAt === null ? null : tokyo(startedAt) },
      day as CalendarDate,
    ).map(({ charge, most }) => [charge, most.minor]);

  test.each([
    ["internet", null, "2026-11-25", { usage: 0, fee: 3_300, work: 25_000 }],
    // Three of thirty days, then two of thirty-one; the tax once on both.
    ["vpn", "2026-11-28T12:00", "2026-12-02", { usage: 300 + 193 + 49, fee: 3_300 }],
    // The month of the start is free, and the next is not.
    ["sim", "2026-11-25T00:00", "2026-11-30", { usage: 0, simIssue: 440, fee: 3_300, portOut: 0 }],
    ["sim", "2026-11-25T00:00", "2026-12-02", { usage: 193 + 19, simIssue: 440, fee: 3_300, portOut: 0 }],
  ] as const)("%s, started %s, cancelled on %s", (kind, startedAt, day, most) => {
    expect(Object.fromEntries(charges(kind, startedAt, day))).toEqual(most);
  });

  test("limits hold from a day on", () => {
    expect(() => chargeLimit("fee", "2022-06-30" as CalendarDate)).toThrow(RangeError);
  });
});
