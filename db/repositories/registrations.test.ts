import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { Database } from "../client.server.ts";
import { asSystem, type SystemTx } from "../row-security.server.ts";
import { openTestDatabase } from "../testing.server.ts";
import {
  beginStep,
  expireRegistrations,
  findOpenRegistration,
  findRegistration,
  finishStep,
  forgetRegistration,
  listUnfinished,
  openRegistration,
  releaseStep,
  replaceDetails,
} from "./registrations.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const clientId = WhmcsClientIdSchema.parse(3001);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const run = <T>(work: (tx: SystemTx) => Promise<T>) => asSystem(database, work);

function begun(emailHash = randomUUID()) {
  const id = randomUUID();
  const userId = UserIdSchema.parse(randomUUID());
  return { id, userId, kind: "new", step: "account", emailHash, details: "sealed", now } as const;
}

async function opened() {
  const row = begun();
  await run((tx) => openRegistration(tx, row));
  return row;
}

describe("openRegistration", () => {
  test("one address has one unfinished registration, however many begin at once", async () => {
    const emailHash = randomUUID();
    const rows = await Promise.all(
      Array.from({ length: 8 }, () => run((tx) => openRegistration(tx, begun(emailHash)))),
    );
    expect(new Set(rows.map((row) => row?.id)).size).toBe(1);
  });

  test("a finished one makes room, and is not opened again by its own id", async () => {
    const row = await opened();
    await run((tx) => finishStep(tx, { id: row.id, step: "account", next: "expired", now }));
    expect(await run((tx) => openRegistration(tx, row))).toBeNull();
    const next = { ...begun(row.emailHash), userId: UserIdSchema.parse(randomUUID()) };
    expect(await run((tx) => openRegistration(tx, next))).toMatchObject({ id: next.id });
  });
});

describe("steps", () => {
  test("one caller finishes a step; what it has learnt is kept", async () => {
    const { id } = await opened();
    const finish = { id, step: "account", next: "client", facts: { customerNumber: "CN-1" }, now } as const;
    const results = await Promise.all([1, 2, 3].map(() => run((tx) => finishStep(tx, finish))));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await run((tx) => findRegistration(tx, id))).toMatchObject({
      step: "client",
      customerNumber: "CN-1",
      stepBegunAt: null,
    });
  });

  test("a call without an answer keeps others from making it until it must be over", async () => {
    const { id } = await opened();
    const begin = (at: Date) =>
      run((tx) =>
        beginStep(tx, { id, step: "account", quietSince: new Date(at.getTime() - 45_000), now: at }),
      );
    const first = await Promise.all([begin(now), begin(now), begin(now)]);
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await begin(later(44_000))).toBe(false);
    expect(await begin(later(45_000))).toBe(true);
    await run((tx) => releaseStep(tx, { id, step: "account", now }));
    expect(await begin(later(45_001))).toBe(true);
    expect(await run((tx) => beginStep(tx, { id, step: "client", now }))).toBe(false);
  });

  test.each(["done", "undone", "expired"] as const)("%s leaves nothing of the person", async (next) => {
    const row = await opened();
    await run((tx) => finishStep(tx, { id: row.id, step: "account", next, now }));
    const over = await run((tx) => findRegistration(tx, row.id));
    expect(over).toMatchObject({ step: next, details: null, emailHash: null });
    expect(JSON.stringify(over)).not.toMatch(/sealed/);
  });

  test("the database refuses a finished one that still holds data", async () => {
    const { id } = await opened();
    const keep = run((tx) => tx.raw("UPDATE registrations SET step = 'done' WHERE id = $1", [id]));
    await expect(keep).rejects.toThrow(/registrations_wiped/);
  });
});

describe("replaceDetails", () => {
  test("begins again before there is a client, and not after", async () => {
    const { id } = await opened();
    await run((tx) => finishStep(tx, { id, step: "account", next: "client", now }));
    await run((tx) => replaceDetails(tx, { id, details: "kept", restart: false, now }));
    expect(await run((tx) => findRegistration(tx, id))).toMatchObject({ step: "client", details: "kept" });
    await run((tx) => replaceDetails(tx, { id, details: "new", restart: true, now }));
    expect(await run((tx) => findRegistration(tx, id))).toMatchObject({ step: "account", details: "new" });

    await run((tx) => finishStep(tx, { id, step: "account", next: "client", now }));
    const facts = { whmcsClientId: clientId };
    await run((tx) => finishStep(tx, { id, step: "client", next: "login", facts, now }));
    await run((tx) => replaceDetails(tx, { id, details: "late", restart: true, now }));
    expect(await run((tx) => findRegistration(tx, id))).toMatchObject({ step: "login", details: "new" });
  });
});

test("lists what nobody has touched, and expires what is too old", async () => {
  await run((tx) => tx.raw("DELETE FROM registrations"));
  const old = await opened();
  const fresh = { ...begun(), now: later(10) };
  await run((tx) => openRegistration(tx, fresh));
  const listed = await run((tx) => listUnfinished(tx, { untouchedSince: now, limit: 10 }));
  expect(listed.map(({ id }) => id)).toEqual([old.id]);
  expect(await run((tx) => expireRegistrations(tx, now, now))).toEqual([old.id]);
  expect(await run((tx) => expireRegistrations(tx, now, now))).toEqual([]);
  expect(await run((tx) => findOpenRegistration(tx, old.emailHash))).toBeNull();
  await run((tx) => forgetRegistration(tx, { id: fresh.id, step: "account" }));
  expect(await run((tx) => findRegistration(tx, fresh.id))).toBeNull();
});
