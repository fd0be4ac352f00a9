import { afterAll, beforeAll, expect, test } from "vitest";
import { listMail } from "#db/repositories/mail-outbox.server.ts";
import { insertUser } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import type { Database } from "#db/client.server.ts";
import { UserIdSchema } from "#domain/shared/ids.ts";
import { CompanySchema, demoCompany } from "~/platform/config/company.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createQueue, type Queue } from "~/platform/queue/queue.server.ts";
import { mailNewDevice } from "./mail-new-device.server.ts";

const at = new Date("2026-11-23T16:49:00Z");
const user = {
  id: UserIdSchema.parse("00000000-0000-4000-8000-000000001002"),
  email: "hanako@example.jp",
  displayName: "髙橋 花子",
  language: "ja" as const,
};

let database: Database;
let queue: Queue;

beforeAll(async () => {
  database = await openTestDatabase();
  queue = createQueue({ database, logger: createLogger({ level: "silent" }) });
  await queue.start();
  await asSystem(database, (tx) => insertUser(tx, { ...user, passwordHash: null, now: at }));
});

afterAll(async () => {
  await queue.stop();
  await database.close();
});

const news = () => ({
  queue,
  user,
  device: "Safari, iPhone",
  at,
  origin: "https://portal.example.jp",
  company: CompanySchema.parse(demoCompany),
});

const written = () =>
  asSystem(database, async (tx) => {
    const { rows } = await tx.raw("select data from pgboss.job where name = 'send-mail'");
    return { mails: await listMail(tx, { limit: 10 }), jobs: rows };
  });

test("the mail is written for its owner, in their language, with the job that sends it", async () => {
  await asSystem(database, (tx) => mailNewDevice(tx, news()));
  const { mails, jobs } = await written();
  const [mail] = mails;
  expect(mails).toHaveLength(1);
  expect(mail).toMatchObject({ userId: user.id, toAddress: user.email, language: "ja", status: "queued" });
  expect(mail?.text).toContain("端末：Safari, iPhone");
  expect(jobs).toEqual([{ data: { mailId: mail?.id } }]);
});

test("neither is left of a sign-in that was rolled back", async () => {
  const before = await written();
  const failing = asSystem(database, async (tx) => {
    await mailNewDevice(tx, news());
    throw new Error("the sign-in failed after all");
  });
  await expect(failing).rejects.toThrow("after all");
  expect(await written()).toEqual(before);
});
