import { describe, expect, test } from "vitest";
import { ServiceStatusPage } from "./service-status-page.tsx";
import {
  SYSTEMS,
  toServiceStatus,
  toSystemState,
  type ServiceStatus,
  type SystemState,
} from "./service-status.ts";
import { renderPage } from "./render.testing.tsx";

const started = new Date("2026-11-23T00:00:00Z");
const earlier = new Date("2026-11-23T04:52:00Z");
const later = new Date("2026-11-23T05:04:00Z");

describe("state of a provider, from its own traffic", () => {
  test.each<[string, Parameters<typeof toSystemState>[0], SystemState]>([
    [
      "nobody asked",
      { circuit: "closed", since: started, lastSuccessAt: null, lastFailureAt: null, refusedSince: null },
      { state: "unasked", since: started.toISOString() },
    ],
    [
      "answers",
      { circuit: "closed", since: started, lastSuccessAt: later, lastFailureAt: earlier, refusedSince: null },
      { state: "ok", lastSuccessAt: later.toISOString() },
    ],
    [
      "the last call failed",
      { circuit: "closed", since: started, lastSuccessAt: earlier, lastFailureAt: later, refusedSince: null },
      { state: "unsteady", failedAt: later.toISOString(), lastSuccessAt: earlier.toISOString() },
    ],
    [
      "the first call failed",
      { circuit: "closed", since: started, lastSuccessAt: null, lastFailureAt: later, refusedSince: null },
      { state: "unsteady", failedAt: later.toISOString(), lastSuccessAt: null },
    ],
    [
      "calls are held back",
      { circuit: "open", since: later, lastSuccessAt: earlier, lastFailureAt: later, refusedSince: null },
      { state: "down", failedAt: later.toISOString(), lastSuccessAt: earlier.toISOString() },
    ],
    [
      "it refuses the portal",
      {
        circuit: "closed",
        since: started,
        lastSuccessAt: earlier,
        lastFailureAt: later,
        refusedSince: earlier,
      },
      { state: "down", failedAt: later.toISOString(), lastSuccessAt: earlier.toISOString() },
    ],
    [
      "one call tries",
      { circuit: "half_open", since: later, lastSuccessAt: null, lastFailureAt: earlier, refusedSince: null },
      { state: "down", failedAt: earlier.toISOString(), lastSuccessAt: null },
    ],
  ])("%s", (_case, status, expected) => {
    expect(toSystemState(status)).toEqual(expected);
  });
});

test("sign-in is down as soon as one of its stores is, whatever billing does", () => {
  const billing = {
    circuit: "closed" as const,
    since: started,
    lastSuccessAt: later,
    lastFailureAt: null,
    refusedSince: null,
  };
  const providers = { whmcs: billing, salesforce: billing, freebit: billing };
  const signIn = (stores: Record<string, "ok" | "unavailable">, isSignInClosed = false) =>
    toServiceStatus({ stores, isSignInClosed, providers, now: later }).systems.signIn.state;
  expect(signIn({ database: "ok", store: "ok" })).toBe("ok");
  expect(signIn({ database: "unavailable", store: "ok" })).toBe("down");
  expect(signIn({ database: "ok", store: "unavailable" })).toBe("down");
  expect(signIn({ database: "ok", store: "ok" }, true)).toBe("closed");
});

describe("the status page", () => {
  const checkedAt = "2026-11-23T05:05:00.000Z";
  const ok: SystemState = { state: "ok", lastSuccessAt: null };
  const down: SystemState = {
    state: "down",
    failedAt: later.toISOString(),
    lastSuccessAt: earlier.toISOString(),
  };

  const allOk = { signIn: ok, billing: ok, records: ok, mobile: ok };

  test("says that all is well only when every system is known to answer", () => {
    const page = (systems: ServiceStatus["systems"]) =>
      renderPage(<ServiceStatusPage systems={systems} checkedAt={checkedAt} />, "en");
    expect(page(allOk)).toContain("No known problems");
    const unasked: SystemState = { state: "unasked", since: started.toISOString() };
    for (const other of [down, unasked, { state: "closed" as const }])
      for (const name of SYSTEMS)
        expect(page({ ...allOk, [name]: other })).not.toContain("No known problems");
  });

  test("names both times of a system that does not answer", () => {
    const en = renderPage(
      <ServiceStatusPage systems={{ ...allOk, billing: down }} checkedAt={checkedAt} />,
      "en",
    );
    expect(en).toContain("Last attempt failed: 14:04 JST. Last response before that: 13:52 JST.");
    const ja = renderPage(
      <ServiceStatusPage systems={{ ...allOk, billing: down }} checkedAt={checkedAt} />,
      "ja",
    );
    expect(ja).toContain("14:04の接続に失敗しました。");
  });
});
