import type { Deps } from "~/platform/http/owner.ts";

export type Health = {
  status: "ok" | "unavailable";
  checks: { database: "ok" | "unavailable"; store: "ok" | "unavailable" };
  /** Told for people, never part of the verdict: a dead provider is no reason to take the portal away. */
  providers: Record<
    string,
    { circuit: string; since: string; lastSuccessAt: string | null; lastFailureAt: string | null }
  >;
  mode: string;
};

const CHECK_MS = 2000;

/** Asks the stores that the portal cannot work without, each for at most two seconds. */
export async function readHealth({ database, kv, providers, config, lifecycle }: Deps): Promise<Health> {
  const [databaseState, storeState] = await Promise.all([
    check(() => database.ping()),
    check(() => kv.ping()),
  ]);
  const isReady = databaseState === "ok" && storeState === "ok" && !lifecycle.isStopping;
  return {
    status: isReady ? "ok" : "unavailable",
    checks: { database: databaseState, store: storeState },
    providers: Object.fromEntries(
      Object.entries(providers).map(([name, provider]) => {
        const { circuit, since, lastSuccessAt, lastFailureAt } = provider.status();
        return [
          name,
          {
            circuit,
            since: since.toISOString(),
            lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
            lastFailureAt: lastFailureAt?.toISOString() ?? null,
          },
        ];
      }),
    ),
    mode: config.mode,
  };
}

async function check(ask: () => Promise<unknown>): Promise<"ok" | "unavailable"> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, CHECK_MS, new Error("late")).unref());
  return Promise.race([ask(), late]).then(
    () => "ok",
    () => "unavailable",
  );
}
