import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { createLogger } from "../log/logger.server.ts";
import type { Jobs } from "./jobs.ts";
import { createQueue, type Queue } from "./queue.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const logger = createLogger({ level: "silent" });
const amelia = seedUserId(1001);
const owner = { userId: amelia, clientId: WhmcsClientIdSchema.parse(1001) };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now });
});
afterAll(() => database.close());

const running: Queue[] = [];
afterEach(async () => {
  for (const queue of running.splice(0)) await queue.stop();
  await asSystem(database, (tx) => tx.raw("DELETE FROM pgboss.job"));
});

async function startQueue(prepare: (queue: Queue) => void = () => undefined): Promise<Queue> {
  const queue = createQueue({ database, logger });
  prepare(queue);
  await queue.start();
  running.push(queue);
  return queue;
}

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function countWaiting(): Promise<number> {
  const { rows } = await asSystem(database, (tx) =>
    tx.raw("SELECT count(*)::int AS n FROM pgboss.job WHERE state = 'created'"),
  );
  return Number(rows[0]?.n);
}

describe("enqueueing", () => {
  test("is part of the caller's transaction, a customer's as well as the system's", async () => {
    const queue = await startQueue();
    await asCustomer(database, amelia, (tx) => queue.enqueue(tx, "send-mail", { mailId: "1" }));
    await asSystem(database, (tx) => queue.enqueue(tx, "send-mail", { mailId: "2" }));
    expect(await countWaiting()).toBe(2);
    const undone = asCustomer(database, amelia, async (tx) => {
      await queue.enqueue(tx, "send-mail", { mailId: "3" });
      throw new Error("the act failed");
    });
    await expect(undone).rejects.toThrow("the act failed");
    expect(await countWaiting()).toBe(2);
  });

  test("leaves a customer's transaction with the sight it had before", async () => {
    const queue = await startQueue();
    const { rows } = await asCustomer(database, amelia, async (tx) => {
      await queue.enqueue(tx, "send-mail", { mailId: "1" });
      return tx.raw("SELECT current_user AS role, (SELECT count(*)::int FROM users) AS users");
    });
    expect(rows).toEqual([{ role: "portal_customer", users: 1 }]);
    const read = asCustomer(database, amelia, (tx) => tx.raw("SELECT data FROM pgboss.job"));
    await expect(read).rejects.toMatchObject({ code: "42501" });
  });

  test("of jobs with one singleton key at most one waits", async () => {
    const queue = await startQueue();
    for (const _ of [1, 2, 3]) {
      await asCustomer(database, amelia, (tx) =>
        queue.enqueue(tx, "index-invoices", owner, { singletonKey: amelia }),
      );
    }
    expect(await countWaiting()).toBe(1);
  });

  test("for later: nobody takes it before", async () => {
    const taken: string[] = [];
    const queue = await startQueue((made) =>
      made.work("send-mail", ({ mailId }) => {
        taken.push(mailId);
        return Promise.resolve();
      }),
    );
    await asSystem(database, async (tx) => {
      const startAfter = new Date(Date.now() + 60_000);
      await queue.enqueue(tx, "send-mail", { mailId: "later" }, { startAfter });
      await queue.enqueue(tx, "send-mail", { mailId: "now" });
    });
    await waitFor(() => taken.length > 0);
    expect(taken).toEqual(["now"]);
    expect(await countWaiting()).toBe(1);
  });
});

test("the pauses before another try, and the wait for a sign of life, are no longer than their bounds", async () => {
  const timing = {
    longestLeaseMs: 3_000,
    longestRetryMs: 2_000,
    queuePollSeconds: 0.5,
    queueSuperviseSeconds: 2,
  };
  const rulesOf = async (bounds?: typeof timing) => {
    const queue = createQueue({ database, logger, ...(bounds ? { timing: bounds } : {}) });
    await queue.start();
    running.push(queue);
    const { rows } = await asSystem(database, (tx) =>
      tx.raw(
        "SELECT retry_delay, retry_delay_max, heartbeat_seconds FROM pgboss.queue WHERE name = 'fulfil-order'",
      ),
    );
    return rows[0];
  };
  expect(await rulesOf(timing)).toEqual({ retry_delay: 2, retry_delay_max: 2, heartbeat_seconds: 10 });
  expect(await rulesOf()).toEqual({ retry_delay: 5, retry_delay_max: 604_800, heartbeat_seconds: 30 });
});

test("what recurs is scheduled once, on Tokyo's clock, however often the queue starts", async () => {
  await startQueue();
  await startQueue();
  const { rows } = await asSystem(database, (tx) =>
    tx.raw("SELECT name, cron, timezone FROM pgboss.schedule ORDER BY name"),
  );
  expect(rows).toEqual([
    { name: "adopt-orders", cron: "*/5 * * * *", timezone: "Asia/Tokyo" },
    { name: "prune-expired", cron: "17 3 * * *", timezone: "Asia/Tokyo" },
    { name: "reconcile-orders", cron: "23 * * * *", timezone: "Asia/Tokyo" },
    { name: "resume-cancellations", cron: "*/5 * * * *", timezone: "Asia/Tokyo" },
    { name: "resume-changes", cron: "*/5 * * * *", timezone: "Asia/Tokyo" },
    { name: "resume-mail", cron: "*/5 * * * *", timezone: "Asia/Tokyo" },
    { name: "resume-orders", cron: "*/5 * * * *", timezone: "Asia/Tokyo" },
    { name: "resume-registrations", cron: "*/5 * * * *", timezone: "Asia/Tokyo" },
    { name: "start-scheduled-orders", cron: "0 0 * * *", timezone: "Asia/Tokyo" },
    { name: "verify-audit", cron: "47 2 * * *", timezone: "Asia/Tokyo" },
  ]);
});

describe("working", () => {
  test("hands each job over once, with its data", async () => {
    const done: Jobs["index-invoices"][] = [];
    const queue = await startQueue((made) =>
      made.work("index-invoices", (data) => {
        done.push(data);
        return Promise.resolve();
      }),
    );
    await asCustomer(database, amelia, (tx) => queue.enqueue(tx, "index-invoices", owner));
    await waitFor(() => done.length > 0);
    await waitFor(async () => (await countWaiting()) === 0);
    expect(done).toEqual([owner]);
  });

  test("a handler that throws has its job kept for another try", async () => {
    let attempts = 0;
    const queue = await startQueue((made) =>
      made.work("send-mail", () => {
        attempts += 1;
        return Promise.reject(new Error("not now"));
      }),
    );
    await asSystem(database, (tx) => queue.enqueue(tx, "send-mail", { mailId: "1" }));
    const { rows } = await (async () => {
      let found: Record<string, unknown>[] = [];
      await waitFor(async () => {
        const query = "SELECT state, start_after > now() AS later FROM pgboss.job WHERE name = 'send-mail'";
        found = (await asSystem(database, (tx) => tx.raw(query))).rows;
        return found[0]?.state === "retry";
      });
      return { rows: found };
    })();
    expect(rows).toEqual([{ state: "retry", later: true }]);
    expect(attempts).toBe(1);
  });

  test("mail that piled up goes out without a pause between, and a mail that fails holds up no other", async () => {
    const attempts: string[] = [];
    const queue = await startQueue((made) =>
      made.work("send-mail", ({ mailId }) => {
        attempts.push(mailId);
        return mailId === "2" ? Promise.reject(new Error("not now")) : Promise.resolve();
      }),
    );
    const ids = Array.from({ length: 24 }, (_, n) => String(n + 1));
    const startedAt = performance.now();
    await asSystem(database, async (tx) => {
      for (const mailId of ids) await queue.enqueue(tx, "send-mail", { mailId });
    });
    await waitFor(() => attempts.length >= ids.length);
    // One at a look every second would take 24 s.
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    const states = async () => {
      const query = "SELECT state, count(*)::int AS n FROM pgboss.job GROUP BY state ORDER BY state";
      return (await asSystem(database, (tx) => tx.raw(query))).rows;
    };
    await waitFor(async () => (await states()).length === 2);
    expect(await states()).toEqual([
      { state: "retry", n: 1 },
      { state: "completed", n: 23 },
    ]);
    expect(attempts.toSorted()).toEqual(ids.toSorted());
  });

  test("two instances share the jobs and do none twice", async () => {
    const done: string[] = [];
    const take = (queue: Queue) =>
      queue.work("send-mail", async ({ mailId }) => {
        done.push(mailId);
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
    const first = await startQueue(take);
    await startQueue(take);
    const ids = ["1", "2", "3", "4"];
    await asSystem(database, async (tx) => {
      for (const mailId of ids) await first.enqueue(tx, "send-mail", { mailId });
    });
    await waitFor(() => done.length >= ids.length);
    expect(done.toSorted()).toEqual(ids);
  });

  test("stopping waits for the job under way", async () => {
    let isStarted = false;
    let isDone = false;
    const queue = await startQueue((made) =>
      made.work("send-mail", async () => {
        isStarted = true;
        await new Promise((resolve) => setTimeout(resolve, 400));
        isDone = true;
      }),
    );
    await asSystem(database, (tx) => queue.enqueue(tx, "send-mail", { mailId: "1" }));
    await waitFor(() => isStarted);
    await queue.stop();
    expect(isDone).toBe(true);
    const { rows } = await asSystem(database, (tx) => tx.raw("SELECT state FROM pgboss.job"));
    expect(rows).toEqual([{ state: "completed" }]);
  });
});

test("tells how many jobs wait in every queue", async () => {
  const queue = await startQueue();
  await asSystem(database, (tx) => queue.enqueue(tx, "send-mail", { mailId: "1" }));
  expect(await queue.depth()).toEqual({
    "send-mail": 1,
    "sync-email": 0,
    "index-invoices": 0,
    "mail-password-reset": 0,
    "apply-whmcs-event": 0,
    "apply-salesforce-event": 0,
    "take-guest-request": 0,
    "pass-on-change": 0,
    "resume-changes": 0,
    "look-at-order": 0,
    "adopt-orders": 0,
    "fulfil-order": 0,
    "reconcile-order": 0,
    "reconcile-orders": 0,
    "start-scheduled-orders": 0,
    "resume-registrations": 0,
    "resume-orders": 0,
    "pass-on-cancellation": 0,
    "resume-cancellations": 0,
    "reissue-contract": 0,
    "prune-expired": 0,
    "resume-mail": 0,
    "verify-audit": 0,
  });
});
