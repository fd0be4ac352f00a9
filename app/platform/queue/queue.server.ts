import { PgBoss, type JobResult } from "pg-boss";
import type { Database } from "#db/client.server.ts";
import { asSystem, withSystemRole, type Tx } from "#db/row-security.server.ts";
import { STANDARD_TIMING, type TimingConfig } from "../config/timing.server.ts";
import type { Logger } from "../log/logger.server.ts";
import { JOB_RULES, type JobName, type Jobs } from "./jobs.ts";

const SCHEMA = "pgboss";
/** Longer than any pause by the rules. Said always, since a queue that is there already would keep the bound it had. */
const UNBOUNDED_SECONDS = 7 * 24 * 60 * 60;
/** The library takes no shorter one. */
const SHORTEST_HEARTBEAT_SECONDS = 10;

type QueueOptions = { database: Database; logger: Logger; timing?: TimingConfig; works?: boolean };

export type Queue = {
  /** Makes the tables, queues and schedules, then starts the workers that `work` has named. */
  start(): Promise<void>;
  /** Takes no more jobs and lets those under way finish, for 15 seconds at most. */
  stop(): Promise<void>;
  /** The job exists if and only if the transaction commits. */
  enqueue<Name extends JobName>(
    tx: Tx,
    name: Name,
    data: Jobs[Name],
    options?: { singletonKey?: string; startAfter?: Date },
  ): Promise<void>;
  /**
   * A handler that throws has its job tried again, with growing pauses, as `JOB_RULES` says. `concurrency`: so many batches side by side,
   * none of which waits for another; 1 otherwise.
   */
  work<Name extends JobName>(
    name: Name,
    handler: (data: Jobs[Name]) => Promise<void>,
    options?: { concurrency?: number },
  ): void;
  /** Jobs waiting or being tried again, by queue. */
  depth(): Promise<Record<string, number>>;
};

/**
 * Jobs on the portal's own database, embedded or PostgreSQL, so that enqueueing is part of a transaction. `works: false`: jobs are
 * only written down; nothing is worked, scheduled or tidied up.
 */
export function createQueue({
  database,
  logger,
  timing = STANDARD_TIMING,
  works = true,
}: QueueOptions): Queue {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => asSystem(database, (tx) => tx.raw(text, values)) },
    // The schema is made by the migrations and belongs to the role that works here.
    createSchema: false,
    schedule: works,
    supervise: works,
    // Finds the jobs of processes that have died: an order must not wait for long.
    superviseIntervalSeconds: timing.queueSuperviseSeconds,
    maintenanceIntervalSeconds: 3600,
  });
  boss.on("error", (error) => logger.error({ event: "queue.failed", err: error }, "queue error"));
  const workers: (() => Promise<void>)[] = [];

  return {
    async start() {
      await boss.start();
      for (const [name, rules] of Object.entries(JOB_RULES)) {
        const { policy, retryLimit, expireInSeconds, heartbeatSeconds, cron } = rules;
        const retryDelayMax = Math.min(timing.longestRetryMs / 1000, UNBOUNDED_SECONDS);
        const retryDelay = Math.min(rules.retryDelaySeconds, retryDelayMax);
        const options = {
          retryLimit,
          retryDelay,
          retryBackoff: true,
          expireInSeconds,
          retryDelayMax,
          ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds: bounded(heartbeatSeconds) }),
        };
        if (await boss.getQueue(name)) await boss.updateQueue(name, options);
        else
          await boss.createQueue(name, {
            policy: policy === "singleton" ? "stately" : "standard",
            ...options,
          });
        if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: "Asia/Tokyo" });
      }
      for (const startWorker of workers) await startWorker();
    },
    stop: () => boss.stop({ graceful: true, timeout: 15_000 }),
    async enqueue(tx, name, data, options = {}) {
      await boss.send(name, data, {
        ...options,
        // A customer's transaction may not touch the queue's tables.
        db: { executeSql: (text, values) => withSystemRole(tx, (owner) => owner.raw(text, values)) },
      });
    },
    work(name, handler, { concurrency = 1 } = {}) {
      workers.push(async () => {
        await boss.work<Jobs[typeof name]>(
          name,
          {
            pollingIntervalSeconds: timing.queuePollSeconds,
            batchSize: JOB_RULES[name].batchSize ?? 1,
            localConcurrency: concurrency,
            burstWhenBatchFull: true,
            perJobResults: true,
          },
          (jobs) => Promise.all(jobs.map((job) => settle(name, job.id, () => handler(job.data)))),
        );
      });
    },
    async depth() {
      // Counted here: the library's own figures are up to a minute old.
      const { rows } = await asSystem(database, (tx) =>
        tx.raw(
          `SELECT name, count(*)::int AS n FROM ${SCHEMA}.job WHERE state IN ('created', 'retry') GROUP BY name`,
        ),
      );
      const counts = new Map(rows.map((row) => [row.name, Number(row.n)]));
      return Object.fromEntries(Object.keys(JOB_RULES).map((name) => [name, counts.get(name) ?? 0]));
    },
  };

  function bounded(heartbeatSeconds: number): number {
    return Math.max(SHORTEST_HEARTBEAT_SECONDS, Math.min(heartbeatSeconds, timing.longestLeaseMs / 1000));
  }

  /** How one job of a batch ended: the others are not tried again because of it. */
  async function settle(name: JobName, id: string, work: () => Promise<void>): Promise<JobResult> {
    const startedAt = performance.now();
    try {
      await work();
      logger.info(
        { event: "job.done", job: name, ms: Math.round(performance.now() - startedAt) },
        "job done",
      );
      return { id, status: "completed" };
    } catch (error) {
      logger.warn({ event: "job.failed", job: name, err: error }, "job failed");
      return { id, status: "failed", output: error };
    }
  }
}
