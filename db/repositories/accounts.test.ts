import { afterAll, beforeAll, expect, test } from "vitest";
import fc from "fast-check";
import { UserIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { Database } from "../client.server.ts";
import { asCustomer, asSystem } from "../row-security.server.ts";
import { seedDemo } from "../seed.server.ts";
import { seedUserId } from "../seed-world.server.ts";
import { openTestDatabase } from "../testing.server.ts";
import { listAuditEvents, recordAuditEvent } from "./audit.server.ts";
import {
  findMapping,
  findMappingByAccount,
  findMappingByClient,
  insertMapping,
} from "./id-mappings.server.ts";
import { findKnownDevice, forgetDevices, listKnownDevices, rememberDevice } from "./known-devices.server.ts";
import {
  endSessionFamilies,
  endSessionFamily,
  insertSessionFamily,
  listSessionFamilies,
  touchSessionFamily,
} from "./sessions.server.ts";
import {
  findPasswordHash,
  findUser,
  findUserByEmail,
  foldEmail,
  insertUser,
  recordSignIn,
  setPasswordHash,
  setPreferences,
} from "./users.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const amelia = seedUserId(1001);
const hanako = seedUserId(1002);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "seed-hash", now });
  await seedDemo(database, { passwordHash: "another", now });
});
afterAll(() => database.close());

test("the seed holds the nine users with their mappings and stays as it is when run again", async () => {
  const { rows } = await asSystem(database, (tx) =>
    tx.raw("SELECT count(*)::int AS users, count(DISTINCT password_hash)::int AS hashes FROM users"),
  );
  expect(rows).toEqual([{ users: 9, hashes: 1 }]);
  const mapping = await asCustomer(database, seedUserId(1008), (tx) => findMapping(tx, seedUserId(1008)));
  expect(mapping).toEqual({
    userId: "00000000-0000-4000-8000-000000001008",
    whmcsClientId: 1008,
    whmcsUserId: 6008,
    sfAccountId: "0015h0000000008AAA",
    sfContactId: "0035h0000000008AAA",
  });
  const hostile = await asSystem(database, (tx) => findUserByEmail(tx, "hostile@example.com"));
  expect(hostile?.displayName).toBe('<b>Rob</b>\u202Eegnaro" OR 1=1 --');
});

test("an address is one user in any spelling, and a second registration is refused", async () => {
  const twin = {
    id: UserIdSchema.parse(crypto.randomUUID()),
    email: " AMELIA@Example.com",
    displayName: "Twin",
    language: "en",
    passwordHash: null,
    now,
  } as const;
  expect(await asSystem(database, (tx) => insertUser(tx, twin))).toBe(false);
  const found = await asSystem(database, (tx) => findUserByEmail(tx, "ａｍｅｌｉａ@example.com"));
  expect(found?.id).toBe(amelia);
});

test("folding an address twice changes nothing more", () => {
  fc.assert(fc.property(fc.emailAddress(), (email) => foldEmail(foldEmail(email)) === foldEmail(email)));
});

test("a client or account belongs to one user and leads back to it", async () => {
  const taken = {
    userId: seedUserId(1004),
    whmcsClientId: WhmcsClientIdSchema.parse(1001),
    whmcsUserId: null,
    sfAccountId: null,
    sfContactId: null,
  };
  expect(await asSystem(database, (tx) => insertMapping(tx, taken, now))).toBe(false);
  const byClient = await asSystem(database, (tx) => findMappingByClient(tx, WhmcsClientIdSchema.parse(1001)));
  const byAccount = await asSystem(database, (tx) => findMappingByAccount(tx, "0015h0000000001AAA"));
  expect(byClient).toEqual(byAccount);
  expect(byClient?.userId).toBe(amelia);
  expect(await asSystem(database, (tx) => findMappingByAccount(tx, "0015h0000000099AAA"))).toBeNull();
});

test("password, sign-in time and preferences", async () => {
  await asSystem(database, async (tx) => {
    await setPasswordHash(tx, { id: amelia, passwordHash: "new", now: later(1) });
    await recordSignIn(tx, amelia, later(2));
  });
  await asCustomer(database, amelia, (tx) =>
    setPreferences(tx, { id: amelia, language: "ja", theme: "dark", now: later(3) }),
  );
  expect(await asSystem(database, (tx) => findPasswordHash(tx, amelia))).toBe("new");
  expect(await asSystem(database, (tx) => findPasswordHash(tx, hanako))).toBe("seed-hash");
  expect(await asCustomer(database, amelia, (tx) => findUser(tx, amelia))).toMatchObject({
    language: "ja",
    theme: "dark",
    lastSignInAt: later(2),
    updatedAt: later(3),
  });
});

test("signed-in devices: listed by last use, ended once, and only by their owner", async () => {
  const family = {
    userId: amelia,
    remember: true,
    device: "Firefox on Linux",
    ip: "192.0.2.1",
    deviceHash: null,
  };
  await asSystem(database, async (tx) => {
    for (const [id, minutes] of [
      ["s1", 60],
      ["s2", 60],
      ["s3", 60],
      ["expired", -1],
    ] as const) {
      await insertSessionFamily(tx, { ...family, id, expiresAt: later(minutes), now });
    }
    await touchSessionFamily(tx, "s2", later(5));
  });
  const ids = () =>
    asCustomer(database, amelia, async (tx) =>
      (await listSessionFamilies(tx, amelia, now)).map(({ id }) => id),
    );
  expect(await ids()).toEqual(["s2", "s1", "s3"]);

  const end = { id: "s1", userId: amelia, reason: "revoked", now } as const;
  expect(await asCustomer(database, hanako, (tx) => endSessionFamily(tx, { ...end, userId: hanako }))).toBe(
    false,
  );
  expect(await asCustomer(database, hanako, (tx) => endSessionFamily(tx, end))).toBe(false);
  expect(await asCustomer(database, amelia, (tx) => endSessionFamily(tx, end))).toBe(true);
  expect(await asCustomer(database, amelia, (tx) => endSessionFamily(tx, end))).toBe(false);

  const all = { userId: amelia, except: "s2", reason: "password_changed", now } as const;
  const ended = await asCustomer(database, amelia, (tx) => endSessionFamilies(tx, all));
  expect(ended.sort()).toEqual(["expired", "s3"]);
  expect(await ids()).toEqual(["s2"]);
});

test("a device is new once, keeps its trust until it is forgotten", async () => {
  const sighting = { userId: hanako, deviceHash: "h1", device: "Safari on iPhone", now };
  const key = { userId: hanako, deviceHash: "h1" };
  expect(await asSystem(database, (tx) => rememberDevice(tx, { ...sighting, trustedUntil: later(60) }))).toBe(
    true,
  );
  expect(await asSystem(database, (tx) => rememberDevice(tx, { ...sighting, now: later(1) }))).toBe(false);
  expect(await asSystem(database, (tx) => findKnownDevice(tx, key))).toMatchObject({
    firstSeenAt: now,
    lastSeenAt: later(1),
    trustedUntil: later(60),
  });
  await asCustomer(database, amelia, (tx) => forgetDevices(tx, hanako));
  expect(await asCustomer(database, hanako, (tx) => listKnownDevices(tx, hanako))).toHaveLength(1);
  await asCustomer(database, hanako, (tx) => forgetDevices(tx, hanako));
  expect(await asSystem(database, (tx) => findKnownDevice(tx, key))).toBeNull();
});

test("audit events come newest first and page", async () => {
  await asCustomer(database, amelia, async (tx) => {
    for (const minutes of [1, 2, 3]) {
      await recordAuditEvent(tx, {
        userId: amelia,
        type: minutes === 3 ? "session.ended" : "sign_in.succeeded",
        at: later(minutes),
        detail: { minutes },
      });
    }
  });
  await asSystem(database, (tx) => recordAuditEvent(tx, { userId: null, type: "sign_in.failed", at: now }));
  const page = (offset: number) =>
    asCustomer(database, amelia, (tx) => listAuditEvents(tx, { userId: amelia, limit: 2, offset }));
  expect((await page(0)).map(({ type, detail }) => [type, detail.minutes])).toEqual([
    ["session.ended", 3],
    ["sign_in.succeeded", 2],
  ]);
  expect((await page(2)).map(({ detail }) => detail.minutes)).toEqual([1]);
});
