import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Client, postAlone, textOf } from "../support/http.ts";
import { expectLogged } from "../support/pages.ts";
import { PASSWORD, WEBHOOK_SECRET } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const LIST = "/account/billing/invoices";
const PAGES = ["/account", "/account/billing", LIST, "/account/billing/payments", "/account/settings"];

let portal: WorkerPortal;
let amelia: Client;
let hanako: Client;

beforeAll(async () => {
  portal = await openTestPortal({ today: "real", environment: { INVOICE_INDEX_LIMIT: "0" } });
  amelia = new Client(portal.url);
  hanako = new Client(portal.url);
  await amelia.signIn("amelia@example.com", PASSWORD);
  await hanako.signIn("hanako@example.jp", PASSWORD);
});
beforeEach(() => portal.sandbox.clearCalls());
afterAll(async () => {
  await portal.stop();
});

describe("what the billing system is asked", () => {
  it("is asked once for each thing, however many want it at the same time", async () => {
    await portal.sandbox.latency(200);
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const response = await amelia.get(PAGES[n % PAGES.length] ?? "");
        await response.arrayBuffer();
        return response.status;
      }),
    );
    await portal.sandbox.latency(0);
    expect(answers).toEqual(answers.map(() => 200));
    expect((await portal.sandbox.calls()).byAction).toEqual({
      GetInvoices: 1,
      GetInvoice: 1,
      GetPayMethods: 1,
      GetClientsDetails: 1,
      GetClientsProducts: 1,
    });
  });

  it("is not asked at all while what is known is fresh", async () => {
    for (const path of PAGES) expect((await amelia.get(path)).status).toBe(200);
    expect((await portal.sandbox.calls()).total).toBe(0);
  });

  it("is asked again, once, when the customer wants to try again", async () => {
    const again = await amelia.get(`${LIST}?status=paid&retry=invoices`);
    expect([again.status, again.headers.get("location")]).toEqual([303, `${LIST}?status=paid`]);
    expect((await portal.sandbox.calls()).total).toBe(0);
    await Promise.all(Array.from({ length: 10 }, () => amelia.get(`${LIST}?status=paid`)));
    expect((await portal.sandbox.calls()).byAction).toMatchObject({ GetInvoices: 1 });
  });
});

describe("customers side by side", () => {
  it("never see each other's data", async () => {
    const people = [
      ["amelia@example.com", /CN-100001|Invoice 10003|ending 4242/],
      ["late@example.com", /CN-100005|Invoice 10506|ending 0002/],
      ["kenji@example.jp", /CN-100008|請求書 A510806|8431/],
    ] as const;
    const clients = await Promise.all(
      people.map(async ([email, own]) => {
        const client = new Client(portal.url);
        await client.signIn(email, PASSWORD);
        return { client, own, others: people.filter(([other]) => other !== email).map(([, mark]) => mark) };
      }),
    );
    await portal.sandbox.latency(20);
    const paths = [LIST, "/account/settings", "/account/billing/payments"];
    await Promise.all(
      Array.from({ length: 90 }, async (_, n) => {
        const { client, own, others } = clients[n % 3] ?? { client: amelia, own: /$^/, others: [] };
        const response = await client.get(paths[Math.floor(n / 3) % 3] ?? "");
        const text = textOf(await response.text());
        expect(response.status).toBe(200);
        expect(text).toMatch(own);
        for (const other of others) expect(text).not.toMatch(other);
      }),
    );
    await portal.sandbox.latency(0);
  });
});

type Message = { id?: string; event?: string; data?: Record<string, unknown> };

function envelope({
  id = randomUUID(),
  event = "InvoicePaid",
  data = { invoiceid: 10003 },
}: Message = {}): string {
  return JSON.stringify({ id, event, occurredAt: new Date().toISOString(), data });
}

function deliver(
  body: string,
  change: { secret?: string; age?: number; signed?: string } = {},
): Promise<Response> {
  const { secret = WEBHOOK_SECRET, age = 0, signed = body } = change;
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const signature = createHmac("sha256", secret).update(`${timestamp}.${signed}`).digest("hex");
  return fetch(`${portal.url}/webhooks/whmcs`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Portal-Timestamp": timestamp,
      "X-Portal-Signature": `sha256=${signature}`,
    },
  });
}

/** Jobs done for messages so far. */
const applied = () => portal.log().split('"job":"apply-whmcs-event"').length - 1;

describe("messages of the billing system", () => {
  it.each([
    ["signed with another secret", () => deliver(envelope(), { secret: "x".repeat(40) }), 403, "FORBIDDEN"],
    ["changed after signing", () => deliver(envelope(), { signed: envelope() }), 403, "FORBIDDEN"],
    ["six minutes old", () => deliver(envelope(), { age: 360 }), 403, "FORBIDDEN"],
    ["from in six minutes", () => deliver(envelope(), { age: -360 }), 403, "FORBIDDEN"],
    ["that are no JSON", () => deliver("{rubbish"), 400, "VALIDATION_FAILED"],
    ["that are no envelope", () => deliver('{"id":"1","event":""}'), 400, "VALIDATION_FAILED"],
    ["with another id than agreed", () => deliver(envelope({ id: "1 OR 1=1" })), 400, "VALIDATION_FAILED"],
    [
      "without a signature",
      () => fetch(`${portal.url}/webhooks/whmcs`, { method: "POST", body: envelope() }),
      403,
      "FORBIDDEN",
    ],
  ])("%s are refused", async (_, send, status, code) => {
    const before = applied();
    const response = await send();
    const requestId = response.headers.get("x-request-id") ?? "";
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      success: false,
      error: { code, message: expect.any(String) as string, requestId },
    });
    await expectLogged(portal, requestId);
    expect(applied()).toBe(before);
  });

  it("too big are refused, and asking for them makes no sense", async () => {
    const body = envelope({ data: { note: "x".repeat(200_000) } });
    const big = await postAlone(`${portal.url}/webhooks/whmcs`, body, { headers: {}, announced: true });
    expect(big.status).toBe(413);
    const got = await fetch(`${portal.url}/webhooks/whmcs`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("that come again are taken and do nothing", async () => {
    const before = applied();
    const body = envelope();
    const answers = await Promise.all([deliver(body), deliver(body), deliver(body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    expect((await deliver(body)).status).toBe(200);
    await expect.poll(applied, { timeout: 10_000 }).toBe(before + 1);
  });

  it("of an unknown kind, or about nothing known, are taken too", async () => {
    const before = applied();
    const bodies = [
      envelope({ event: "SomethingNew", data: { userid: 1001, password: "canary-password" } }),
      envelope({ data: { invoiceid: "99999" } }),
      envelope({ data: {} }),
    ];
    for (const body of bodies) expect((await deliver(body)).status).toBe(202);
    await expect.poll(applied, { timeout: 10_000 }).toBe(before + 3);
    expect(portal.log()).not.toContain("canary-password");
  });

  it("make what they are about be read again, and nothing of anybody else", async () => {
    for (const client of [amelia, hanako]) await client.get(LIST);
    await portal.sandbox.clearCalls();
    const before = applied();
    expect((await deliver(envelope())).status).toBe(202);
    await expect.poll(applied, { timeout: 10_000 }).toBe(before + 1);
    await portal.sandbox.clearCalls();
    await hanako.get(LIST);
    expect((await portal.sandbox.calls()).total).toBe(0);
    await amelia.get(LIST);
    expect((await portal.sandbox.calls()).byAction).toEqual({
      GetClientsDetails: 1,
      GetInvoices: 1,
      GetInvoice: 1,
    });
  });

  it("that the billing system sends twice are one, and the list shows what they told", async () => {
    expect(textOf(await (await amelia.get(LIST)).text())).toMatch(/Invoice 10003 Unpaid/);
    await portal.sandbox.hookMode("duplicate");
    await pay(10003);
    const list = async () => textOf(await (await amelia.get(LIST)).text());
    await expect.poll(list, { timeout: 10_000 }).toMatch(/Invoice A510003 Paid/);
    const hooks = (await portal.sandbox.hooks()).filter(({ event }) => event === "InvoicePaid");
    expect(hooks).toHaveLength(1);
    expect(hooks[0]?.attempts.map(({ status }) => status).sort()).toEqual([200, 202]);
    await portal.sandbox.replay(hooks[0]?.id ?? "", true);
    const [replayed] = (await portal.sandbox.hooks()).filter(({ event }) => event === "InvoicePaid");
    expect(replayed?.attempts.at(-1)?.status).toBe(200);
  });
});

/** Pays on the billing site, as the customer who came there by the portal's link. */
async function pay(invoiceId: number): Promise<void> {
  const html = await (await amelia.get("/account/settings")).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const link = await amelia.post(`${LIST}/${invoiceId}/open`, { csrf, what: "invoice" });
  const visitor = new Client(portal.sandboxUrl);
  await visitor.get(link.headers.get("location") ?? "");
  const paid = await visitor.post(`/viewinvoice.php?id=${invoiceId}`, {});
  expect(paid.headers.get("location")).toContain("result=captured");
}
