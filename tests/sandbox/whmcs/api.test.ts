import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WhmcsSandbox } from "./server.ts";
import { startWhmcsSandbox } from "./server.ts";
import { asObject, callApi, control, readFixture, rowsOf } from "./test-client.ts";

let sandbox: WhmcsSandbox;
beforeAll(async () => {
  sandbox = await startWhmcsSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox, "POST /reset");
});

describe("access (whmcs.md 1.3 and 1.4)", () => {
  it.each([
    ["no secret", { secret: null }, "_transport.authentication-failed.json"],
    ["a wrong secret", { secret: "x" }, "_transport.authentication-failed.json"],
    ["no identifier", { identifier: null }, "_transport.authentication-failed.json"],
    ["an unknown identifier", { identifier: "x" }, "_transport.invalid-credentials.json"],
  ])("%s is refused with 403", async (_, params, fixture) => {
    const { status, json } = await callApi(sandbox, "GetInvoices", params);
    expect(status).toBe(403);
    expect(json).toEqual(readFixture(fixture));
  });

  it("an action the role lacks, or that does not exist, is refused in lower case", async () => {
    await control(sandbox, "POST /shape", { deniedActions: ["GetClientsDetails"] });
    const denied = await callApi(sandbox, "GetClientsDetails", { clientid: 1001 });
    expect([denied.status, denied.json]).toEqual([403, readFixture("_transport.permission-denied.json")]);
    const unknown = await callApi(sandbox, "MakeCoffee");
    expect([unknown.status, unknown.json["message"]]).toEqual([
      403,
      'Invalid Permissions: API action "makecoffee" is not allowed',
    ]);
  });

  it("an access key lifts the address check", async () => {
    await control(sandbox, "POST /shape", { accessKey: "KEY!1" });
    const refused = await callApi(sandbox, "WhmcsDetails");
    expect([refused.status, refused.json["message"]]).toEqual([403, "Invalid IP 127.0.0.1"]);
    expect((await callApi(sandbox, "WhmcsDetails", { accesskey: "KEY!1" })).status).toBe(200);
  });

  it("sees nothing of a JSON body or a query string", async () => {
    const all = {
      action: "WhmcsDetails",
      identifier: sandbox.identifier,
      secret: sandbox.secret,
      responsetype: "json",
    };
    const api = `${sandbox.url}/includes/api.php`;
    const asJson = await fetch(api, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(all),
    });
    expect([asJson.status, await asJson.text()]).toEqual([
      403,
      "result=error;message=Authentication Failed;",
    ]);
    const asQuery = await fetch(`${api}?${new URLSearchParams(all)}`);
    expect(asQuery.status).toBe(403);
  });

  it("answers JSON only when asked to, and takes action names in any case", async () => {
    const pairs = await callApi(sandbox, "whmcsdetails", { responsetype: null });
    expect(pairs.text).toMatch(/^result=success;whmcs=/);
    const xml = await callApi(sandbox, "WHMCSDETAILS", { responsetype: "xml" });
    expect(xml.text).toContain("<whmcsapi>\n<action>whmcsdetails</action>\n<result>success</result>");
    expect((await callApi(sandbox, "whmcsdetails")).json["result"]).toBe("success");
  });
});

describe("reads", () => {
  it("pages of 25 unless told, and everybody's invoices without a client", async () => {
    const first = await callApi(sandbox, "GetInvoices", { userid: 1003 });
    expect(first.json).toMatchObject({ totalresults: 5_000, startnumber: 0, numreturned: 25 });
    const everybody = await callApi(sandbox, "GetInvoices", { userid: "" });
    expect(everybody.json["totalresults"]).toBe(3 + 14 + 5_000 + 6 + 3 + 6 + 2 + 9);
    const last = await callApi(sandbox, "GetInvoices", {
      userid: 1003,
      limitstart: 4_990,
      limitnum: 250,
      orderby: "id",
      order: "asc",
    });
    expect(last.json["numreturned"]).toBe(10);
    expect(rowsOf(last.json, "invoices", "invoice").map((row) => row["id"])).toEqual(
      Array.from({ length: 10 }, (_, index) => 24_991 + index),
    );
  });

  it("gives every invoice of 1003 exactly once, with the stated sum", async () => {
    const seen = new Set<unknown>();
    let sum = 0;
    for (let start = 0; start < 5_000; start += 1_000) {
      const page = await callApi(sandbox, "GetInvoices", {
        userid: 1003,
        limitstart: start,
        limitnum: 1_000,
        orderby: "date",
        order: "desc",
      });
      for (const row of rowsOf(page.json, "invoices", "invoice")) {
        seen.add(row["id"]);
        sum += Number(row["total"]);
      }
    }
    expect(seen.size).toBe(5_000);
    expect(sum).toBe(99_220_000);
  });

  it("knows Overdue as a filter only", async () => {
    const ids = async (status: string): Promise<unknown[]> =>
      rowsOf(
        (await callApi(sandbox, "GetInvoices", { userid: 1005, status })).json,
        "invoices",
        "invoice",
      ).map((row) => row["id"]);
    expect(await ids("Overdue")).toEqual([10_504, 10_505]);
    expect(await ids("Unpaid")).toEqual([10_504, 10_505, 10_506]);
    const details = await callApi(sandbox, "GetClientsDetails", { clientid: 1005, stats: 1 });
    expect(details.json["stats"]).toMatchObject({
      numunpaidinvoices: 3,
      numoverdueinvoices: 2,
      dueinvoicesbalance: "¥5,458 JPY",
      overdueinvoicesbalance: "¥1,980 JPY",
      numcollectionsinvoices: 1,
      numrefundedinvoices: 1,
      numcancelledinvoices: 1,
    });
  });

  it("takes the word false for true, and no stats without being asked", async () => {
    expect(
      (await callApi(sandbox, "GetClientsDetails", { clientid: 1001, stats: "false" })).json["stats"],
    ).toBeDefined();
    expect(
      (await callApi(sandbox, "GetClientsDetails", { clientid: 1001, stats: 0 })).json["stats"],
    ).toBeUndefined();
  });

  it("gives any client's invoice, with texts for empty transactions and the tax as counted", async () => {
    const unpaid = await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 });
    expect(unpaid.json).toMatchObject({
      userid: 1001,
      total: "4928.00",
      balance: "4928.00",
      transactions: "",
      ccgateway: true,
    });
    const counted = await callApi(sandbox, "GetInvoice", { invoiceid: 10_114 });
    expect(counted.json).toMatchObject({
      subtotal: "3315.00",
      tax: "30.00",
      total: "3345.00",
      invoicenum: "A510114",
    });
    const dollars = await callApi(sandbox, "GetInvoices", { userid: 1009, orderby: "id" });
    expect(rowsOf(dollars.json, "invoices", "invoice")[1]).toMatchObject({
      total: "21.99",
      currencycode: "USD",
      tax: "0.00",
    });
    const part = await callApi(sandbox, "GetInvoice", { invoiceid: 10_506 });
    expect(part.json).toMatchObject({ total: "5478.00", balance: "3478.00", status: "Unpaid" });
  });

  it("carries the 1 MB line whole", async () => {
    const { json } = await callApi(sandbox, "GetInvoice", { invoiceid: 10_602 });
    const line = String(rowsOf(json, "items", "item")[0]?.["description"]);
    const decoded = line
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&#039;/g, "'")
      .replace(/&amp;/g, "&");
    expect(Buffer.byteLength(decoded)).toBe(1_048_576);
  });

  it("searches by the start of names and addresses", async () => {
    const emails = async (search: string): Promise<unknown[]> =>
      rowsOf((await callApi(sandbox, "GetClients", { search })).json, "clients", "client").map(
        (row) => row["email"],
      );
    expect(await emails("AMELIA@EXAMPLE.COM")).toEqual(["amelia@example.com"]);
    expect(await emails("l")).toEqual(["legacy@example.com", "late@example.com"]);
    expect(await emails("elia@example.com")).toEqual([]);
  });

  it("tells user from client, and keeps secrets for the reader to strip", async () => {
    const login = await callApi(sandbox, "ValidateLogin", {
      email: "LEGACY@example.com",
      password2: "old-portal-pass",
    });
    expect(login.json).toMatchObject({ userid: "7001", twoFactorEnabled: "false" });
    const users = await callApi(sandbox, "GetUsers", { search: "legacy@example.com" });
    expect(users.json["users"]).toMatchObject([{ id: 7001, clients: [{ id: 2001, isOwner: true }] }]);
    await control(sandbox, "POST /shape", { twoFactorEmails: ["legacy@example.com"] });
    const second = await callApi(sandbox, "ValidateLogin", {
      email: "legacy@example.com",
      password2: "old-portal-pass",
    });
    expect(second.json).toEqual({ result: "success", userid: "7001", twoFactorEnabled: "true" });
    const services = await callApi(sandbox, "GetClientsProducts", { clientid: 1001, serviceid: 30_011 });
    const row = rowsOf(services.json, "products", "product")[0];
    expect(row?.["password"]).toBe("s3cret-30011");
    expect(rowsOf(row ?? {}, "customfields", "customfield")).toMatchObject([
      { id: 2021, name: "OpportunityId", value: "0065h0000000001AAA" },
      { id: 2022, name: "SIM Number", value: "8981100000000010019" },
      { id: 2023, name: "Serial Number", value: "" },
      { id: 2024, name: "EID", value: "89049032000000000000000000100170" },
      { id: 2025, name: "Phone Number", value: "09000001001" },
    ]);
    expect(
      asObject((await callApi(sandbox, "GetClientsDetails", { email: "amelia@example.com" })).json["client"]),
    ).toMatchObject({
      id: 1001,
      credit: "1500.00",
      currency_code: "JPY",
      customfields: [{ id: 198, value: "CN-100001" }, { id: 199 }, { id: 200 }, { id: 201 }],
    });
  });
});

describe("money", () => {
  const topUp = {
    userid: 1001,
    paymentmethod: "stripe",
    itemdescription1: "Top-up",
    itemamount1: "505.00",
    itemtaxed1: 1,
    notes: "portal-ref:1",
  };

  it("makes, captures and records an invoice", async () => {
    const made = await callApi(sandbox, "CreateInvoice", {
      ...topUp,
      itemdescription2: "Untaxed",
      itemamount2: "3.00",
      itemtaxed2: 0,
    });
    const id = Number(made.json["invoiceid"]);
    expect(made.json).toEqual({ result: "success", invoiceid: "25001", status: "Unpaid" });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: id })).json).toMatchObject({
      subtotal: "508.00",
      tax: "50.00",
      total: "558.00",
      notes: "portal-ref:1",
    });
    expect((await callApi(sandbox, "CapturePayment", { invoiceid: id })).json).toEqual({ result: "success" });
    const paid = await callApi(sandbox, "GetInvoice", { invoiceid: id });
    expect(paid.json).toMatchObject({ status: "Paid", balance: "0.00", invoicenum: "A525001" });
    expect(rowsOf(paid.json, "transactions", "transaction")[0]).toMatchObject({
      amountin: "558.00",
      gateway: "stripe",
    });
    expect((await callApi(sandbox, "CapturePayment", { invoiceid: id })).json["message"]).toBe(
      "Invoice Not Found or Not Unpaid",
    );
  });

  it("leaves a capture pending when told so, and refuses bank transfer", async () => {
    await control(sandbox, "POST /shape", { capture: "pending" });
    expect((await callApi(sandbox, "CapturePayment", { invoiceid: 10_003 })).json).toEqual({
      result: "success",
    });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json).toMatchObject({
      status: "Payment Pending",
      balance: "4928.00",
    });
    expect((await callApi(sandbox, "CapturePayment", { invoiceid: 24_981 })).json["message"]).toBe(
      "Payment Attempt Failed",
    );
  });

  it("applies credit, part and whole", async () => {
    expect(
      (await callApi(sandbox, "ApplyCredit", { invoiceid: 10_003, amount: "500.00" })).json,
    ).toMatchObject({ amount: "500.00", invoicepaid: "false" });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json).toMatchObject({
      credit: "500.00",
      total: "4428.00",
      balance: "4428.00",
    });
    expect(
      (await callApi(sandbox, "AddCredit", { clientid: 1001, description: "x", amount: "5000" })).json[
        "newbalance"
      ],
    ).toBe("6000.00");
    expect(
      (await callApi(sandbox, "ApplyCredit", { invoiceid: 10_003, amount: "4428.01" })).json["message"],
    ).toBe("Amount Exceeds Invoice Balance");
    expect(
      (await callApi(sandbox, "ApplyCredit", { invoiceid: 10_003, amount: "4428.00" })).json["invoicepaid"],
    ).toBe("true");
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json).toMatchObject({
      status: "Paid",
      total: "0.00",
      credit: "4928.00",
    });
    const credits = rowsOf(
      (await callApi(sandbox, "GetCredits", { clientid: 1001 })).json,
      "credits",
      "credit",
    );
    expect(credits.map((row) => row["amount"])).toEqual(["1500.00", "-500.00", "5000.00", "-4428.00"]);
  });

  it("credits an overpayment", async () => {
    await callApi(sandbox, "AddInvoicePayment", {
      invoiceid: 10_003,
      transid: "b1",
      gateway: "banktransfer",
      date: "2026-11-23 10:00:00",
      amount: "5000.00",
    });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json["status"]).toBe("Paid");
    expect(
      asObject((await callApi(sandbox, "GetClientsDetails", { clientid: 1001 })).json["client"])["credit"],
    ).toBe("1572.00");
  });

  it("charges the default card, which is the first", async () => {
    const cards = async (): Promise<unknown> =>
      (await callApi(sandbox, "GetPayMethods", { clientid: 1001 })).json["paymethods"];
    expect(await cards()).toMatchObject([
      { id: 10_011, remote_token: expect.stringContaining("pm_sandbox10011") as unknown },
      { id: 10_012 },
    ]);
    await callApi(sandbox, "UpdatePayMethod", { clientid: 1001, paymethodid: 10_012, set_as_default: 1 });
    expect(await cards()).toMatchObject([{ id: 10_012, card_last_four: "4444" }, { id: 10_011 }]);
    await control(sandbox, "POST /shape", { setDefaultAlone: "refused" });
    expect(
      (await callApi(sandbox, "UpdatePayMethod", { clientid: 1001, paymethodid: 10_011, set_as_default: 1 }))
        .json["message"],
    ).toBe("No Details Provided for Update");
  });

  it("refuses a card from the month after its last", async () => {
    const invoice = await callApi(sandbox, "CreateInvoice", { ...topUp, userid: 1008 });
    const id = Number(invoice.json["invoiceid"]);
    await control(sandbox, "POST /clock", { now: "2026-12-01T00:00:00+09:00" });
    expect((await callApi(sandbox, "CapturePayment", { invoiceid: id })).json["message"]).toBe(
      "Payment Attempt Failed",
    );
    await control(sandbox, "POST /clock", { now: "2026-11-30T23:59:00+09:00" });
    expect((await callApi(sandbox, "CapturePayment", { invoiceid: id })).json["result"]).toBe("success");
  });
});

describe("orders and services", () => {
  const order = {
    clientid: 1007,
    paymentmethod: "stripe",
    noinvoice: 1,
    notes: "sfOrderId=8015h0000000008AAA",
    "pid[0]": 202,
    "billingcycle[0]": "monthly",
    "pid[1]": 210,
    "billingcycle[1]": "onetime",
  };

  it("orders without an invoice, accepts, writes fields, and bills one-time lines on the first run", async () => {
    const added = await callApi(sandbox, "AddOrder", order);
    expect(added.json).toEqual({
      result: "success",
      orderid: "4101",
      serviceids: "33001,33002",
      addonids: "",
      domainids: "",
      invoiceid: 0,
    });
    const rows = async () =>
      rowsOf((await callApi(sandbox, "GetOrders", { userid: 1007 })).json, "orders", "order");
    expect((await rows())[0]).toMatchObject({
      id: 4101,
      status: "Pending",
      notes: "sfOrderId=8015h0000000008AAA",
      amount: "3480.00",
    });
    expect((await callApi(sandbox, "AcceptOrder", { orderid: 4101 })).json).toEqual({ result: "success" });
    expect((await rows())[0]?.["status"]).toBe("Active");
    // a:1:{i:2025;s:11:"09000008003";}
    const fields = Buffer.from('a:1:{i:2025;s:11:"09000008003";}').toString("base64");
    await callApi(sandbox, "UpdateClientProduct", { serviceid: 33_001, customfields: fields });
    const services = rowsOf(
      (await callApi(sandbox, "GetClientsProducts", { clientid: 1007 })).json,
      "products",
      "product",
    );
    expect(services.map((row) => [row["pid"], row["status"], row["billingcycle"], row["orderid"]])).toEqual([
      [202, "Active", "Monthly", 4101],
      [210, "Active", "One Time", 4101],
    ]);
    expect(rowsOf(services[0] ?? {}, "customfields", "customfield")[4]?.["value"]).toBe("09000008003");
    const run = await control(sandbox, "POST /billing-run");
    expect(run.json).toEqual({ invoices: [25_001] });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 25_001 })).json).toMatchObject({
      userid: 1007,
      total: "3828.00",
    });
    expect((await control(sandbox, "POST /billing-run")).json).toEqual({ invoices: [] });
  });

  it("drops unknown products in silence and the note when told so", async () => {
    await control(sandbox, "POST /shape", { dropOrderNotes: true, acceptLeavesPending: true });
    const added = await callApi(sandbox, "AddOrder", { ...order, "pid[1]": 9_999 });
    expect(added.json["serviceids"]).toBe("33001");
    await callApi(sandbox, "AcceptOrder", { orderid: 4101 });
    expect(
      rowsOf((await callApi(sandbox, "GetOrders", { id: 4101 })).json, "orders", "order")[0]?.["notes"],
    ).toBe("");
    expect(
      rowsOf(
        (await callApi(sandbox, "GetClientsProducts", { clientid: 1007 })).json,
        "products",
        "product",
      )[0]?.["status"],
    ).toBe("Pending");
  });

  it("cancels an order alone, or with all that hangs on it", async () => {
    const status = async (id: number) =>
      rowsOf(
        (await callApi(sandbox, "GetClientsProducts", { serviceid: id })).json,
        "products",
        "product",
      )[0]?.["status"];
    await callApi(sandbox, "AddOrder", { ...order, noinvoice: 0 });
    await callApi(sandbox, "CancelOrder", { orderid: 4101 });
    expect(await status(33_001)).toBe("Pending");
    await control(sandbox, "POST /shape", { cancelOrderCascades: true });
    await callApi(sandbox, "AddOrder", { ...order, noinvoice: 0 });
    await callApi(sandbox, "CancelOrder", { orderid: 4102 });
    expect(await status(33_003)).toBe("Cancelled");
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 25_002 })).json["status"]).toBe("Cancelled");
  });

  it("upgrades at once when nothing is due, after payment otherwise", async () => {
    const upgrade = {
      serviceid: 30_011,
      type: "product",
      paymentmethod: "stripe",
      newproductbillingcycle: "monthly",
    };
    const down = await callApi(sandbox, "UpgradeProduct", { ...upgrade, newproductid: 201 });
    expect(down.json).toMatchObject({
      oldproductid: "202",
      newproductid: 201,
      daysuntilrenewal: 8,
      totaldays: 30,
      price: "¥-187 JPY",
      invoiceid: null,
    });
    const up = await callApi(sandbox, "UpgradeProduct", { ...upgrade, newproductid: 203 });
    expect(up.json["price"]).toBe("¥453 JPY");
    const pid = async () =>
      rowsOf(
        (await callApi(sandbox, "GetClientsProducts", { serviceid: 30_011 })).json,
        "products",
        "product",
      )[0];
    expect((await pid())?.["pid"]).toBe(201);
    await callApi(sandbox, "CapturePayment", { invoiceid: Number(up.json["invoiceid"]) });
    const service = (await pid()) ?? {};
    expect(service).toMatchObject({ pid: 203, recurringamount: "2980.00" });
    expect(rowsOf(service, "customfields", "customfield")[4]).toMatchObject({
      id: 2035,
      value: "09000001001",
    });
  });

  it("ends a service at the end of its period", async () => {
    await callApi(sandbox, "AddCancelRequest", {
      serviceid: 30_012,
      type: "End of Billing Period",
      reason: "moving",
    });
    await control(sandbox, "POST /billing-run");
    const status = async () =>
      rowsOf(
        (await callApi(sandbox, "GetClientsProducts", { serviceid: 30_012 })).json,
        "products",
        "product",
      )[0]?.["status"];
    expect(await status()).toBe("Active");
    await control(sandbox, "POST /clock", { now: "2026-12-01T09:00:00+09:00" });
    await control(sandbox, "POST /billing-run");
    expect(await status()).toBe("Cancelled");
  });
});

describe("clients", () => {
  const person = {
    firstname: "Ann",
    lastname: "O'Neil",
    email: "ann@example.com",
    address1: "1-1",
    city: "Chiyoda-ku",
    state: "Tokyo",
    postcode: "100-0005",
    country: "JP",
    phonenumber: "03-0000-0001",
    password2: "a long password",
    notes: "portal-ref:abc",
  };

  it("makes a client with its login; badly serialized fields are dropped in silence", async () => {
    const good = Buffer.from('a:1:{i:198;s:9:"CN-100099";}').toString("base64");
    const made = await callApi(sandbox, "AddClient", { ...person, customfields: good });
    expect(made.json).toEqual({ result: "success", clientid: 3001, owner_id: 8101 });
    const client = asObject(
      (await callApi(sandbox, "GetClientsDetails", { email: "ANN@example.com" })).json["client"],
    );
    expect(client).toMatchObject({
      id: 3001,
      lastname: "O&#039;Neil",
      notes: "portal-ref:abc",
      customfields: [{ id: 198, value: "CN-100099" }, {}, {}, {}],
    });
    expect(
      (await callApi(sandbox, "ValidateLogin", { email: "ann@example.com", password2: "a long password" }))
        .json["userid"],
    ).toBe("8101");

    const bad = Buffer.from('a:1:{i:198;s:8:"CN-100099";}').toString("base64");
    await callApi(sandbox, "UpdateClient", { clientid: 3001, customfields: bad, city: "" });
    const after = asObject((await callApi(sandbox, "GetClientsDetails", { clientid: 3001 })).json["client"]);
    expect(after).toMatchObject({ city: "", customfields: [{ id: 198, value: "CN-100099" }, {}, {}, {}] });
  });

  it("asks for a custom field, which a wrong encoding never fills", async () => {
    await control(sandbox, "POST /shape", { requiredClientFields: [198] });
    expect((await callApi(sandbox, "AddClient", { ...person, customfields: '{"198":"CN-1"}' })).json).toEqual(
      readFixture("AddClient.error-custom-field.json"),
    );
  });

  it("attaches a client to an existing login", async () => {
    const made = await callApi(sandbox, "AddClient", {
      ...person,
      email: "amelia@example.com",
      owner_user_id: 6001,
    });
    expect(made.json).toMatchObject({ clientid: 3001, owner_id: 6001 });
    expect((await callApi(sandbox, "GetUsers", { search: "amelia" })).json["users"]).toMatchObject([
      { clients: [{ id: 1001 }, { id: 3001 }] },
    ]);
  });

  it("closes a client with its services and unpaid invoices", async () => {
    await callApi(sandbox, "CloseClient", { clientid: 1001 });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json["status"]).toBe("Cancelled");
    const services = rowsOf(
      (await callApi(sandbox, "GetClientsProducts", { clientid: 1001 })).json,
      "products",
      "product",
    );
    expect(services.map((row) => row["status"])).toEqual(["Terminated", "Terminated"]);
  });
});

it("survives a caller that sends half a request and leaves", async () => {
  const { hostname, port } = new URL(sandbox.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        "POST /includes/api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\naction=",
      );
      socket.destroy();
      resolve();
    });
  });
  expect((await callApi(sandbox, "WhmcsDetails")).status).toBe(200);
});
