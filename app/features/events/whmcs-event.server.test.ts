import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { InvoiceIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { JPY } from "#domain/shared/money.ts";
import type { BillingHint } from "#domain/shared/whmcs-hooks.ts";
import { readInvoice, readInvoices } from "~/features/billing/reads.server.ts";
import { readPayMethods } from "~/features/billing/read-pay-methods.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { applyWhmcsEvent } from "./apply-whmcs-event.server.ts";
import { receiveWhmcsEvent, type SignedMessage } from "./receive-whmcs-event.server.ts";

const late: Owner = { userId: seedUserId(1005), clientId: WhmcsClientIdSchema.parse(1005) };
const other: Owner = { userId: seedUserId(1001), clientId: WhmcsClientIdSchema.parse(1001) };
const invoiceId = InvoiceIdSchema.parse(10506);

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

const stored = async () => {
  const { rows } = await asSystem(bench.database, (tx) =>
    tx.raw("SELECT provider, event_id, event, data, processed_at FROM webhook_events ORDER BY received_at"),
  );
  return rows.map(({ processed_at, ...row }) => ({
    ...row,
    processedAt: processed_at === null ? null : new Date(processed_at as string | Date),
  }));
};
const jobs = () => bench.waitingJobs("apply-whmcs-event");

type Envelope = { id?: unknown; event?: unknown; occurredAt?: unknown; data?: unknown };
const envelope = (change: Envelope = {}) =>
  JSON.stringify({
    id: "3f0c6a52-6a1e-4a55-9d0e-0d7c3f6f2b11",
    event: "InvoicePaid",
    occurredAt: "2026-11-23T14:05:00+09:00",
    data: { invoiceid: 10506 },
    ...change,
  });

const seconds = START.getTime() / 1000;
function signed(body: string, { at = seconds, secret = deps.webhookSecret } = {}): SignedMessage {
  const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  return { body, timestamp: String(at), signature: `sha256=${signature}` };
}

describe("a message", () => {
  test("is stored once with the job that acts on it, however often and however parallel it comes", async () => {
    const message = signed(envelope());
    expect(await receiveWhmcsEvent(deps, message)).toEqual({ isNew: true });
    const repeats = await Promise.all([1, 2, 3].map(() => receiveWhmcsEvent(deps, message)));
    expect(repeats).toEqual([{ isNew: false }, { isNew: false }, { isNew: false }]);
    expect(await stored()).toMatchObject([{ provider: "whmcs", event: "InvoicePaid", processedAt: null }]);
    const hint = { clientId: null, userId: null, invoiceId: 10506, serviceId: null };
    expect(await jobs()).toEqual([{ eventId: "3f0c6a52-6a1e-4a55-9d0e-0d7c3f6f2b11", hint }]);
  });

  test("leaves nothing but ids: names, addresses and passwords in it are dropped", async () => {
    const data = { userid: "1005", firstname: "Liam", email: "late@example.com", password: "hunter2" };
    await receiveWhmcsEvent(deps, signed(envelope({ event: "ClientEdit", data })));
    const kept = JSON.stringify([await stored(), await jobs()]);
    expect(kept).toContain("1005");
    expect(kept).not.toMatch(/Liam|late@|hunter2/);
  });

  test("of an event nobody knows is taken: it does no harm", async () => {
    expect(await receiveWhmcsEvent(deps, signed(envelope({ event: "SomethingNew", data: {} })))).toEqual({
      isNew: true,
    });
  });

  test.each([-300, 300])("%i seconds off our clock is still taken", async (off) => {
    expect(await receiveWhmcsEvent(deps, signed(envelope(), { at: seconds + off }))).toEqual({ isNew: true });
  });

  test.each<[string, (message: SignedMessage) => SignedMessage]>([
    ["without a signature", (message) => ({ ...message, signature: null })],
    ["without a timestamp", (message) => ({ ...message, timestamp: null })],
    ["with an empty signature", (message) => ({ ...message, signature: "" })],
    ["with the bare digest", (message) => ({ ...message, signature: message.signature?.slice(7) ?? null })],
    ["with another body", (message) => ({ ...message, body: message.body.replace("10506", "10505") })],
    ["with a space more", (message) => ({ ...message, body: `${message.body} ` })],
    ["with a fresher timestamp", (message) => ({ ...message, timestamp: String(seconds + 1) })],
    ["with a timestamp that is no number", (message) => ({ ...message, timestamp: "now" })],
    [
      "signed with another secret",
      ({ body }) => signed(body, { secret: "another webhook secret, 32 characters" }),
    ],
    ["that is too old", ({ body }) => signed(body, { at: seconds - 301 })],
    ["from the future", ({ body }) => signed(body, { at: seconds + 301 })],
    ["in milliseconds", ({ body }) => signed(body, { at: seconds * 1000 })],
  ])("%s is refused and leaves nothing", async (_, change) => {
    await expect(receiveWhmcsEvent(deps, change(signed(envelope())))).rejects.toMatchObject({
      code: "forbidden",
      reason: "FORBIDDEN",
    });
    expect([await stored(), await jobs()]).toEqual([[], []]);
  });

  test.each([
    ["no JSON", "{"],
    ["a text", '"x"'],
    ["a list", "[]"],
    ["no id", envelope({ id: undefined })],
    ["an id that is none", envelope({ id: "1" })],
    ["no event", envelope({ event: "" })],
    ["an event of any length", envelope({ event: "x".repeat(101) })],
    ["a time that is none", envelope({ occurredAt: "yesterday" })],
    ["no data", envelope({ data: null })],
  ])("%s is no envelope", async (_, body) => {
    await expect(receiveWhmcsEvent(deps, signed(body))).rejects.toMatchObject({ code: "invalid_input" });
    expect([await stored(), await jobs()]).toEqual([[], []]);
  });
});

describe("the job", () => {
  const nothing: BillingHint = { clientId: null, userId: null, invoiceId: null, serviceId: null };
  const apply = (hint: Partial<BillingHint>, eventId = "3f0c6a52-6a1e-4a55-9d0e-0d7c3f6f2b11") =>
    applyWhmcsEvent(deps, { eventId, hint: { ...nothing, ...hint } });

  async function readAll(owner: Owner) {
    await readInvoices(deps, owner);
    await readPayMethods(deps, owner);
  }
  async function countCalls(work: () => Promise<unknown>) {
    await bench.control("DELETE", "/calls");
    await work();
    const { byAction } = await bench.control<{ byAction: Record<string, number> }>("GET", "/calls");
    return byAction;
  }

  test("of a message about an invoice has its list and itself read again, and nobody else's", async () => {
    await readAll(late);
    await readAll(other);
    await readInvoice(deps, late, { invoiceId, currency: JPY });
    await receiveWhmcsEvent(deps, signed(envelope()));
    await apply({ invoiceId });
    const again = await countCalls(async () => {
      await readAll(late);
      await readInvoice(deps, late, { invoiceId, currency: JPY });
    });
    expect(again).toEqual({ GetClientsDetails: 1, GetInvoices: 1, GetPayMethods: 1, GetInvoice: 1 });
    expect(await countCalls(() => readAll(other))).toEqual({});
    expect(await stored()).toMatchObject([{ processedAt: START }]);
  });

  test("shows what has changed meanwhile", async () => {
    await bench.control("POST", "/reset");
    const statusOf = async () =>
      (await readInvoices(deps, late)).value.rows.find((invoice) => invoice.id === invoiceId)?.status;
    expect(await statusOf()).toBe("unpaid");
    await pay(3478);
    expect(await statusOf()).toBe("unpaid");
    await apply({ invoiceId });
    expect(await statusOf()).toBe("paid");
  });

  test("that never came leaves a paid invoice payable for seconds, not minutes", async () => {
    await bench.control("POST", "/reset");
    const open = async () =>
      (await readInvoice(deps, late, { invoiceId, currency: JPY })).value.balance.minor;
    expect(await open()).toBe(3478);
    await pay(3478);
    bench.wait(10_000);
    expect(await open()).toBe(0);
  });

  test("of a message about a client needs no question to the billing system", async () => {
    await readAll(late);
    expect(await countCalls(() => apply({ clientId: late.clientId }))).toEqual({});
    expect(await countCalls(() => readAll(late))).toEqual({
      GetClientsDetails: 1,
      GetInvoices: 1,
      GetPayMethods: 1,
    });
  });

  test("of an invoice that is gone is done all the same", async () => {
    await receiveWhmcsEvent(deps, signed(envelope()));
    await apply({ invoiceId: InvoiceIdSchema.parse(99_999) });
    expect(await stored()).toMatchObject([{ processedAt: START }]);
  });

  test("is not done, and so tried again, while the billing system does not answer", async () => {
    await receiveWhmcsEvent(deps, signed(envelope()));
    await bench.control("POST", "/faults", { action: "GetInvoice", kind: "http_503" });
    await expect(apply({ invoiceId })).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(await stored()).toMatchObject([{ processedAt: null }]);
  });

  test("repeated does no harm", async () => {
    await apply({ invoiceId });
    await apply({ invoiceId });
    expect((await readInvoices(deps, late)).value.rows).toHaveLength(6);
  });
});

test("what the billing system signs and sends is understood", async () => {
  const received: unknown[] = [];
  const real = { ...deps, now: () => new Date() };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { "x-portal-timestamp": timestamp, "x-portal-signature": signature } = request.headers;
      receiveWhmcsEvent(real, { body, timestamp: String(timestamp), signature: String(signature) })
        .then((answer) => received.push(answer))
        .catch((error: unknown) => received.push(error))
        .finally(() => response.end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const target = { url: `http://127.0.0.1:${port}/webhooks/whmcs`, secret: deps.webhookSecret };
    await bench.control("POST", "/reset");
    await bench.control("POST", "/hooks/target", target);
    await pay(3478);
    await expect.poll(() => received.length, { timeout: 5000 }).toBeGreaterThan(0);
    expect(received).toEqual(received.map(() => ({ isNew: true })));
    const hints = (await jobs()) as { hint: BillingHint }[];
    expect(hints.map(({ hint }) => hint.invoiceId)).toContain(10506);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Somebody pays at the billing site. */
async function pay(amount: number): Promise<void> {
  const response = await fetch(`${bench.sandbox.url}/includes/api.php`, {
    method: "POST",
    body: new URLSearchParams({
      action: "AddInvoicePayment",
      identifier: bench.sandbox.identifier,
      secret: bench.sandbox.secret,
      responsetype: "json",
      invoiceid: "10506",
      transid: randomUUID(),
      gateway: "stripe",
      amount: String(amount),
    }),
  });
  expect(await response.json()).toMatchObject({ result: "success" });
}
