import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../client.server.ts";
import { asCustomer, asSystem, type SystemTx } from "../row-security.server.ts";
import { seedDemo } from "../seed.server.ts";
import { seedUserId } from "../seed-world.server.ts";
import { openTestDatabase } from "../testing.server.ts";
import {
  deleteAuthenticator,
  insertAuthenticator,
  listAuthenticators,
  listAuthenticatorSecrets,
  listAuthenticatorsUnderOtherKeys,
  renameAuthenticator,
  resealAuthenticator,
  useAuthenticatorStep,
} from "./authenticators.server.ts";
import {
  deletePasskey,
  findPasskeyByCredential,
  insertPasskey,
  listPasskeys,
  renamePasskey,
  usePasskey,
} from "./passkeys.server.ts";
import { countUnusedRecoveryCodes, replaceRecoveryCodes, useRecoveryCode } from "./recovery-codes.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const amelia = seedUserId(1001);
const hanako = seedUserId(1002);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now });
});
afterAll(() => database.close());

const system = <T>(work: (tx: SystemTx) => Promise<T>) => asSystem(database, work);

test("an authenticator takes each step once, also when asked twenty times at once", async () => {
  const id = randomUUID();
  const app = { id, userId: amelia, name: "Phone", secret: "s", keyId: "k1", lastStep: 100 };
  await system((tx) => insertAuthenticator(tx, { ...app, now }));
  const use = (step: number) => system((tx) => useAuthenticatorStep(tx, { id, step, now }));
  expect([await use(99), await use(100)]).toEqual([false, false]);
  const answers = await Promise.all(Array.from({ length: 20 }, () => use(101)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await use(102)).toBe(true);
  expect(await system((tx) => listAuthenticatorSecrets(tx, amelia))).toMatchObject([
    { ...app, lastStep: 102, lastUsedAt: now },
  ]);

  expect(await system((tx) => listAuthenticatorsUnderOtherKeys(tx, "k1"))).toEqual([]);
  expect(await system((tx) => listAuthenticatorsUnderOtherKeys(tx, "k2"))).toMatchObject([{ id }]);
  await system((tx) => resealAuthenticator(tx, id, { secret: "t", keyId: "k2" }));
  expect(await system((tx) => listAuthenticatorSecrets(tx, amelia))).toMatchObject([
    { secret: "t", keyId: "k2" },
  ]);
});

test("an authenticator is renamed and removed by its owner alone", async () => {
  const id = randomUUID();
  const app = { id, userId: hanako, name: "Phone", secret: "s", keyId: "k1", lastStep: 0 };
  await system((tx) => insertAuthenticator(tx, { ...app, now }));
  for (const userId of [amelia, hanako]) {
    const renamed = await asCustomer(database, amelia, (tx) =>
      renameAuthenticator(tx, { id, userId, name: "Stolen" }),
    );
    expect(renamed).toBe(false);
  }
  expect(await system((tx) => deleteAuthenticator(tx, { id, userId: amelia }))).toBe(false);
  const rename = { id, userId: hanako, name: "Old phone" };
  expect(await asCustomer(database, hanako, (tx) => renameAuthenticator(tx, rename))).toBe(true);
  expect(await asCustomer(database, hanako, (tx) => listAuthenticators(tx, hanako))).toEqual([
    { id, name: "Old phone", createdAt: now, lastUsedAt: null },
  ]);
  expect(await system((tx) => deleteAuthenticator(tx, { id, userId: hanako }))).toBe(true);
  expect(await system((tx) => deleteAuthenticator(tx, { id, userId: hanako }))).toBe(false);
});

test("a passkey is one customer's, and its counter moves on from where it was", async () => {
  const id = randomUUID();
  const passkey = { id, userId: amelia, name: "Laptop", credentialId: "c1", publicKey: "k", counter: 7 };
  expect(await system((tx) => insertPasskey(tx, { ...passkey, transports: ["internal"], now }))).toBe(true);
  const twin = { ...passkey, id: randomUUID(), userId: hanako, transports: [], now };
  expect(await system((tx) => insertPasskey(tx, twin))).toBe(false);
  expect(await system((tx) => findPasskeyByCredential(tx, "c1"))).toMatchObject({ userId: amelia });
  expect(await system((tx) => findPasskeyByCredential(tx, "c2"))).toBeNull();

  const use = (from: number, to: number) => system((tx) => usePasskey(tx, { id, from, to, now }));
  expect((await Promise.all([use(7, 8), use(7, 8)])).sort()).toEqual([false, true]);

  expect(await system((tx) => renamePasskey(tx, { id, userId: hanako, name: "x" }))).toBe(false);
  expect(
    await asCustomer(database, amelia, (tx) => renamePasskey(tx, { id, userId: amelia, name: "Mac" })),
  ).toBe(true);
  expect(await asCustomer(database, amelia, (tx) => listPasskeys(tx, amelia))).toMatchObject([
    { name: "Mac", lastUsedAt: now },
  ]);
  expect(await system((tx) => deletePasskey(tx, { id, userId: hanako }))).toBe(false);
  expect(await system((tx) => deletePasskey(tx, { id, userId: amelia }))).toBe(true);
});

test("a recovery code works once, for its owner, until new ones replace it", async () => {
  const replace = (hashes: string[]) =>
    system((tx) => replaceRecoveryCodes(tx, { userId: amelia, hashes, now }));
  const use = (codeHash: string, userId = amelia) =>
    system((tx) => useRecoveryCode(tx, { userId, codeHash, now }));
  const left = () => asCustomer(database, amelia, (tx) => countUnusedRecoveryCodes(tx, amelia));
  await replace(["a", "b", "c"]);
  expect(await use("a", hanako)).toBeNull();
  const answers = await Promise.all(Array.from({ length: 20 }, () => use("a")));
  expect(answers.filter((at) => at !== null)).toEqual([now]);
  expect(await left()).toBe(2);
  await replace(["d"]);
  expect([await use("b"), await left()]).toEqual([null, 1]);
});
