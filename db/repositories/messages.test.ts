import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../client.server.ts";
import { asCustomer, asSystem } from "../row-security.server.ts";
import { seedDemo } from "../seed.server.ts";
import { seedUserId } from "../seed-world.server.ts";
import { openTestDatabase } from "../testing.server.ts";
import { beginIdempotent, finishIdempotent, pruneIdempotencyKeys } from "./idempotency.server.ts";
import {
  claimMail,
  findMail,
  insertMail,
  listMail,
  markMailFailed,
  markMailSent,
  releaseMail,
} from "./mail-outbox.server.ts";
import {
  countNotifications,
  dismiss,
  insertNotification,
  listNotifications,
  markAllRead,
  markRead,
  pruneNotifications,
} from "./notifications.server.ts";
import { listUnprocessedWebhooks, markWebhookProcessed, storeWebhookEvent } from "./webhook-events.server.ts";

const now = new Date("2026-11-23T00:00:00Z");
const HOUR = 60 * 60_000;
const later = (hours: number) => new Date(now.getTime() + hours * HOUR);
const amelia = seedUserId(1001);
const hanako = seedUserId(1002);
const kenji = seedUserId(1008);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now });
});
afterAll(() => database.close());

test("the seeded notifications are those of the world", async () => {
  const count = (userId: typeof amelia, unreadOnly: boolean) =>
    asCustomer(database, userId, (tx) => countNotifications(tx, { userId, unreadOnly, now }));
  expect([await count(amelia, true), await count(amelia, false)]).toEqual([2, 3]);
  expect([await count(kenji, true), await count(kenji, false)]).toEqual([12, 12]);
  expect(await count(seedUserId(1007), true)).toBe(1);
  expect(await count(hanako, false)).toBe(0);
  const [newest] = await asCustomer(database, amelia, (tx) =>
    listNotifications(tx, { userId: amelia, limit: 1, now }),
  );
  expect(newest).toMatchObject({ type: "invoice_due", message: "Invoice 10003 is due on 28 Nov 2026." });
});

test("a notification comes once per type and source, expires after 30 days and is then pruned", async () => {
  const notice = {
    userId: hanako,
    type: "order_activated",
    title: "t",
    message: "m",
    actionUrl: null,
    actionLabel: null,
    source: "fulfilment",
    sourceId: "order-1",
    now,
  } as const;
  expect(await asSystem(database, (tx) => insertNotification(tx, notice))).toBe(true);
  expect(await asSystem(database, (tx) => insertNotification(tx, notice))).toBe(false);
  expect(await asSystem(database, (tx) => insertNotification(tx, { ...notice, type: "order_failed" }))).toBe(
    true,
  );
  const countAt = (at: Date) =>
    asCustomer(database, hanako, (tx) => countNotifications(tx, { userId: hanako, now: at }));
  expect(await countAt(later(30 * 24 - 1))).toBe(2);
  expect(await countAt(later(30 * 24))).toBe(0);
  expect(await asSystem(database, (tx) => pruneNotifications(tx, later(30 * 24)))).toBeGreaterThanOrEqual(2);
  expect(await countAt(now)).toBe(0);
});

test("reading, dismissing and paging, by their owner alone", async () => {
  const system = {
    type: "system_notice",
    title: "t",
    message: "m",
    actionUrl: null,
    actionLabel: null,
  } as const;
  const userId = seedUserId(1003);
  for (const hour of [1, 2, 3]) {
    await asSystem(database, (tx) =>
      insertNotification(tx, { ...system, userId, source: "s", sourceId: `${hour}`, now: later(hour) }),
    );
  }
  const list = (unreadOnly: boolean) =>
    asCustomer(database, userId, (tx) =>
      listNotifications(tx, { userId, unreadOnly, limit: 10, now: later(4) }),
    );
  const [third, second] = await list(false);
  if (!third || !second) throw new Error("the notifications are missing");
  expect(third.sourceId).toBe("3");

  const foreign = { id: third.id, userId: amelia, now };
  expect(await asCustomer(database, amelia, (tx) => markRead(tx, foreign))).toBe(false);
  expect(await asCustomer(database, amelia, (tx) => dismiss(tx, { ...foreign, userId }))).toBe(false);

  const own = { id: third.id, userId, now: later(5) };
  expect(await asCustomer(database, userId, (tx) => markRead(tx, own))).toBe(true);
  expect(await asCustomer(database, userId, (tx) => markRead(tx, { ...own, now: later(6) }))).toBe(true);
  expect((await list(false))[0]?.readAt).toEqual(later(5));
  expect((await list(true)).map(({ sourceId }) => sourceId)).toEqual(["2", "1"]);
  expect(await asCustomer(database, userId, (tx) => dismiss(tx, { ...own, id: second.id }))).toBe(true);
  expect((await list(false)).map(({ sourceId }) => sourceId)).toEqual(["3", "1"]);
  await asCustomer(database, userId, (tx) => markAllRead(tx, userId, later(7)));
  expect(await list(true)).toEqual([]);
  const page = await asCustomer(database, userId, (tx) =>
    listNotifications(tx, { userId, limit: 1, offset: 1, now: later(4) }),
  );
  expect(page.map(({ sourceId }) => sourceId)).toEqual(["1"]);
});

test("a webhook event is stored once and stays listed until it is processed", async () => {
  const event = { provider: "whmcs", eventId: "e1", event: "InvoicePaid", data: { invoiceid: 10003 }, now };
  expect(await asSystem(database, (tx) => storeWebhookEvent(tx, event))).toBe(true);
  expect(await asSystem(database, (tx) => storeWebhookEvent(tx, event))).toBe(false);
  expect(await asSystem(database, (tx) => storeWebhookEvent(tx, { ...event, provider: "other" }))).toBe(true);
  await asSystem(database, (tx) => markWebhookProcessed(tx, { provider: "whmcs", eventId: "e1", now }));
  const waiting = await asSystem(database, (tx) => listUnprocessedWebhooks(tx, 10));
  expect(waiting.map(({ provider, data }) => [provider, data])).toEqual([["other", { invoiceid: 10003 }]]);
});

test("an idempotency key: first, running, done, other body, free again after a failure and after 24 hours", async () => {
  const call = { userId: amelia, key: "k1", bodyHash: "a", now };
  const begin = (change: Partial<typeof call> = {}) =>
    asCustomer(database, amelia, (tx) => beginIdempotent(tx, { ...call, ...change }));

  await expect(
    asCustomer(database, amelia, async (tx) => {
      expect(await beginIdempotent(tx, call)).toEqual({ state: "first" });
      throw new Error("the act failed");
    }),
  ).rejects.toThrow("the act failed");
  expect(await begin()).toEqual({ state: "first" });
  expect(await begin()).toEqual({ state: "running" });
  expect(await begin({ bodyHash: "b" })).toEqual({ state: "other_body" });
  await asCustomer(database, amelia, (tx) =>
    finishIdempotent(tx, {
      userId: amelia,
      key: "k1",
      status: 303,
      response: { location: "/account", list: [1] },
    }),
  );
  expect(await begin({ now: later(23.9) })).toEqual({
    state: "done",
    status: 303,
    response: { location: "/account", list: [1] },
  });
  expect(await begin({ now: later(24), bodyHash: "b" })).toEqual({ state: "first" });
  expect(await begin({ now: later(24), bodyHash: "b" })).toEqual({ state: "running" });

  const other = await asCustomer(database, hanako, (tx) => beginIdempotent(tx, { ...call, userId: hanako }));
  expect(other).toEqual({ state: "first" });
  expect(await asSystem(database, (tx) => pruneIdempotencyKeys(tx, later(24)))).toBe(1);
  expect(await begin({ now: later(24), bodyHash: "b" })).toEqual({ state: "running" });
});

test("a mail is claimed by one sender at a time, and by none once it is done", async () => {
  const mail = { userId: amelia, toAddress: "amelia@example.com", subject: "件名", text: "t", html: "h" };
  const insert = () =>
    asCustomer(database, amelia, (tx) =>
      insertMail(tx, { ...mail, template: "welcome", language: "ja", now }),
    );
  const [first, second] = [await insert(), await insert()];
  const claim = (id: string, at: Date) =>
    asSystem(database, (tx) => claimMail(tx, { id, leaseMs: HOUR, now: at }));

  expect(await claim(first, now)).toMatchObject({ state: "claimed", mail: { subject: "件名", attempts: 1 } });
  expect(await claim(first, later(0.5))).toEqual({ state: "busy" });
  expect(await claim(first, later(1))).toMatchObject({ state: "claimed", mail: { attempts: 2 } });
  await asSystem(database, (tx) => releaseMail(tx, first));
  expect(await claim(first, later(1))).toMatchObject({ state: "claimed" });
  await asSystem(database, (tx) => markMailSent(tx, first, later(1)));
  expect(await claim(first, later(9))).toEqual({ state: "done" });
  expect(await asSystem(database, (tx) => findMail(tx, first))).toMatchObject({
    status: "sent",
    sentAt: later(1),
  });

  await asSystem(database, (tx) => markMailFailed(tx, second));
  expect(await claim(second, later(9))).toEqual({ state: "done" });
  expect(await claim(crypto.randomUUID(), now)).toEqual({ state: "done" });

  const listed = await asSystem(database, (tx) =>
    listMail(tx, { toAddress: "amelia@example.com", limit: 10 }),
  );
  expect(listed.map(({ id }) => id).sort()).toEqual([first, second].sort());
  expect(
    await asSystem(database, (tx) => listMail(tx, { toAddress: "nobody@example.com", limit: 10 })),
  ).toEqual([]);
});
