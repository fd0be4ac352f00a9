import { countLate, readFigures } from "#db/repositories/processes.server.ts";
import type { Database } from "#db/client.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Metrics } from "../metrics/metrics.server.ts";
import type { AnyDefinition } from "./define.ts";

/** Figures that are read when metrics are asked for. Labels are names of processes, states and codes. */
export function watchProcesses<Services>({
  metrics,
  database,
  now,
  figures,
  definitions,
}: {
  metrics: Metrics;
  database: Database;
  now: () => Date;
  figures: { overtakings: number; clockDifferenceMs: number };
  definitions: readonly AnyDefinition<Services>[];
}): void {
  const read = () => asSystem(database, (tx) => readFigures(tx, now()));
  metrics.gauge({
    name: "portal_processes",
    help: "Unfinished processes by name and state; parked ones wait for a person",
    read: async () => (await read()).unfinished,
  });
  metrics.gauge({
    name: "portal_processes_parked",
    help: "Processes that wait for a person, by name and code",
    read: async () => (await read()).parked,
  });
  metrics.gauge({
    name: "portal_processes_oldest_due_seconds",
    help: "How long the process that is due for longest has waited to be claimed",
    read: async () => ({ seconds: (await read()).oldestDueSeconds }),
  });
  metrics.gauge({
    name: "portal_processes_acts_unanswered",
    help: "Calls of unfinished processes that may have happened, by name of the process",
    read: async () => (await read()).unanswered,
  });
  metrics.gauge({
    name: "portal_processes_late",
    help: "Processes that should have ended by now, by name",
    read: async () => {
      const late: Record<string, number> = {};
      for (const { name, alarmMs } of definitions)
        if (alarmMs !== undefined)
          late[name] = await asSystem(database, (tx) =>
            countLate(tx, name, new Date(now().getTime() - alarmMs)),
          );
      return late;
    },
  });
  metrics.gauge({
    name: "portal_processes_overtaken",
    help: "Times since the start that a holder found its process claimed by another",
    read: () => ({ times: figures.overtakings }),
  });
  metrics.gauge({
    name: "portal_processes_clock_difference_ms",
    help: "Clock of this process less the database's; beyond two seconds nothing is claimed",
    read: () => ({ ms: figures.clockDifferenceMs }),
  });
}
