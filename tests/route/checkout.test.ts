import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHECKOUT, Shopper } from "../support/checkout.ts";
import { Client, hiddenFields, textOf } from "../support/http.ts";
import { csrfOf } from "../support/pages.ts";
import { PASSWORD, SHORT_PROCESS_TIMES } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

let portal: WorkerPortal;
let amelia: Client;
let hanako: Client;
let wren: Client;
beforeAll(async () => {
  // The customer system lets nobody in whose clock is another.
  portal = await openTestPortal({ today: "real", environment: SHORT_PROCESS_TIMES });
  [amelia, hanako, wren] = (await Promise.all(
    ["amelia@example.com", "hanako@example.jp", "waiting@example.com"].map(customer),
  )) as [Client, Client, Client];
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
const locationOf = ({ status, headers }: Response) => `${status} ${headers.get("location")}`;
const textAt = async (shopper: Shopper, step = "") => textOf(await shopper.page(step));

type Row = Record<string, unknown>;
const ordersOf = async (account: string) =>
  ((await portal.crm.view("orders")) as Row[]).filter(({ AccountId }) => AccountId === account);
const AMELIA = "0015h0000000001AAA";

describe("a checkout", () => {
  it("leads from the cart by what has to be read and agreed to, to an order with its receipt", async () => {
    const shopper = await Shopper.at(amelia);
    const before = (await ordersOf(AMELIA)).length;
    const check = await textAt(shopper);
    for (const text of [
      "VPN router · United Kingdom (London)",
      "¥2,750",
      "You have everything you need.",
      "Identity check Done",
    ])
      expect(check).toContain(text);

    const explanation = await textAt(shopper, "explanation");
    for (const text of [
      "Service provider",
      "Emergency calls",
      "Charges",
      "Initial contract cancellation (8 days)",
      "the Japanese version prevails",
    ])
      expect(explanation).toContain(text);
    expect(await shopper.page("explanation")).not.toMatch(/type="checkbox"[^>]*checked/);
    expect(locationOf(await shopper.send("explanation", { understood: "on" }))).toBe(
      `303 ${shopper.href("delivery")}`,
    );
    expect(locationOf(await shopper.send("delivery", { age: "adults", consent: "on" }))).toBe(
      `303 ${shopper.href("confirm")}`,
    );

    const confirm = await textAt(shopper, "confirm");
    for (const text of [
      "Monthly total ¥2,750",
      "One-time total ¥3,300",
      "Full monthly price",
      "Place order (charges apply)",
    ])
      expect(confirm).toContain(text);
    const sent = await shopper.order();
    const location = sent.headers.get("location") ?? "";
    expect(location).toMatch(/^\/account\/orders\/801\w{15}\?submitted=1$/);
    const order = textOf(await (await amelia.get(location)).text());
    expect(order).toContain("We received your order");
    expect(order).toContain("Under review");
    expect((await ordersOf(AMELIA)).length).toBe(before + 1);

    // The cart is gone, and every page of it leads to the order; another press does too.
    for (const step of ["", "explanation", "confirm"])
      expect(locationOf(await amelia.get(shopper.href(step)))).toBe(`303 ${location.split("?")[0] ?? ""}`);
    const again = await amelia.post(shopper.href("confirm"), {
      csrf: shopper.csrf,
      document: "0".repeat(64),
      terms: "on",
    });
    expect(locationOf(again)).toBe(`303 ${location}`);
    expect((await ordersOf(AMELIA)).length).toBe(before + 1);
    const outbox = await (await amelia.get("/demo/outbox.json?to=amelia@example.com")).text();
    expect(outbox).toContain("we received your order");
    expect(textOf(await (await amelia.get("/account/settings/activity")).text())).toContain("Order placed");
  });

  it("is one order for two tabs and a double click", async () => {
    const shopper = await Shopper.at(amelia);
    await shopper.agree();
    const fields = { ...hiddenFields(await shopper.page("confirm")), terms: "on" };
    const before = (await ordersOf(AMELIA)).length;
    const sent = await Promise.all([1, 2, 3].map(() => amelia.post(shopper.href("confirm"), fields)));
    expect(new Set(sent.map(locationOf)).size).toBe(1);
    expect((await ordersOf(AMELIA)).length).toBe(before + 1);
  });

  it("takes no price, product or consent from the browser", async () => {
    const shopper = await Shopper.at(amelia);
    await shopper.agree();
    const sent = await shopper.order({
      terms: "on",
      price: "1",
      monthly: "1",
      planSku: "VPN-OTHER",
      accountId: "0015h0000000002AAA",
    });
    expect(sent.status).toBe(303);
    const items = (await ordersOf(AMELIA)).at(-1);
    expect(items).toMatchObject({ AccountId: AMELIA, Type: "VPN", VPN_Region__c: "UK-London" });
  });

  it("offers the explanation as a file in both languages, whose fingerprint is the one shown", async () => {
    const shopper = await Shopper.at(amelia);
    const sha256 = hiddenFields(await shopper.page("explanation"))["document"];
    const file = async (language: string) => {
      const answer = await amelia.get(
        `${CHECKOUT}/explanation/file.html?checkout=${shopper.checkoutId}&language=${language}`,
      );
      expect(answer.headers.get("content-disposition")).toContain(`explanation-${language}.html`);
      return answer.text();
    };
    expect(
      createHash("sha256")
        .update(await file("en"))
        .digest("hex"),
    ).toBe(sha256);
    expect(await file("ja")).toContain("初期契約解除");
  });
});

describe("what is left out or wrong", () => {
  it("steps that were left out are asked for first", async () => {
    const shopper = await Shopper.at(amelia);
    for (const step of ["delivery", "confirm"])
      expect(locationOf(await amelia.get(shopper.href(step)))).toBe(`303 ${shopper.href("explanation")}`);
    const { csrf } = shopper;
    const forged = { csrf, document: "0".repeat(64), terms: "on" };
    expect(
      locationOf(await amelia.post(shopper.href("delivery"), { csrf, age: "adults", consent: "on" })),
    ).toBe(`303 ${shopper.href("explanation")}`);
    const answer = await amelia.post(shopper.href("confirm"), forged);
    expect(answer.status).toBe(409);
    expect(textOf(await answer.text())).toContain("Your order was not placed");
  });

  it.each([
    ["explanation", {}, 400, "Tick the box when you have read and understood the key terms."],
    ["explanation", { understood: "on", document: "0".repeat(64) }, 409, "changed after you opened it"],
    ["explanation", { understood: "on", document: "x" }, 400, "changed after you opened it"],
    ["delivery", {}, 400, "Choose one of the two options."],
    ["delivery", { age: "nobody" }, 400, "Choose one of the two options."],
    ["delivery", { age: "adults" }, 400, "order with a paper contract: 0120-000-000"],
    ["delivery", { age: "minor" }, 200, "together with a parent or guardian"],
    ["confirm", {}, 400, "Tick the box to place your order."],
    ["confirm", { terms: "yes" }, 400, "Tick the box to place your order."],
    ["confirm", { terms: "on", document: "0".repeat(64) }, 409, "changed after you opened it"],
  ])("%s with %j: %i", async (step, fields, status, text) => {
    const shopper = await Shopper.at(amelia);
    if (step !== "explanation") await shopper.send("explanation", { understood: "on" });
    if (step === "confirm") await shopper.send("delivery", { age: "adults", consent: "on" });
    const answer = await shopper.send(step, fields);
    const shown = textOf(await answer.text());
    expect([answer.status, shown]).toEqual([status, expect.stringContaining(text)]);
    // The next step is not open because of it.
    if (step === "delivery") expect((await amelia.get(shopper.href("confirm"))).status).toBe(303);
  });

  it.each(["", "explanation", "delivery", "confirm"])("no cart, at /%s", async (step) => {
    const path = step === "" ? CHECKOUT : `${CHECKOUT}/${step}`;
    const shopper = await Shopper.at(amelia);
    const unknown = ["", `?checkout=${randomUUID()}`, "?checkout=1"];
    const visits = [...unknown.map((query) => ({ client: amelia, query }))];
    visits.push({ client: hanako, query: `?checkout=${shopper.checkoutId}` });
    for (const { client, query } of visits) {
      const page = await client.get(path + query);
      expect([page.status, textOf(await page.text())]).toEqual([
        200,
        expect.stringContaining("Your cart has expired"),
      ]);
    }
    const csrf = csrfOf(await (await hanako.get("/account/settings")).text());
    const theirs = shopper.as(hanako, csrf);
    const posted = await hanako.post(theirs.href(step) + (step === "" ? "&index" : ""), {
      csrf,
      document: "0".repeat(64),
      address: "0".repeat(64),
      confirmed: "on",
      understood: "on",
      age: "adults",
      consent: "on",
      terms: "on",
    });
    expect(posted.status).toBe(303);
    expect(posted.headers.get("location")).not.toContain("/account/orders/");
    expect((await amelia.get(`${CHECKOUT}/explanation/file.html?checkout=${randomUUID()}`)).status).toBe(404);
  });

  it("a form of somebody else's page is refused", async () => {
    const shopper = await Shopper.at(amelia);
    for (const step of ["", "explanation", "delivery", "confirm"]) {
      const path = shopper.href(step) + (step === "" ? "&index" : "");
      expect((await amelia.post(path, { csrf: "x" })).status).toBe(403);
    }
  });
});

describe("what has changed between confirmation and order", () => {
  it("a price: it is said, and has to be confirmed anew", async () => {
    const shopper = await Shopper.at(amelia);
    await shopper.agree();
    const hidden = hiddenFields(await shopper.page("confirm"));
    await portal.crm.command("set-price", { sku: "VPN-REMOTE-ACCESS-UK-LONDON", price: "2600" });
    const answer = await amelia.post(shopper.href("confirm"), { ...hidden, terms: "on" });
    await portal.crm.command("set-price", { sku: "VPN-REMOTE-ACCESS-UK-LONDON", price: "2500" });
    expect(answer.status).toBe(409);
    const text = textOf(await answer.text());
    expect(text).toContain("Your order was not placed");
    expect(text).toContain("¥2,860");
    expect(text).not.toContain("Place order (charges apply)");
  });

  it("the product: it is not sold any more", async () => {
    const shopper = await Shopper.at(amelia, "vpn", [{ planSku: "VPN-REMOTE-ACCESS-USA-SF" }, {}]);
    await shopper.agree();
    const hidden = hiddenFields(await shopper.page("confirm"));
    await portal.crm.command("withdraw-product", { sku: "VPN-REMOTE-ACCESS-USA-SF" });
    const answer = await amelia.post(shopper.href("confirm"), { ...hidden, terms: "on" });
    expect(answer.status).toBe(409);
    expect(textOf(await answer.text())).toContain("Something in your selection is no longer sold.");
    expect(await textAt(shopper)).toContain("A few things are missing before you can order.");
  });

  it("the payment methods cannot be read: nothing is ordered and nothing lost", async () => {
    const shopper = await Shopper.at(wren);
    await shopper.agree();
    const hidden = hiddenFields(await shopper.page("confirm"));
    await portal.sandbox.fault({ action: "GetPayMethods", kind: "http_503" });
    const answer = await wren.post(shopper.href("confirm"), { ...hidden, terms: "on" });
    await portal.sandbox.clearFaults();
    expect(answer.status).toBe(503);
    const text = textOf(await answer.text());
    expect(text).toContain("We could not check everything");
    expect(text).toContain("Payment method We cannot check this right now");
    await expect
      .poll(async () => (await shopper.order()).headers.get("location"), { timeout: 40_000, interval: 1_000 })
      .toMatch(/submitted=1$/);
  }, 60_000);

  it("the customer system does not answer the order: it goes on, and is one", async () => {
    const shopper = await Shopper.at(wren);
    await shopper.agree();
    const before = (await ordersOf("0015h0000000007AAA")).length;
    await portal.crm.fault({ action: "composite", kind: "lost_answer", times: 1 });
    const answer = await shopper.order();
    if (answer.status === 503) expect(textOf(await answer.text())).toContain("We are processing your order");
    await portal.crm.clearFaults();
    await expect
      .poll(
        async () =>
          (
            await wren.post(shopper.href("confirm"), {
              csrf: shopper.csrf,
              document: "0".repeat(64),
              terms: "on",
            })
          ).headers.get("location"),
        { timeout: 40_000, interval: 1_000 },
      )
      .toMatch(/submitted=1$/);
    expect((await ordersOf("0015h0000000007AAA")).length).toBe(before + 1);
  }, 60_000);
});

describe("what an order needs", () => {
  it.each([
    ["newbie@example.com", ["Add a card or bank account", "We need to check your identity first."]],
    // The only card is over.
    ["late@example.com", ["Add a card or bank account", "We need to check your identity first."]],
  ])("%s is told what is missing, and where to put it right", async (email, texts) => {
    const client = await customer(email);
    const shopper = await Shopper.at(client);
    const html = await shopper.page();
    for (const text of texts) expect(textOf(html)).toContain(text);
    expect(html).toContain(`/account/settings/verification?returnTo=${encodeURIComponent(shopper.href())}`);
    expect(textOf(html)).not.toContain("You have everything you need");
  });

  it("internet asks for its place, which is shown and can be another", async () => {
    const shopper = await Shopper.at(wren, "internet", [
      { planSku: "INTERNET-GOLD-APT-1G", accessMode: "pppoe" },
      { installationSku: "INTERNET-INSTALL-24M" },
      {},
      {},
    ]);
    const html = await shopper.page();
    expect(textOf(html)).toContain("A technician will visit this address.");
    expect(html).toContain(`/account/settings/profile/address?returnTo=`);
    const unticked = await shopper.send("", {});
    expect([unticked.status, textOf(await unticked.text())]).toEqual([
      400,
      expect.stringContaining("Tick the box if the address is correct."),
    ]);
    const stale = await shopper.send("", { confirmed: "on", address: "0".repeat(64) });
    expect([stale.status, textOf(await stale.text())]).toEqual([
      409,
      expect.stringContaining("The address has changed."),
    ]);
    expect(locationOf(await shopper.send("", { confirmed: "on" }))).toBe(`303 ${shopper.href()}`);
    expect(await textAt(shopper)).toContain("You have everything you need.");
    await shopper.agree();
    const confirm = await textAt(shopper, "confirm");
    for (const text of ["24 payments", "PPPoE", "〒150-0002"]) expect(confirm).toContain(text);
  });
});

describe("a cart as JSON", () => {
  const VALIDATE = "/api/account/orders/validate";
  const ask = async (shopper: Shopper, client = shopper.client, csrf = shopper.csrf) => {
    const answer = await client.send(VALIDATE, {
      method: "POST",
      body: JSON.stringify({ checkoutId: shopper.checkoutId }),
      headers: {
        Origin: portal.url,
        "Content-Type": "application/json",
        "X-CSRF-Token": csrf,
        "Idempotency-Key": randomUUID(),
      },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it("says what it costs and what is missing, and leads to the page that comes next", async () => {
    const shopper = await Shopper.at(amelia);
    const before = await ask(shopper);
    expect(before).toMatchObject({
      status: 200,
      body: {
        data: {
          cart: { monthly: { withTax: { currency: "JPY", minor: 2_750 } } },
          isReady: false,
          continueAt: shopper.href("explanation"),
        },
      },
    });
    await shopper.agree();
    const { gates } = (await ask(shopper)).body["data"] as { gates: { state: string }[] };
    expect(new Set(gates.map(({ state }) => state))).toEqual(new Set(["passed"]));
  });

  it("tells nothing of what was chosen, has nothing to read, and is nobody else's", async () => {
    const shopper = await Shopper.at(amelia);
    expect(JSON.stringify((await ask(shopper)).body)).not.toMatch(/"selection"|"account"|"contact"/);
    const read = await amelia.get(VALIDATE);
    expect([read.status, read.headers.get("allow")]).toEqual([405, "POST"]);
    const csrf = csrfOf(await (await hanako.get("/account/settings")).text());
    expect((await ask(shopper, hanako, csrf)).status).toBe(404);
  });

  it("does not call unknown what is missing, nor ready what is unknown", async () => {
    const shopper = await Shopper.at(amelia);
    await shopper.agree();
    await portal.sandbox.fault({ action: "GetPayMethods", kind: "http_503" });
    const { status, body } = await ask(shopper);
    await portal.sandbox.clearFaults();
    expect([status, body]).toMatchObject([200, { data: { isReady: false } }]);
    expect((body["data"] as { gates: unknown[] }).gates).toContainEqual({
      gate: "payment_method",
      state: "unknown",
      reason: "PAYMENT_METHOD_MISSING",
    });
  });
});
