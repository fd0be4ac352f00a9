import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/client.server.ts";
import { findMail, insertMail } from "#db/repositories/mail-outbox.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedDemo } from "#db/seed.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { openTestDatabase } from "#db/testing.server.ts";
import type { Mailer } from "#integrations/email/mailer.ts";
import { createSmtpMailer } from "#integrations/email/smtp-mailer.ts";
import { createLogger } from "../log/logger.server.ts";
import { createMetrics } from "../metrics/metrics.server.ts";
import { deliverMail } from "./deliver-mail.server.ts";

const start = new Date("2026-11-23T00:00:00Z");
const logger = createLogger({ level: "silent" });
const userId = seedUserId(1001);

let database: Database;
let smtp: SMTPServer;
let mailer: Mailer;
let messages: string[];
/** SMTP code the server answers to a message; 250 takes it. */
let answer: number;
let clock: Date;

beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemo(database, { passwordHash: "hash", now: start });
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (answer !== 250) return done(Object.assign(new Error("refused"), { responseCode: answer }));
        messages.push(Buffer.concat(chunks).toString("utf8"));
        // Long enough for a second sender to come by.
        setTimeout(() => done(), 50);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: "Portal <no-reply@example.jp>" });
});
afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
  await database.close();
});
beforeEach(() => {
  messages = [];
  answer = 250;
  clock = start;
});

const mail = {
  userId,
  toAddress: "amelia@example.com",
  subject: "Subject",
  text: "text",
  html: "<p>text</p>",
  template: "welcome",
  language: "en",
} as const;

const insert = () => asCustomer(database, userId, (tx) => insertMail(tx, { ...mail, now: clock }));
const deliver = (id: string, keepsText = false) =>
  deliverMail({ database, mailer, logger, metrics: createMetrics(), now: () => clock, keepsText }, id);
const stateOf = (id: string) => asSystem(database, (tx) => findMail(tx, id));

test("a mail is sent once under its own id, however often its job runs", async () => {
  const id = await insert();
  await deliver(id);
  await deliver(id);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(`<${id}@example.jp>`);
  expect(await stateOf(id)).toMatchObject({ status: "sent", sentAt: start, attempts: 1, claimedUntil: null });
});

test("what was sent or refused keeps its kind, times and state, and nothing that it said", async () => {
  const sent = await insert();
  await deliver(sent);
  answer = 554;
  const refused = await insert();
  await deliver(refused);
  const nothing = { toAddress: "", subject: "", text: "", html: "", template: "welcome", userId };
  expect(await stateOf(sent)).toMatchObject({ ...nothing, status: "sent", createdAt: start });
  expect(await stateOf(refused)).toMatchObject({ ...nothing, status: "failed" });
});

test("a text that waits for another try, or that the demo shows, stays", async () => {
  answer = 451;
  const waiting = await insert();
  await deliver(waiting).catch(() => undefined);
  expect(await stateOf(waiting)).toMatchObject(mail);
  answer = 250;
  const shown = await insert();
  await deliver(shown, true);
  expect(await stateOf(shown)).toMatchObject({ ...mail, status: "sent" });
});

test("two jobs at the same moment send one mail", async () => {
  const id = await insert();
  await Promise.allSettled([deliver(id), deliver(id), deliver(id)]);
  expect(messages).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ status: "sent" });
});

test("a server that is busy leaves the mail queued for the next try", async () => {
  const id = await insert();
  answer = 451;
  await expect(deliver(id)).rejects.toMatchObject({ reason: "MAIL_UNAVAILABLE" });
  expect(await stateOf(id)).toMatchObject({ status: "queued", claimedUntil: null });
  answer = 250;
  await deliver(id);
  expect(await stateOf(id)).toMatchObject({ status: "sent", attempts: 2 });
});

test("a refusal is final: the mail has failed and its job ends", async () => {
  const id = await insert();
  answer = 554;
  await deliver(id);
  expect(await stateOf(id)).toMatchObject({ status: "failed" });
  answer = 250;
  await deliver(id);
  expect(messages).toEqual([]);
});

test("a sender that died in the middle delays the mail and does not lose it", async () => {
  const id = await insert();
  await asSystem(database, (tx) =>
    tx.raw("UPDATE mail_outbox SET claimed_until = $1 WHERE id = $2", [
      new Date(start.getTime() + 60_000),
      id,
    ]),
  );
  await expect(deliver(id)).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(messages).toEqual([]);
  clock = new Date(start.getTime() + 60_000);
  await deliver(id);
  expect(messages).toHaveLength(1);
});

test("an id without a mail does nothing", async () => {
  await deliver(crypto.randomUUID());
  expect(messages).toEqual([]);
});

test("a code that nobody can use any more is not sent, and its text is gone", async () => {
  const id = await asCustomer(database, userId, (tx) =>
    insertMail(tx, { ...mail, template: "code", now: start }),
  );
  clock = new Date(start.getTime() + 10 * 60_000);
  await deliver(id);
  expect(messages).toEqual([]);
  expect(await stateOf(id)).toMatchObject({ status: "failed", text: "" });
});
