import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const ORDERS = "/account/orders";
const INTERNET = "/account/services/internet";
/** Under review, and being set up: both of waiting@example.com. */
const INTERNET_ORDER = "8015h0000000007AAA";
const SIM_ORDER = "8015h0000000008AAA";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real" });
});
afterAll(async () => {
  await portal.stop();
});

const signedIn = new Map<string, Promise<Client>>();
function customer(email: string): Promise<Client> {
  const known = signedIn.get(email) ?? signIn(email);
  signedIn.set(email, known);
  return known;
}
async function signIn(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  return client;
}
async function textAt(email: string, path: string): Promise<string> {
  const response = await (await customer(email)).get(path);
  expect(response.status).toBe(200);
  return textOf(await response.text());
}
const wren = "waiting@example.com";

describe("orders", () => {
  it.each([
    [wren, ORDERS, ["2 orders in progress.", "Order 00000007 · Internet", "Under review", "Setting up"]],
    ["amelia@example.com", ORDERS, ["No orders in progress.", "Order 00000003 · VPN router", "Active"]],
    ["newbie@example.com", ORDERS, ["No orders yet", "View services and prices"]],
    [
      "hanako@example.jp",
      ORDERS,
      ["お手続き中のお申し込みはありません。", "お申し込み 00000002（インターネット）", "ご利用中"],
    ],
    [
      wren,
      `${ORDERS}/${INTERNET_ORDER}`,
      [
        "We received your order and are checking it.",
        "Order received Our staff check every order.",
        "Hikari for apartments, up to 1 Gbps · Gold ¥6,380 a month ¥5,800 before tax",
        "Installation ¥25,080 one-time ¥22,800 before tax",
        "Monthly total ¥6,380",
        "One-time total ¥25,080",
      ],
    ],
    [
      wren,
      `${ORDERS}/${SIM_ORDER}`,
      [
        "Your order is approved and is being set up.",
        /Order received .{0,60}Done/,
        /Approved .{0,40}Done/,
        // How long it takes depends on whether the network is at it already.
        "You do not need to do anything. We will e-mail you when it is ready. Now",
        "Data and voice · 10 GB a month ¥2,178 a month",
        "Activation fee per SIM ¥1,650 one-time",
      ],
    ],
    [
      "amelia@example.com",
      `${ORDERS}/8015h0000000001AAA`,
      ["Your service is active.", "Active The mobile network has activated your line."],
    ],
    [
      "kenji@example.jp",
      `${ORDERS}/8015h0000000009AAA`,
      ["お申し込みを受け付けました。", "毎月 1,408円", "初回のみ 1,650円"],
    ],
  ])("%s at %s", async (email, path, texts) => {
    const text = await textAt(email, path);
    for (const each of texts)
      expect(text).toEqual(
        typeof each === "string" ? expect.stringContaining(each) : expect.stringMatching(each),
      );
  });

  it("follow by themselves while they are under way, and no longer", async () => {
    const waitsFor = async (email: string, path: string) =>
      /data-live="([^"]*)"/.exec(await (await (await customer(email)).get(path)).text())?.[1];
    expect(await waitsFor(wren, ORDERS)).toBeUndefined();
    expect(await waitsFor("amelia@example.com", `${ORDERS}/8015h0000000003AAA`)).toBe("");
    expect(await waitsFor(wren, `${ORDERS}/${INTERNET_ORDER}`)).toBe("orders.changed");
  });

  it.each([
    ["somebody else's", "8015h0000000001AAA"],
    ["one that does not exist", "8015h0000000999AAA"],
    ["an id of another kind", "0015h0000000007AAA"],
    ["no id", "7"],
    ["a wrong checksum", "8015h0000000007AAB"],
  ])("%s is not there", async (_, id) => {
    const client = await customer(wren);
    await expectErrorPage(portal, await client.get(`${ORDERS}/${id}`), { status: 404, title: "not" });
    const json = await client.get(`/api${ORDERS}/${id}`);
    expect(json.status).toBe(404);
    expect(await json.json()).toMatchObject({ success: false, error: { code: "NOT_FOUND" } });
  });

  it("hostile names stay text", async () => {
    const client = await customer("hostile@example.com");
    const html = await (await client.get(`${ORDERS}/8015h0000000006AAA`)).text();
    expect(html).not.toContain("<b>Rob");
  });

  it("as JSON say the same", async () => {
    const client = await customer(wren);
    const list = await client.get(`/api${ORDERS}`);
    expect(list.headers.get("cache-control")).toBe("private, no-store");
    const { data } = (await list.json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual([INTERNET_ORDER, SIM_ORDER]);
    const one = await client.get(`/api${ORDERS}/${INTERNET_ORDER}`);
    expect(await one.json()).toMatchObject({
      success: true,
      staleSince: null,
      data: {
        number: "00000007",
        kind: "internet",
        label: "under_review",
        step: 1,
        monthly: { withTax: { currency: "JPY", minor: 6_380 } },
      },
    });
    const stranger = await new Client(portal.url).get(`/api${ORDERS}`);
    expect([stranger.status, await stranger.json()]).toMatchObject([
      401,
      { error: { code: "SESSION_EXPIRED" } },
    ]);
    const description = (await (await client.get("/api/openapi.json")).json()) as {
      paths: Record<string, { get: { parameters?: unknown[] } }>;
    };
    expect(description.paths["/api/account/orders/{orderId}"]?.get.parameters).toMatchObject([
      { name: "orderId", in: "path", required: true },
    ]);
  });

  it("what staff decides shows after looking again, and an outage shows the last known state with its time", async () => {
    const path = `${ORDERS}/${INTERNET_ORDER}`;
    await textAt(wren, path);
    await portal.crm.command("approve-order", { order: "7" });
    // Cached until something tells of the change.
    expect(await textAt(wren, path)).toContain("Under review");
    const client = await customer(wren);
    const again = await client.get(`${path}?retry=orders`);
    expect([again.status, again.headers.get("location")]).toEqual([303, path]);
    expect(await textAt(wren, path)).toContain("Your order is approved");

    await portal.crm.fault({ action: "query", kind: "http_503" });
    await client.get(`${path}?retry=orders`);
    const stale = await textAt(wren, path);
    expect(stale).toContain("Your order is approved");
    expect(stale).toContain("Our customer records system has not responded since");
    expect(stale).not.toContain("billing system");
    await portal.crm.clearFaults();
  });

  it("that cannot be read are not called none", async () => {
    await portal.crm.fault({ action: "query", kind: "http_503" });
    const text = await textAt("late@example.com", ORDERS);
    expect(text).not.toContain("No orders yet");
    expect(text).toContain("Customer records are not responding");
    expect(text).not.toContain("billing system");
    const json = await (await customer("late@example.com")).get(`/api${ORDERS}`);
    expect(json.status).toBe(503);
    await portal.crm.clearFaults();
  });
});

describe("the request to check an address", () => {
  it("shows the address, makes one request, and says so", async () => {
    const client = await customer("amelia@example.com");
    const page = await (await client.get(INTERNET)).text();
    expect(textOf(page)).toContain("〒106-0044");
    const fields = hiddenFields(page);
    const sent = await Promise.all([client.post(INTERNET, fields), client.post(INTERNET, fields)]);
    for (const response of sent)
      expect([response.status, response.headers.get("location")]).toEqual([
        303,
        `${INTERNET}/request-submitted`,
      ]);
    expect(await textAt("amelia@example.com", `${INTERNET}/request-submitted`)).toContain(
      "We are checking your address",
    );
    const after = await textAt("amelia@example.com", INTERNET);
    expect(after).toContain("Requested on");
    expect(after).not.toContain("Check this address");
    const cases = (await portal.crm.view("cases")) as { AccountId: string }[];
    expect(cases.filter(({ AccountId }) => AccountId === "0015h0000000001AAA")).toHaveLength(1);
    const mails = (await (await client.get("/demo/outbox.json?to=amelia@example.com")).json()) as unknown;
    expect(JSON.stringify(mails)).toContain("we are checking your address");
    expect(await textAt("amelia@example.com", "/account/settings/activity")).toContain(
      "Internet availability check requested",
    );
  });

  it("is not offered where staff has answered, and is answered with what is known", async () => {
    const client = await customer("hanako@example.jp");
    const page = await (await client.get(INTERNET)).text();
    expect(page).not.toContain("idempotencyKey");
    const csrf = csrfOf(await (await client.get("/account/settings")).text());
    const idempotencyKey = "11111111-1111-4111-8111-111111111111";
    const sent = await client.post(INTERNET, { csrf, idempotencyKey });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, INTERNET]);
    const submitted = await client.get(`${INTERNET}/request-submitted`);
    expect([submitted.status, submitted.headers.get("location")]).toEqual([303, INTERNET]);
  });

  it("is refused without its key, and without the token of a form of ours", async () => {
    const client = await customer("newbie@example.com");
    const fields = hiddenFields(await (await client.get(INTERNET)).text());
    const { csrf = "", idempotencyKey = "" } = fields;
    expect((await client.post(INTERNET, { csrf, idempotencyKey: "x" })).status).toBe(400);
    expect((await client.post(INTERNET, { csrf: "x", idempotencyKey })).status).toBe(403);
  });

  it("while the customer system is away says that it was not sent, and can be sent again", async () => {
    const client = await customer("newbie@example.com");
    const fields = hiddenFields(await (await client.get(INTERNET)).text());
    await portal.crm.fault({ action: "upsert Case", kind: "http_503", times: 1 });
    expect((await client.post(INTERNET, fields)).status).toBe(503);
    expect((await client.post(INTERNET, fields)).headers.get("location")).toBe(
      `${INTERNET}/request-submitted`,
    );
  });
});
