import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertEmailChange, isEmailUnsynced } from "#db/repositories/email-changes.server.ts";
import { setEmail } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { AccountIdSchema, ContactIdSchema } from "#domain/shared/salesforce-ids.ts";
import { benchEngine } from "~/platform/process/engine.testing.ts";
import { killAtEachPoint } from "~/platform/process/kills.testing.ts";
import { startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import type { Services } from "~/services.ts";
import { adoptEmailSyncs, startSyncEmail, syncEmail } from "./sync-email.server.ts";

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.control("POST", "/reset");
  deps = bench.freshDeps();
});

const MINUTE = 60_000;
const amelia = seedUserId(1001);
const clientId = WhmcsClientIdSchema.parse(1001);
const accountId = AccountIdSchema.parse("0015h0000000001AAA");
const contactId = ContactIdSchema.parse("0035h0000000001AAA");
const system = <T>(work: (tx: SystemTx) => Promise<T>) => asSystem(bench.database, work);
const newEmail = () => `${randomUUID()}@example.net`;
const known = async () => [
  (await deps.whmcs.getClient({ clientId })).email,
  (await deps.salesforce.getContact({ accountId, contactId })).email,
];
const find = () => system((tx) => deps.processes.find(tx, syncEmail.name, amelia));
const mapContact = (id: string) =>
  system((tx) => tx.raw("UPDATE id_mappings SET sf_contact_id = $2 WHERE user_id = $1", [amelia, id]));
const isDue = () => system((tx) => isEmailUnsynced(tx, amelia));

async function writeChange(tx: SystemTx, email: string): Promise<void> {
  const now = deps.now();
  await setEmail(tx, { id: amelia, email, now });
  await insertEmailChange(tx, {
    id: randomUUID(),
    userId: amelia,
    oldEmail: "old@example.com",
    newEmail: email,
    undoHash: randomUUID(),
    changedAt: now,
    undoUntil: now,
  });
}
const change = (email: string, services = deps) =>
  system(async (tx) => {
    await writeChange(tx, email);
    await startSyncEmail(services, tx, amelia);
  });

describe("a change of the address on its way", () => {
  test("arrives everywhere, wherever its holder dies", { timeout: 120_000 }, async () => {
    let email = "";
    const points = await killAtEachPoint({
      database: bench.database,
      wait: bench.wait,
      engine: (database) =>
        benchEngine({ database, definitions: [syncEmail], services: { ...deps, database }, now: deps.now }),
      async begin(processes) {
        email = newEmail();
        await change(email, { ...deps, processes });
        return (await find())?.id ?? "";
      },
      async check(row, point) {
        expect([row.state, await isDue(), await known()], `${point.when} ${point.n}`).toEqual([
          "done",
          false,
          [email, email],
        ]);
      },
    });
    expect(points).toBeGreaterThan(10);
  });

  test("is overtaken by a later one: that is what both systems have in the end", async () => {
    await bench.control("POST", "/faults", { action: "UpdateClient", kind: "slow", delayMs: 500, times: 1 });
    await change(newEmail());
    const first = deps.processes.runDue();
    await expect.poll(() => bench.calls("UpdateClient").then((calls) => calls.length)).toBe(1);
    bench.wait(1_000);
    const later = newEmail();
    await change(later);
    await first;
    bench.wait(2 * MINUTE);
    await deps.processes.runDue();
    expect([(await find())?.state, await isDue(), await known()]).toEqual(["done", false, [later, later]]);
  });

  test("that was refused makes way for a later one", async () => {
    await mapContact("0035h0000000099AAA");
    await change(newEmail());
    await deps.processes.runDue();
    expect(await find()).toMatchObject({ state: "parked", step: "contact" });
    await mapContact(contactId);
    bench.wait(1_000);
    const later = newEmail();
    await change(later);
    await deps.processes.runDue();
    expect([(await find())?.state, await known()]).toEqual(["done", [later, later]]);
  });
});

test("changes of before the processes are taken up once, each by the job of its person", async () => {
  const email = newEmail();
  await system((tx) => writeChange(tx, email));
  await adoptEmailSyncs(deps);
  await adoptEmailSyncs(deps);
  expect(await bench.waitingJobs("sync-email")).toEqual([{ userId: amelia }]);
  await system((tx) => startSyncEmail(deps, tx, amelia));
  await system((tx) => tx.raw("DELETE FROM pgboss.job"));
  await adoptEmailSyncs(deps);
  expect(await bench.waitingJobs("sync-email")).toEqual([]);
  await deps.processes.runDue();
  expect([await isDue(), await known()]).toEqual([false, [email, email]]);
  await adoptEmailSyncs(deps);
  expect(await bench.waitingJobs("sync-email")).toEqual([]);
});
