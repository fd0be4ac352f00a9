import { readdirSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createClock } from "../clock.ts";
import { createHooks } from "../hooks.ts";
import { buildWorld } from "../world/world.ts";
import { findAction } from "./actions/registry.ts";
import { shapeAnswer } from "./answer.ts";
import { decimal } from "./money.ts";
import { Params } from "./params.ts";
import { seedDatabase } from "./seed.ts";
import type { WhmcsSandbox } from "./server.ts";
import { startWhmcsSandbox } from "./server.ts";
import { DEFAULT_SHAPE } from "./shape.ts";
import { createSignOn } from "./sign-on.ts";
import type { Json } from "./test-client.ts";
import { asObject, callApi, control, readFixture, rowsOf } from "./test-client.ts";

let sandbox: WhmcsSandbox;
beforeAll(async () => {
  sandbox = await startWhmcsSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox, "POST /reset");
});

const fixtureFiles = readdirSync(new URL("../../fixtures/whmcs/", import.meta.url));

/** Paths of all keys; rows of a list are taken together. Positional copies of custom fields depend on how many there are. */
function keyPaths(value: unknown, prefix = "", found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const entry of value) keyPaths(entry, `${prefix}[]`, found);
  else if (typeof value === "object" && value !== null)
    for (const [key, entry] of Object.entries(value)) {
      if (/^customfields\d+$/.test(key)) continue;
      // A currency may be missing (whmcs.md 6): what counts is what each one holds.
      const name = prefix.endsWith(".pricing") ? "*" : key;
      found.add(`${prefix}.${name}`);
      keyPaths(entry, `${prefix}.${name}`, found);
    }
  return found;
}

/** Paths below a list that one of the two sides has no row of cannot be compared. */
function comparable(paths: Set<string>, other: Set<string>): string[] {
  return [...paths]
    .filter((path) => {
      for (let cut = path.lastIndexOf("[]"); cut > 0; cut = path.lastIndexOf("[]", cut - 1)) {
        const below = path.slice(0, cut + 2);
        if (![...other].some((candidate) => candidate.startsWith(below))) return false;
      }
      return true;
    })
    .sort();
}

type CallParams = Record<string, string | number | null>;
const money = { itemdescription1: "Top-up", itemamount1: "500.00", itemtaxed1: 1 };

/** One successful call of every action, with what has to happen before it. */
const SUCCESSES: Record<string, { params: CallParams; before?: () => Promise<unknown>; fixture?: string }> = {
  WhmcsDetails: { params: {} },
  GetCurrencies: { params: {} },
  GetPaymentMethods: { params: {} },
  SendEmail: { params: { messagename: "Invoice Created", id: 10_003 } },
  GetClients: { params: {} },
  GetClientsDetails: { params: { clientid: 1003, stats: 1 }, fixture: "GetClientsDetails.with-stats.json" },
  AddClient: {
    params: {
      firstname: "A",
      lastname: "B",
      email: "new@example.com",
      address1: "1",
      city: "C",
      state: "S",
      postcode: "100-0005",
      country: "JP",
      phonenumber: "03-0000-0001",
      password2: "x",
    },
    fixture: "AddClient.success-with-owner.json",
  },
  UpdateClient: { params: { clientid: 1001, city: "Chiyoda-ku" } },
  CloseClient: { params: { clientid: 1004 } },
  ValidateLogin: { params: { email: "legacy@example.com", password2: "old-portal-pass" } },
  GetUsers: { params: { search: "accounts@example.com" } },
  AddUser: { params: { firstname: "A", lastname: "B", email: "u@example.com", password2: "x" } },
  UpdateUser: { params: { user_id: 6001, lastname: "Porter" } },
  ResetPassword: { params: { email: "legacy@example.com" } },
  GetInvoices: { params: { userid: 1001 }, fixture: "GetInvoices.success-jpy.json" },
  GetInvoice: { params: { invoiceid: 10_002 }, fixture: "GetInvoice.paid-jpy.json" },
  CreateInvoice: { params: { userid: 1001, ...money } },
  UpdateInvoice: { params: { invoiceid: 10_003, notes: "x" } },
  GetTransactions: { params: { clientid: 1001 } },
  GetCredits: { params: { clientid: 1001 } },
  AddCredit: { params: { clientid: 1001, description: "x", amount: "10.00" } },
  ApplyCredit: { params: { invoiceid: 10_003, amount: "500.00" } },
  CapturePayment: { params: { invoiceid: 10_003 } },
  AddInvoicePayment: {
    params: { invoiceid: 10_003, transid: "t", gateway: "banktransfer", date: "2026-11-23 10:00:00" },
  },
  GetPayMethods: {
    params: { clientid: 1001 },
    before: () =>
      callApi(sandbox, "AddPayMethod", { clientid: 1001, type: "BankAccount", bank_name: "Sample Bank" }),
  },
  AddPayMethod: {
    params: {
      clientid: 1004,
      type: "CreditCard",
      card_number: "4242424242424242",
      card_expiry: "1230",
      gateway_module_name: "stripe",
    },
  },
  UpdatePayMethod: { params: { clientid: 1001, paymethodid: 10_012, set_as_default: 1 } },
  DeletePayMethod: { params: { clientid: 1001, paymethodid: 10_012 } },
  GetProducts: { params: {}, fixture: "GetProducts.success-jpy.json" },
  GetClientsProducts: { params: { clientid: 1001 }, fixture: "GetClientsProducts.success-jpy.json" },
  GetClientsAddons: { params: { clientid: 1001 }, fixture: "GetClientsAddons.empty.json" },
  UpdateClientProduct: { params: { serviceid: 30_011, notes: "x" } },
  AddCancelRequest: { params: { serviceid: 30_011, type: "Immediate" } },
  GetCancelledPackages: {
    params: {},
    before: () => callApi(sandbox, "AddCancelRequest", { serviceid: 30_011, type: "Immediate" }),
  },
  ModuleCreate: {
    params: { serviceid: 30_011 },
    before: () => control(sandbox, "POST /shape", { modules: true }),
  },
  ModuleSuspend: {
    params: { serviceid: 30_011 },
    before: () => control(sandbox, "POST /shape", { modules: true }),
  },
  ModuleUnsuspend: {
    params: { serviceid: 30_051 },
    before: () => control(sandbox, "POST /shape", { modules: true }),
  },
  ModuleTerminate: {
    params: { serviceid: 30_011 },
    before: () => control(sandbox, "POST /shape", { modules: true }),
  },
  ModuleChangePackage: {
    params: { serviceid: 30_011 },
    before: () => control(sandbox, "POST /shape", { modules: true }),
  },
  UpgradeProduct: {
    params: {
      serviceid: 30_011,
      type: "product",
      newproductid: 201,
      newproductbillingcycle: "monthly",
      paymentmethod: "stripe",
    },
  },
  AddOrder: {
    params: { clientid: 1007, paymentmethod: "stripe", "pid[0]": 202, "billingcycle[0]": "monthly" },
  },
  AcceptOrder: {
    params: { orderid: 4_101 },
    before: () => callApi(sandbox, "AddOrder", { clientid: 1007, paymentmethod: "stripe", "pid[0]": 202 }),
  },
  CancelOrder: {
    params: { orderid: 4_101 },
    before: () => callApi(sandbox, "AddOrder", { clientid: 1007, paymentmethod: "stripe", "pid[0]": 202 }),
  },
  GetOrders: { params: { userid: 1001 } },
  CreateSsoToken: { params: { client_id: 1001 } },
};

describe("a successful answer has the keys of the sample", () => {
  it.each(Object.keys(SUCCESSES))("%s", async (action) => {
    const { params, before, fixture } = SUCCESSES[action] ?? { params: {} };
    await before?.();
    const { status, json } = await callApi(sandbox, action, params);
    expect(status).toBe(200);
    const sample = keyPaths(readFixture(fixture ?? `${action}.success.json`));
    const ours = keyPaths(json);
    expect(comparable(ours, sample)).toEqual(comparable(sample, ours));
    expect(json["result"]).toBe("success");
  });

  it("covers every action there is", async () => {
    const response = await fetch(sandbox.controlUrl, { headers: { accept: "application/json" } });
    const listed = z.object({ actions: z.array(z.string()) }).parse(await response.json()).actions;
    // No addon is defined in the seeded world, so there is none to update.
    expect(listed.filter((name) => name !== "UpdateClientAddon").sort()).toEqual(
      Object.keys(SUCCESSES).sort(),
    );
    const sampled = new Set(
      fixtureFiles.filter((file) => !file.startsWith("_")).map((file) => file.split(".")[0]),
    );
    expect([...sampled].sort()).toEqual([...listed].sort());
  });

  it("addons too, though the world has none", () => {
    const clock = createClock("2026-11-23");
    const db = seedDatabase(buildWorld("2026-11-23"));
    db.addons.set(55, {
      id: 55,
      qty: 1,
      userid: 1001,
      orderid: 0,
      serviceid: 30_011,
      addonid: 0,
      name: "x",
      setupfee: 0,
      recurring: 20_000,
      billingcycle: "Monthly",
      status: "Active",
      regdate: "2026-01-01",
      nextduedate: "2026-12-01",
      paymentmethod: "stripe",
      notes: "",
    });
    const context = {
      db,
      clock,
      hooks: createHooks({ clock }),
      shape: DEFAULT_SHAPE,
      signOn: createSignOn(clock),
      baseUrl: "",
      callerIp: "",
    };
    const run = (action: string, params: Record<string, string>) => {
      const answer = findAction(action)?.run(context, new Params(new Map(Object.entries(params))));
      return shapeAnswer(answer ?? {}, DEFAULT_SHAPE);
    };
    const { result, ...changed } = readFixture("UpdateClientAddon.success.json");
    expect(result).toBe("success");
    expect(run("UpdateClientAddon", { id: "55", status: "Cancelled" })).toEqual(changed);
    const rows = rowsOf(run("GetClientsAddons", { clientid: "1001" }), "addons", "addon");
    expect(rows.map((row) => row["status"])).toEqual(["Cancelled"]);
    const sample = rowsOf(readFixture("GetClientsAddons.success.json"), "addons", "addon")[0];
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(sample ?? {}));
    expect(() => run("UpdateClientAddon", { id: "55" })).toThrow("Nothing to Update");
    expect(() => run("UpdateClientAddon", { id: "9" })).toThrow("Addon ID Not Found");
  });
});

describe("refusals have the sample's words", () => {
  const cases: [string, string, CallParams][] = [
    ["GetClientsDetails.error-missing-key", "GetClientsDetails", {}],
    ["GetClientsDetails.error-not-found", "GetClientsDetails", { clientid: 9 }],
    ["AddClient.error-required-firstname", "AddClient", {}],
    [
      "AddClient.error-required-address",
      "AddClient",
      { firstname: "A", lastname: "B", email: "n@example.com" },
    ],
    [
      "AddClient.error-duplicate-user",
      "AddClient",
      { ...SUCCESSES["AddClient"]?.params, email: "AMELIA@example.com" },
    ],
    ["UpdateClient.error-not-found", "UpdateClient", { clientid: 9 }],
    ["UpdateClient.error-duplicate-email", "UpdateClient", { clientid: 1001, email: "hanako@example.jp" }],
    ["ValidateLogin.error-invalid", "ValidateLogin", { email: "legacy@example.com", password2: "wrong" }],
    [
      "AddUser.error-duplicate",
      "AddUser",
      { firstname: "A", lastname: "B", email: "bulk@example.com", password2: "x" },
    ],
    ["ResetPassword.error-missing", "ResetPassword", {}],
    ["ResetPassword.error-not-found", "ResetPassword", { email: "nobody@example.com" }],
    ["GetInvoice.error-not-found", "GetInvoice", { invoiceid: 9 }],
    ["CreateInvoice.error-client", "CreateInvoice", { userid: 9 }],
    ["CreateInvoice.error-draft-send", "CreateInvoice", { userid: 1001, draft: 1, sendinvoice: 1 }],
    ["UpdateInvoice.error-not-draft", "UpdateInvoice", { invoiceid: 10_003, publish: 1 }],
    [
      "UpdateInvoice.error-missing-variables",
      "UpdateInvoice",
      { invoiceid: 10_003, "itemdescription[1]": "x" },
    ],
    ["UpdateInvoice.error-status", "UpdateInvoice", { invoiceid: 10_003, status: "Overdue" }],
    ["CapturePayment.error-declined", "CapturePayment", { invoiceid: 10_506 }],
    ["CapturePayment.error-not-unpaid", "CapturePayment", { invoiceid: 10_001 }],
    ["AddInvoicePayment.error-cancelled", "AddInvoicePayment", { invoiceid: 10_502 }],
    ["AddCredit.error-format", "AddCredit", { clientid: 1001, amount: "1,000" }],
    ["ApplyCredit.error-insufficient", "ApplyCredit", { invoiceid: 10_003, amount: "1500.01" }],
    ["GetCredits.error-client", "GetCredits", { clientid: 9 }],
    ["GetPayMethods.error-client", "GetPayMethods", { clientid: 9 }],
    ["GetPayMethods.error-type", "GetPayMethods", { clientid: 1001, type: "Cheque" }],
    [
      "UpdatePayMethod.error-owner",
      "UpdatePayMethod",
      { clientid: 1002, paymethodid: 10_011, set_as_default: 1 },
    ],
    ["DeletePayMethod.error-id", "DeletePayMethod", { clientid: 1001, paymethodid: 9 }],
    [
      "AddPayMethod.error-expiry",
      "AddPayMethod",
      { ...SUCCESSES["AddPayMethod"]?.params, card_expiry: "1025" },
    ],
    [
      "AddPayMethod.error-gateway",
      "AddPayMethod",
      { ...SUCCESSES["AddPayMethod"]?.params, gateway_module_name: "banktransfer" },
    ],
    ["UpdateClientProduct.error-not-found", "UpdateClientProduct", { serviceid: 9 }],
    ["AddCancelRequest.error-service", "AddCancelRequest", { serviceid: 9 }],
    ["ModuleCreate.error-no-module", "ModuleCreate", { serviceid: 30_011 }],
    ["ModuleSuspend.error-not-found", "ModuleSuspend", { serviceid: 9 }],
    ["AddOrder.error-array", "AddOrder", { clientid: 1001, paymentmethod: "stripe", pid: 202 }],
    ["AddOrder.error-empty-cart", "AddOrder", { clientid: 1001, paymentmethod: "stripe", "pid[0]": 9_999 }],
    ["AddOrder.error-payment-method", "AddOrder", { clientid: 1001, paymentmethod: "mailin" }],
    ["AcceptOrder.error-status", "AcceptOrder", { orderid: 4001 }],
    [
      "CreateSsoToken.error-destination",
      "CreateSsoToken",
      { client_id: 1001, destination: "clientarea:nowhere" },
    ],
    ["CreateSsoToken.error-user-client", "CreateSsoToken", { client_id: 1001, user_id: 6002 }],
    ["SendEmail.error-template", "SendEmail", { messagename: "Nothing", id: 1001 }],
    ["SendEmail.error-failed", "SendEmail", { messagename: "Invoice Created", id: 9 }],
  ];
  it.each(cases)("%s", async (fixture, action, params) => {
    const { status, json } = await callApi(sandbox, action, params);
    expect(status).toBe(200);
    expect(json).toEqual(readFixture(`${fixture}.json`));
  });

  it("closed clients", async () => {
    await callApi(sandbox, "CloseClient", { clientid: 1004 });
    const order = await callApi(sandbox, "AddOrder", {
      clientid: 1004,
      paymentmethod: "stripe",
      "pid[0]": 202,
    });
    expect(order.json).toEqual(readFixture("AddOrder.error-closed.json"));
    const signOn = await callApi(sandbox, "CreateSsoToken", { client_id: 1004 });
    expect(signOn.json).toEqual({ result: "error", message: "SSO authentication blocked for client 1004" });
  });

  it("a second cancellation request", async () => {
    await callApi(sandbox, "AddCancelRequest", { serviceid: 30_011, type: "Immediate" });
    const again = await callApi(sandbox, "AddCancelRequest", { serviceid: 30_011, type: "Immediate" });
    expect(again.json).toEqual(readFixture("AddCancelRequest.error-existing.json"));
  });

  it("capturing without any pay method gives only a warning", async () => {
    const made = await callApi(sandbox, "CreateInvoice", { userid: 1004, paymentmethod: "stripe", ...money });
    const { status, json } = await callApi(sandbox, "CapturePayment", {
      invoiceid: Number(made.json["invoiceid"]),
    });
    expect(status).toBe(200);
    expect(json).toEqual(readFixture("_transport.warning-no-result.json"));
  });
});

describe("shape switches (whmcs.md 2.1)", () => {
  const empty = (shape: Json) =>
    control(sandbox, "POST /shape", shape).then(() => callApi(sandbox, "GetInvoices", { userid: 1004 }));

  it("gives empty lists in every container", async () => {
    expect((await empty({ emptyList: "default" })).json["invoices"]).toEqual({ invoice: [] });
    expect((await empty({ emptyList: "empty_string" })).json["invoices"]).toBe("");
    expect((await empty({ emptyList: "empty_array" })).json["invoices"]).toEqual({ invoice: [] });
    expect((await empty({ emptyList: "missing_key" })).json).toEqual({
      result: "success",
      totalresults: 0,
      startnumber: 0,
      numreturned: 0,
    });
    expect((await empty({ emptyList: "error" })).json).toEqual({
      result: "error",
      message: "No Results Found",
    });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json["result"]).toBe("success");
  });

  it("gives single rows and keyed rows", async () => {
    await control(sandbox, "POST /shape", { singleRow: "object" });
    const one = await callApi(sandbox, "GetInvoices", { userid: 1001, limitnum: 1 });
    expect(asObject(asObject(one.json["invoices"])["invoice"])["id"]).toBe(10_003);
    await control(sandbox, "POST /shape", { singleRow: "keyed_object" });
    const keyed = await callApi(sandbox, "GetInvoices", { userid: 1001 });
    expect(Object.keys(asObject(asObject(keyed.json["invoices"])["invoice"]))).toEqual(["0", "1", "2"]);
  });

  it("gives numbers as text and text as numbers", async () => {
    await control(sandbox, "POST /shape", { numbers: "text" });
    const text = rowsOf(
      (await callApi(sandbox, "GetInvoices", { userid: 1001 })).json,
      "invoices",
      "invoice",
    );
    expect(text[0]).toMatchObject({ id: "10003", userid: "1001", total: "4928.00" });
    await control(sandbox, "POST /shape", { numbers: "native" });
    const native = rowsOf(
      (await callApi(sandbox, "GetTransactions", { invoiceid: 10_001 })).json,
      "transactions",
      "transaction",
    );
    expect(native[0]).toMatchObject({ id: 100_011, invoiceid: 10_001, amountin: 2_178 });
  });

  it("flattens lists into bracket keys", async () => {
    await control(sandbox, "POST /shape", { flattenLists: true });
    const { json } = await callApi(sandbox, "GetCredits", { clientid: 1001 });
    expect(json).toMatchObject({ "credits[credit][0][amount]": "1500.00", "credits[credit][0][relid]": "0" });
  });

  it("encodes what people typed once, and only when asked to", async () => {
    const read = async (): Promise<Json> =>
      asObject((await callApi(sandbox, "GetClientsDetails", { clientid: 1006 })).json["client"]);
    expect(await read()).toMatchObject({
      firstname: "&lt;b&gt;Rob&lt;/b&gt;",
      lastname: "\u202Eegnaro&quot; OR 1=1 --",
      email: "hostile@example.com",
    });
    await control(sandbox, "POST /shape", { entities: "plain" });
    expect((await read())["firstname"]).toBe("<b>Rob</b>");
  });

  it("repeats the client at top level with a password hash", async () => {
    await control(sandbox, "POST /shape", { legacyTopLevel: true });
    const { json } = await callApi(sandbox, "GetClientsDetails", { clientid: 1001 });
    expect(json["email"]).toBe("amelia@example.com");
    expect(json["password"]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("refuses switches it does not know", async () => {
    expect((await control(sandbox, "POST /shape", { emptyList: "nothing" })).status).toBe(400);
    expect((await control(sandbox, "POST /shape", { colour: "red" })).status).toBe(400);
  });
});

it("writes hundredths exactly", () => {
  expect([0, 5, -5, 330_000, -1_250].map(decimal)).toEqual(["0.00", "0.05", "-0.05", "3300.00", "-12.50"]);
});
