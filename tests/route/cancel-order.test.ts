import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Shopper } from "../support/checkout.ts";
import { Client, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

let portal: WorkerPortal;
let amelia: Client;
let hanako: Client;
beforeAll(async () => {
  // The customer system lets nobody in whose clock is another.
  portal = await openTestPortal({ today: "real", hears: true });
  [amelia, hanako] = (await Promise.all(["amelia@example.com", "hanako@example.jp"].map(customer))) as [
    Client,
    Client,
  ];
});
afterAll(async () => {
  await portal.stop();
});

async function customer(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  client.setCookie("lang", "en");
  return client;
}

type Row = Record<string, unknown>;

/** The page of an order that was just placed. */
async function ordered(client: Client): Promise<string> {
  const shopper = await Shopper.at(client);
  await shopper.agree();
  const placed = await shopper.order();
  expect(placed.status).toBe(303);
  return (placed.headers.get("location") ?? "").replace(/\?.*/, "");
}

/** The same, once staff has approved it, it works, and its contract document has reached the customer. */
async function concluded(client: Client): Promise<string> {
  const order = await ordered(client);
  await approve(order);
  await until(async () => (await textAt(client, `${order}/cancel`)).includes("8 days left"));
  return order;
}

async function approve(order: string): Promise<void> {
  const rows = (await portal.crm.view("orders")) as Row[];
  const number = rows.find(({ Id }) => order.endsWith(String(Id)))?.["OrderNumber"];
  await portal.crm.command("approve-order", { order: String(number) });
}

async function textAt(client: Client, path: string): Promise<string> {
  return textOf(await (await client.get(path)).text());
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("waited in vain");
}

const casesAbout = async (order: string) => {
  const rows = (await portal.crm.view("orders")) as Row[];
  const number = rows.find(({ Id }) => order.endsWith(String(Id)))?.["OrderNumber"];
  const cases = (await portal.crm.view("cases")) as Row[];
  return cases.filter(({ Subject }) => String(Subject).endsWith(`order ${String(number)}`));
};

describe("initial contract cancellation", () => {
  it("is found on the pages of order and contract, says what it can cost, and leaves a receipt", async () => {
    const order = await concluded(amelia);
    for (const path of [order, `${order}/contract`]) {
      const text = await textAt(amelia, path);
      expect(text).toMatch(
        /8 days left ?, including today\. You can cancel this contract until .* 23:59:59 JST/,
      );
      expect(text).toContain("Cancel this contract");
    }
    const page = await (await amelia.get(`${order}/cancel`)).text();
    for (const said of [
      "You do not need to give a reason.",
      "Devices you bought, and your other contracts.",
      "Contract administration fee Up to ¥3,300",
      "There is no penalty and there are no damages.",
      "Service you used",
    ])
      expect(textOf(page)).toContain(said);
    expect(page).not.toMatch(/<textarea|type="radio"/);

    const csrf = csrfOf(page);
    // What is sent beside it is not read: neither another moment nor another order.
    const fields = { csrf, sentAt: "2026-01-01", orderId: "8015h0000000001AAA", price: "0" };
    const [first, second] = await Promise.all([
      amelia.post(`${order}/cancel`, fields),
      amelia.post(`${order}/cancel`, { csrf }),
    ]);
    expect([first.status, second.status]).toEqual([303, 303]);
    const receipt = await textAt(amelia, `${order}/cancel`);
    expect(receipt).toMatch(/We received your cancellation on .*, \d\d:\d\d:\d\d JST/);
    expect((await amelia.post(`${order}/cancel`, { csrf })).status).toBe(303);
    expect(await textAt(amelia, `${order}/cancel`)).toBe(receipt);
    await until(async () => (await casesAbout(order)).length > 0);
    expect(await casesAbout(order)).toHaveLength(1);
  });

  it("takes an order back that is not approved yet, while the customer system is away", async () => {
    const order = await ordered(amelia);
    const page = await (await amelia.get(`${order}/cancel`)).text();
    expect(textOf(page)).toContain(
      "Your contract is not concluded yet. You can cancel the order free of charge.",
    );
    expect(textOf(page)).not.toContain("¥3,300");
    await portal.crm.fault({ kind: "http_503" });
    expect((await amelia.post(`${order}/cancel`, { csrf: csrfOf(page) })).status).toBe(303);
    expect(await textAt(amelia, `${order}/cancel`)).toContain("We received your cancellation");
    await portal.crm.clearFaults();
    await until(async () => (await textAt(amelia, order)).includes("We received your cancellation."));
    const list = await textAt(amelia, "/account/orders");
    expect(list).toContain("Cancellation received");
  });

  it("is not there for a company's contract, whose page says how it ends, and whose form is answered 409", async () => {
    const company = await customer("bulk@example.com");
    const order = await ordered(company);
    expect(await textAt(company, order)).toContain("Cancel this order");
    await approve(order);
    await until(async () => (await textAt(company, `${order}/cancel`)).includes("Ending the contract later"));
    const page = await (await company.get(`${order}/cancel`)).text();
    expect(textOf(page)).toContain("Ending the contract later");
    const csrf = csrfOf(await (await company.get("/account/settings")).text());
    const refused = await company.post(`${order}/cancel`, { csrf });
    expect(refused.status).toBe(409);
    expect(textOf(await refused.text())).toContain("Ending the contract later");
    expect(await casesAbout(order)).toEqual([]);
  });

  it("is somebody else's business, and of no order that was not placed here", async () => {
    const order = await ordered(amelia);
    const csrf = csrfOf(await (await hanako.get("/account/settings")).text());
    for (const path of [order, "/account/orders/8015h0000000001AAA", "/account/orders/x"]) {
      await expectErrorPage(portal, await hanako.get(`${path}/cancel`), { status: 404, title: "not" });
      expect((await hanako.post(`${path}/cancel`, { csrf })).status).toBe(404);
    }
    expect((await amelia.post(`${order}/cancel`, { csrf })).status).toBe(403);
    expect((await amelia.post(`${order}/cancel`, {})).status).toBe(403);
    expect(await textAt(amelia, order)).toContain("Cancel this order");
  });
});
