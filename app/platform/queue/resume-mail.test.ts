import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { findMail, insertMail, oldestQueuedMail } from "#db/repositories/mail-outbox.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import { createLogger } from "../log/logger.server.ts";
import { createMetrics } from "../metrics/metrics.server.ts";
import { createQueue, type Queue } from "./queue.server.ts";
import { resumeMail } from "./resume-mail.server.ts";

const HOUR = 3_600_000;
const start = new Date("2026-11-23T00:00:00Z");
const text = { toAddress: "a@example.com", subject: "s", text: "t", html: "h", language: "en" } as const;

let database: Database;
let queue: Queue;
beforeAll(async () => {
  database = await openTestDatabase();
  queue = createQueue({ database, logger: createLogger({ level: "silent" }) });
  await queue.start();
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

test("mail whose job has had its last try is sent again until its kind's time is over, then it fails aloud", async () => {
  const metrics = createMetrics();
  let written = "";
  const logger = createLogger({ level: "error", destination: { write: (line) => void (written += line) } });
  const resume = (at: number) => {
    const now = () => new Date(start.getTime() + at);
    return resumeMail({ database, queue, logger, metrics, now, keepsText: false });
  };
  const [code, contract] = await asSystem(database, async (tx) => [
    await insertMail(tx, { ...text, userId: null, template: "code", now: start }),
    await insertMail(tx, { ...text, userId: null, template: "contract-document", now: start }),
  ]);
  const stateOf = (id = "") => asSystem(database, (tx) => findMail(tx, id));
  const jobsOf = async (id = "") => {
    const { rows } = await asSystem(database, (tx) =>
      tx.raw("SELECT state FROM pgboss.job WHERE name = 'send-mail' AND data->>'mailId' = $1", [id]),
    );
    return rows.map(({ state }) => String(state));
  };

  await resume(48 * HOUR);
  expect(await stateOf(code)).toMatchObject({ status: "failed", text: "" });
  expect(JSON.parse(written)).toMatchObject({ event: "mail.given_up", mailId: code, template: "code" });
  expect(await metrics.registry.metrics()).toContain(
    'portal_mail_total{template="code",outcome="given_up"} 1',
  );
  expect(await stateOf(contract)).toMatchObject({ status: "queued" });
  expect(await asSystem(database, oldestQueuedMail)).toEqual([
    { template: "contract-document", createdAt: start },
  ]);

  // The job that waits is the one that sends it: no second one.
  await resume(49 * HOUR);
  expect(await jobsOf(contract)).toEqual(["created"]);
  const fail = "UPDATE pgboss.job SET state = 'failed' WHERE name = 'send-mail' AND state = 'created'";
  await asSystem(database, (tx) => tx.raw(fail));
  await resume(50 * HOUR);
  expect((await jobsOf(contract)).toSorted()).toEqual(["created", "failed"]);
  await asSystem(database, (tx) => tx.raw(fail));
  await resume(7 * 24 * HOUR);
  expect(await stateOf(contract)).toMatchObject({ status: "failed" });
});
