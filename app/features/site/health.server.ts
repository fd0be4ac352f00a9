import type { IntakeStatus } from "~/platform/queue/intake-status.ts";
import type { Services } from "~/services.ts";

export type Health = {
  status: "ok" | "unavailable";
  checks: { database: "ok" | "unavailable"; store: "ok" | "unavailable" };
  /** Told for people, never part of the verdict: a dead provider is no reason to take the portal away. */
  providers: Record<
    string,
    {
      circuit: string;
      since: string;
      lastSuccessAt: string | null;
      lastFailureAt: string | null;
      /** Since when it refuses the portal's credentials, address or permissions: an operator is needed. */
      refusedSince: string | null;
    }
  >;
  /** How the customer system's changes are heard of; told by the instance that listens, no part of the verdict either. */
  events: {
    mode: "pubsub" | "poll" | "off";
    listening: boolean;
    topics: {
      topic: string;
      state: string;
      since: string;
      lastEventAt: string | null;
      lastSignAt: string | null;
    }[];
    lookedAt: Record<string, string>;
  };
  mode: string;
};

const CHECK_MS = 2000;

/** Asks the stores that the portal cannot work without, each for at most two seconds. */
export async function readHealth({
  database,
  kv,
  providers,
  intake,
  config,
  lifecycle,
}: Services): Promise<Health> {
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
        const { circuit, since, lastSuccessAt, lastFailureAt, refusedSince } = provider.status();
        return [
          name,
          {
            circuit,
            since: since.toISOString(),
            lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
            lastFailureAt: lastFailureAt?.toISOString() ?? null,
            refusedSince: refusedSince?.toISOString() ?? null,
          },
        ];
      }),
    ),
    events: toEvents(intake.status()),
    mode: config.mode,
  };
}

function toEvents({ mode, isListening, topics, lookedAt }: IntakeStatus): Health["events"] {
  return {
    mode,
    listening: isListening,
    topics: topics.map(({ topic, state, since, lastEventAt, lastSignAt }) => ({
      topic,
      state,
      since: since.toISOString(),
      lastEventAt: lastEventAt?.toISOString() ?? null,
      lastSignAt: lastSignAt?.toISOString() ?? null,
    })),
    lookedAt: Object.fromEntries(Object.entries(lookedAt).map(([record, at]) => [record, at.toISOString()])),
  };
}

async function check(ask: () => Promise<unknown>): Promise<"ok" | "unavailable"> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, CHECK_MS, new Error("late")).unref());
  return Promise.race([ask(), late]).then(
    () => "ok",
    () => "unavailable",
  );
}
