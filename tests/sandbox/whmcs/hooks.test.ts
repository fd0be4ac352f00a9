import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningServer } from "../http.ts";
import { listen, readBody, send } from "../http.ts";
import type { WhmcsSandbox } from "./server.ts";
import { startWhmcsSandbox } from "./server.ts";
import type { Json } from "./test-client.ts";
import { asObject, callApi, control } from "./test-client.ts";

const SECRET = "hook-secret";
type Received = { timestamp: string; signature: string; body: string; json: Json };
let received: Received[] = [];
let answerStatus = 204;
let receiver: RunningServer;
let sandbox: WhmcsSandbox;

beforeAll(async () => {
  receiver = await listen({ host: "127.0.0.1", port: 0 }, async (request, response) => {
    const body = (await readBody(request))?.toString("utf8") ?? "";
    received.push({
      timestamp: String(request.headers["x-portal-timestamp"]),
      signature: String(request.headers["x-portal-signature"]),
      body,
      json: asObject(JSON.parse(body)),
    });
    send(response, { status: answerStatus, headers: {}, body: "" });
  });
  sandbox = await startWhmcsSandbox({
    today: "2026-11-23",
    webhook: { url: `${receiver.origin}/webhooks/whmcs`, secret: SECRET },
  });
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(async () => {
  await control(sandbox, "POST /reset");
  await delay(20);
  received = [];
  answerStatus = 204;
});

async function events(count: number): Promise<string[]> {
  await expect.poll(() => received.length).toBeGreaterThanOrEqual(count);
  return received.map((message) => String(message.json["event"]));
}

describe("outgoing messages (whmcs.md 9)", () => {
  it("are signed over timestamp and raw body, with the machine's time", async () => {
    await callApi(sandbox, "CapturePayment", { invoiceid: 10_003 });
    expect((await events(2)).sort()).toEqual(["AddInvoicePayment", "InvoicePaid"]);
    for (const message of received) {
      const expected = createHmac("sha256", SECRET)
        .update(`${message.timestamp}.${message.body}`)
        .digest("hex");
      expect(message.signature).toBe(`sha256=${expected}`);
      expect(Math.abs(Number(message.timestamp) - Date.now() / 1000)).toBeLessThan(60);
      expect(message.json).toMatchObject({ data: { invoiceid: 10_003 } });
      expect(message.json["id"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(String(message.json["occurredAt"])).toMatch(/^2026-11-23T00:0/);
    }
  });

  it("tell what changed, without passwords", async () => {
    await callApi(sandbox, "CreateInvoice", {
      userid: 1001,
      itemdescription1: "x",
      itemamount1: "1.00",
      itemtaxed1: 0,
    });
    await callApi(sandbox, "UpdateInvoice", { invoiceid: 10_003, status: "Cancelled" });
    await callApi(sandbox, "UpdateClient", { clientid: 1001, email: "amelia.new@example.com" });
    await callApi(sandbox, "AddCancelRequest", { serviceid: 30_011, type: "Immediate", reason: "moving" });
    await callApi(sandbox, "AddOrder", { clientid: 1007, paymentmethod: "stripe", "pid[0]": 202 });
    await callApi(sandbox, "AddClient", {
      firstname: "A",
      lastname: "B",
      email: "n@example.com",
      address1: "1",
      city: "C",
      state: "S",
      postcode: "1",
      country: "JP",
      phonenumber: "1",
      password2: "very secret",
    });
    const seen = await events(9);
    expect(seen).toEqual(
      expect.arrayContaining([
        "InvoiceCreated",
        "InvoiceCancelled",
        "ClientEdit",
        "CancellationRequest",
        "AfterShoppingCartCheckout",
        "ClientAdd",
      ]),
    );
    const data = (event: string): unknown =>
      received.find((message) => message.json["event"] === event)?.json["data"];
    expect(data("InvoiceCreated")).toEqual({
      source: "api",
      user: "system",
      invoiceid: 25_001,
      status: "Unpaid",
    });
    expect(data("ClientEdit")).toMatchObject({
      userid: 1001,
      email: "amelia.new@example.com",
      olddata: { email: "amelia@example.com" },
    });
    expect(data("CancellationRequest")).toEqual({
      userid: 1001,
      relid: 30_011,
      reason: "moving",
      type: "Immediate",
    });
    expect(received.map((message) => message.body).join()).not.toContain("very secret");
  });

  it("can be sent again byte for byte, or signed anew", async () => {
    await callApi(sandbox, "UpdateClient", { clientid: 1001, city: "X" });
    await events(1);
    const first = received[0];
    await delay(1_100);
    expect((await control(sandbox, "POST /hooks/replay", { id: first?.json["id"] })).status).toBe(200);
    expect(received[1]).toEqual(first);
    await control(sandbox, "POST /hooks/replay", { id: first?.json["id"], resign: true });
    expect(received[2]?.body).toBe(first?.body);
    expect(received[2]?.timestamp).not.toBe(first?.timestamp);
    expect((await control(sandbox, "POST /hooks/replay", { id: "none" })).status).toBe(404);
  });

  it("are listed with what became of them; failures change nothing for the caller", async () => {
    answerStatus = 500;
    expect((await callApi(sandbox, "UpdateClient", { clientid: 1001, city: "X" })).json["result"]).toBe(
      "success",
    );
    await events(1);
    const list = async (): Promise<unknown> => asObject((await control(sandbox, "GET /hooks")).json)["hooks"];
    await expect
      .poll(list)
      .toMatchObject([{ event: "ClientEdit", attempts: [{ status: 500, error: null }] }]);
  });

  it("can be duplicated, dropped, and held for replay in another order", async () => {
    await control(sandbox, "POST /hooks/mode", { mode: "duplicate" });
    await callApi(sandbox, "UpdateClient", { clientid: 1001, city: "X" });
    await events(2);
    expect(received[0]).toEqual(received[1]);
    received = [];
    await control(sandbox, "POST /hooks/mode", { mode: "hold" });
    await callApi(sandbox, "UpdateClient", { clientid: 1001, city: "Y" });
    await delay(50);
    expect(received).toEqual([]);
    expect((await control(sandbox, "POST /hooks/mode", { mode: "shout" })).status).toBe(400);
  });
});

it("an unreachable receiver is noted, not thrown", async () => {
  const lonely = await startWhmcsSandbox({
    today: "2026-11-23",
    webhook: { url: "http://127.0.0.1:9/webhooks/whmcs", secret: SECRET },
  });
  await callApi(lonely, "UpdateClient", { clientid: 1001, city: "X" });
  const attempts = async (): Promise<unknown> =>
    asObject((await control(lonely, "GET /hooks")).json)["hooks"];
  await expect
    .poll(attempts)
    .toMatchObject([{ attempts: [{ status: null, error: expect.any(String) as unknown }] }]);
  await lonely.close();
});
