import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createOutboxOnlyMailer } from "./outbox-only-mailer.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";

const from = "Mihon Telecom <no-reply@example.jp>";
const mail = {
  to: "hanako@example.jp",
  subject: "ご注文の確認",
  text: "本文です。",
  html: "<p>本文です。</p>",
  id: "7d3b4c1e-0000-4000-8000-000000000001",
};
const timeouts = { connectMs: 300, silenceMs: 300 };

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Taken = { from: string; to: string[]; raw: string };

async function startServer(options: SMTPServerOptions = {}): Promise<{ url: string; taken: Taken[] }> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const sender = session.envelope.mailFrom;
        taken.push({
          from: sender ? sender.address : "",
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString("utf8"),
        });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, taken };
}

function mailerFor(url: string) {
  const mailer = createSmtpMailer({ url, from, timeouts });
  closers.push(() => mailer.close());
  return mailer;
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

test("hands a mail over with sender, recipient, both bodies and the same Message-ID for every attempt", async () => {
  const { url, taken } = await startServer();
  const mailer = mailerFor(url);
  await mailer.send(mail);
  await mailer.send(mail);
  expect(taken).toHaveLength(2);
  for (const { from: sender, to, raw } of taken) {
    expect([sender, to]).toEqual(["no-reply@example.jp", ["hanako@example.jp"]]);
    expect(raw).toContain(`Message-ID: <${mail.id}@example.jp>`);
    expect(raw).toContain("Auto-Submitted: auto-generated");
    expect(raw).toMatch(/From: Mihon Telecom <no-reply@example\.jp>/);
    expect(raw).toContain("text/plain");
    expect(raw).toContain("text/html");
  }
});

test("a line break in a subject starts no header of its own", async () => {
  const { url, taken } = await startServer();
  await mailerFor(url).send({ ...mail, subject: "Hello\r\nBcc: spy@example.com" });
  expect(taken[0]?.to).toEqual(["hanako@example.jp"]);
  expect(taken[0]?.raw).not.toMatch(/^Bcc:/m);
});

test.each([
  [550, "provider_rejected", "MAIL_REFUSED"],
  [552, "provider_rejected", "MAIL_REFUSED"],
  [421, "provider_unavailable", "MAIL_UNAVAILABLE"],
  [450, "provider_unavailable", "MAIL_UNAVAILABLE"],
])("a %i for the recipient is %s, and the address stays out of the error", async (smtp, code, reason) => {
  const { url } = await startServer({
    onRcptTo: ({ address }, _session, done) => done(refusal(smtp, `no ${address}`)),
  });
  const error: unknown = await mailerFor(url)
    .send(mail)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, reason, facts: { smtp } });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("hanako");
});

test("a refused message is final, a refused login is not: that is our configuration", async () => {
  const refusing = await startServer({
    onData: (stream, _session, done) => stream.resume().on("end", () => done(refusal(554, "spam"))),
  });
  await expect(mailerFor(refusing.url).send(mail)).rejects.toMatchObject({ reason: "MAIL_REFUSED" });

  const guarded = await startServer({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(refusal(535, "wrong password")),
  });
  const url = guarded.url.replace("smtp://", "smtp://user:wrong@");
  await expect(mailerFor(url).send(mail)).rejects.toMatchObject({ reason: "MAIL_UNAVAILABLE" });
});

test("a server that is not there, or takes the connection and says nothing, is unavailable within the time limit", async () => {
  await expect(mailerFor("smtp://127.0.0.1:9").send(mail)).rejects.toMatchObject({
    reason: "MAIL_UNAVAILABLE",
  });

  const sockets: Socket[] = [];
  const silent: Server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  closers.push(
    () => silent.close(),
    () => sockets.forEach((socket) => socket.destroy()),
  );
  const { port } = silent.address() as AddressInfo;
  await expect(mailerFor(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toMatchObject({
    code: "provider_unavailable",
    reason: "MAIL_UNAVAILABLE",
  });
});

test("without a recipient nothing is sent and nothing will be", async () => {
  const { url, taken } = await startServer();
  await expect(mailerFor(url).send({ ...mail, to: "" })).rejects.toMatchObject({ reason: "MAIL_REFUSED" });
  expect(taken).toEqual([]);
});

test("the demo's mailer takes every mail", async () => {
  await expect(createOutboxOnlyMailer().send(mail)).resolves.toBeUndefined();
});
