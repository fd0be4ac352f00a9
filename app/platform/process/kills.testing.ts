import type { Database } from "#db/client.server.ts";
import { findProcessById, type ProcessRow } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Processes } from "./processes.server.ts";

/** Where a holder dies: before its nth transaction begins, or after that one has committed. Calls stand between two of them. */
export type KillPoint = { n: number; when: "before" | "after" };

/** A real database whose user dies at one point: from then on nothing of theirs goes on, renewals included. */
export function mortal(database: Database, point: KillPoint | null) {
  let count = 0;
  let isDead = false;
  let tell: () => void = () => undefined;
  const died = new Promise<void>((resolve) => (tell = resolve));
  const never = new Promise<never>(() => undefined);
  function die(): Promise<never> {
    isDead = true;
    tell();
    return never;
  }
  return {
    died,
    /** At once. */
    kill: () => void die(),
    count: () => count,
    database: {
      ...database,
      async transaction(work) {
        if (isDead) return never;
        count += 1;
        const n = count;
        if (point?.n === n && point.when === "before") return die();
        const result = await database.transaction(work);
        if (point?.n === n && point.when === "after") return die();
        return isDead ? never : result;
      },
    } satisfies Database,
  };
}

/**
 * Runs a process once for each point at which its holder may die, and lets another engine carry it to its end, with the clock moved over
 * leases and quiet times. `begin` starts one, with a key of its own each time, and returns its id; `check` looks at what came of it.
 * Returns how many points there were.
 */
export async function killAtEachPoint({
  database,
  engine,
  wait,
  begin,
  check,
}: {
  database: Database;
  /** An engine on this database, not started. */
  engine: (database: Database) => Processes;
  /** Moves the clock of both engines. */
  wait: (ms: number) => void;
  begin: (processes: Processes) => Promise<string>;
  check: (row: ProcessRow, point: KillPoint) => Promise<void>;
}): Promise<number> {
  const whole = mortal(database, null);
  const alive = engine(whole.database);
  await begin(alive);
  const startedWith = whole.count();
  await alive.runDue();
  const points = whole.count() - startedWith;
  for (let n = 1; n <= points; n += 1)
    for (const when of ["before", "after"] as const) {
      const id = await begin(engine(database));
      const doomed = mortal(database, { n, when });
      await Promise.race([doomed.died, engine(doomed.database).runDue()]);
      const heir = engine(database);
      let row: ProcessRow | null = null;
      for (let turn = 0; turn < 20 && (row === null || row.wakeAt !== null); turn += 1) {
        wait(10 * 60_000);
        await heir.runDue();
        row = await asSystem(database, (tx) => findProcessById(tx, id));
      }
      if (!row) throw new Error("the process is gone");
      await check(row, { n, when });
    }
  return points * 2;
}
