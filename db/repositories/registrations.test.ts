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
import { insertUser } from "./users.server.ts";

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
  const email = `${emailHash}@example.com`;
  return { id, userId, kind: "new", step: "account", email, emailHash, details: "sealed", now } as const;
}

async function opened() {
  const row = begun();
  await run((tx) => openRegistration(tx, row));
  return row;
}

describe("openRegistration", () => {
  test("an address that got its login meanwhile has nothing left to register", async () => {
    const row = begun();
    const login = { displayName: "Nora", language: "en", passwordHash: null, now } as const;
    await run((tx) => insertUser(tx, { ...login, id: row.userId, email: row.email }));
    expect(await run((tx) => openRegistration(tx, row))).toBeNull();
    expect(await run((tx) => findRegistration(tx, row.id))).toBeNull();
  });

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

  test.each([
    ["account", "client", "login", "status", "done"],
    ["account", "undo", "undone"],
    ["account", "expired"],
  ] as const)("%s leaves nothing of the person at its end", async (...steps) => {
    const { id } = await opened();
    for (const [index, next] of steps.slice(1).entries())
      await run((tx) => finishStep(tx, { id, step: steps[index] ?? "account", next, now }));
    const over = await run((tx) => findRegistration(tx, id));
    expect(over).toMatchObject({ step: steps.at(-1), details: null, emailHash: null });
  });

  test("one that cannot follow is a defect of the caller", async () => {
    const { id } = await opened();
    const skip = run((tx) => finishStep(tx, { id, step: "account", next: "status", now }));
    await expect(skip).rejects.toThrow(RangeError);
  });

  test("the database refuses a finished one that still holds data", async () => {
    const { id } = await opened();
    const keep = run((tx) => tx.raw("UPDATE registrations SET step = 'done' WHERE id = $1", [id]));
    await expect(keep).rejects.toThrow(/registrations_wiped/);
  });
});

describe("replaceDetails", () => {
  test("begins again before there is a client, but not during a call, and not after", async () => {
    const { id } = await opened();
    const step = () => run((tx) => findRegistration(tx, id));
    await run((tx) => finishStep(tx, { id, step: "account", next: "client", now }));
    await run((tx) => beginStep(tx, { id, step: "client", now }));
    await run((tx) => replaceDetails(tx, { id, details: "kept", now }));
    expect(await step()).toMatchObject({ step: "client", details: "kept", stepBegunAt: now });
    await run((tx) => releaseStep(tx, { id, step: "client", now }));
    await run((tx) => replaceDetails(tx, { id, details: "new", now }));
    expect(await step()).toMatchObject({ step: "account", details: "new" });

    await run((tx) => finishStep(tx, { id, step: "account", next: "client", now }));
    const facts = { whmcsClientId: clientId };
    await run((tx) => finishStep(tx, { id, step: "client", next: "login", facts, now }));
    await run((tx) => replaceDetails(tx, { id, details: "late", now }));
    expect(await step()).toMatchObject({ step: "login", details: "new" });
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
