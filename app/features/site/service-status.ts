import type { TransportStatus } from "#integrations/http/guard.ts";

/** How a system does, as far as the portal's own traffic tells; times are ISO text. No provider is asked for this. */
export type SystemState =
  | { state: "ok"; lastSuccessAt: string | null }
  | { state: "unasked"; since: string }
  /** An operator has closed it. */
  | { state: "closed" }
  /** Requests fail one after the other (`down`), or the last one did. `failedAt` null: found out just now. */
  | { state: "down" | "unsteady"; failedAt: string | null; lastSuccessAt: string | null };

export const SYSTEMS = ["signIn", "billing", "records", "mobile"] as const;
export type ServiceStatus = { systems: Record<(typeof SYSTEMS)[number], SystemState>; checkedAt: string };

/** What customers may know about the systems behind the portal. */
export function toServiceStatus(known: {
  /** Of the stores that sign-in needs, asked just now. */
  stores: Record<string, "ok" | "unavailable">;
  /** Whether signing in is closed for planned work. */
  isSignInClosed: boolean;
  providers: Record<"whmcs" | "salesforce" | "freebit", TransportStatus>;
  now: Date;
}): ServiceStatus {
  const areStoresUp = Object.values(known.stores).every((state) => state === "ok");
  return {
    systems: {
      signIn: areStoresUp
        ? known.isSignInClosed
          ? { state: "closed" }
          : { state: "ok", lastSuccessAt: null }
        : { state: "down", failedAt: null, lastSuccessAt: null },
      billing: toSystemState(known.providers.whmcs),
      records: toSystemState(known.providers.salesforce),
      mobile: toSystemState(known.providers.freebit),
    },
    checkedAt: known.now.toISOString(),
  };
}

/**
 * A circuit that is half open has not been proven yet: it still counts as down, and so does a provider that refuses the portal. When an
 * outage began is not known, only when the provider last answered and when it last did not.
 */
export function toSystemState({
  circuit,
  since,
  lastSuccessAt,
  lastFailureAt,
  refusedSince,
}: TransportStatus): SystemState {
  const good = lastSuccessAt?.toISOString() ?? null;
  const bad = lastFailureAt?.toISOString() ?? null;
  if (circuit !== "closed" || refusedSince !== null)
    return { state: "down", failedAt: bad, lastSuccessAt: good };
  if (bad !== null && (good === null || bad > good))
    return { state: "unsteady", failedAt: bad, lastSuccessAt: good };
  return good === null
    ? { state: "unasked", since: since.toISOString() }
    : { state: "ok", lastSuccessAt: good };
}
