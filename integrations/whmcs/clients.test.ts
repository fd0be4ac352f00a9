import { describe, expect, test } from "vitest";
import type { InvoiceId, WhmcsClientId, WhmcsUserId } from "#domain/shared/ids.ts";
import { failureOf, useBench } from "./testing/bench.ts";
import { fixtureWith, readFixture } from "./testing/fixtures.ts";

const bench = useBench();
const clientId = 1042 as WhmcsClientId;

const client = (change: Record<string, unknown> = {}, top: Record<string, unknown> = {}) =>
  fixtureWith("GetClientsDetails.success.json", (body) => {
    Object.assign(body["client"] as object, change);
    Object.assign(body, top);
  });

describe("getClient", () => {
  test("reads the client object, never the deprecated top level, and copies by name", async () => {
    bench.answer(
      client(
        { password: "$2y$secret", notes: "admin-note", customfields: [{ id: "198", value: " CN-100001 " }] },
        { firstname: "Mallory", password: "$2y$secret", currency_code: "USD" },
      ),
    );
    const read = await bench.whmcs.getClient({ clientId });
    expect(read).toMatchObject({ id: 1042, firstName: "太郎", currency: "JPY", customerNumber: "CN-100001" });
    expect(JSON.stringify(read)).not.toMatch(/secret|admin-note|Mallory/);
  });

  test("an old answer lacks keys: users, custom fields, owner", async () => {
    bench.answer(
      client({ client_id: undefined, owner_user_id: undefined, customfields: undefined, users: undefined }),
    );
    expect(await bench.whmcs.getClient({ clientId })).toMatchObject({
      ownerUserId: null,
      userIds: [],
      customerNumber: null,
    });
  });

  test("the owner is found among the users when it is not named", async () => {
    bench.answer(client({ owner_user_id: undefined }));
    expect((await bench.whmcs.getClient({ clientId })).ownerUserId).toBe(977);
  });

  test("a missing currency code is looked up; an unknown currency is a contract failure, a spoilt credit is not known", async () => {
    const currencies = JSON.parse(readFixture("GetCurrencies.success.json")) as unknown;
    const details = { currency_code: undefined, currency: "2", credit: "19.99" };
    bench.answerByAction({ GetClientsDetails: client(details), GetCurrencies: currencies });
    expect((await bench.whmcs.getClient({ clientId })).credit).toEqual({ currency: "USD", minor: 1999 });
    bench.answerByAction({
      GetClientsDetails: client({ ...details, currency: 9 }),
      GetCurrencies: currencies,
    });
    expect((await failureOf(bench.whmcs.getClient({ clientId }))).facts["field"]).toBe("client.currency");
    bench.answerByAction({
      GetClientsDetails: client({ ...details, credit: "x" }),
      GetCurrencies: currencies,
    });
    expect((await bench.whmcs.getClient({ clientId })).credit).toBeNull();
  });

  test("another client than the asked one is a contract failure, an unknown one not found", async () => {
    bench.answer(client({ id: 1043 }));
    expect((await failureOf(bench.whmcs.getClient({ clientId }))).facts["field"]).toBe("client.id");
    bench.answer(readFixture("GetClientsDetails.error-not-found.json"));
    expect((await failureOf(bench.whmcs.getClient({ clientId }))).code).toBe("not_found");
  });

  test("a new status does not throw", async () => {
    bench.answer(client({ status: "Dormant" }));
    expect((await bench.whmcs.getClient({ clientId })).status).toBe("unknown");
  });
});

describe("updateClient", () => {
  const address = {
    address1: "Azabu Court 305",
    address2: "",
    city: "Minato-ku",
    state: "Tokyo",
    postcode: "106-0044",
    country: "JP" as const,
  };

  test("sends what is changed and nothing else; an empty line empties", async () => {
    bench.answer({ result: "success", clientid: "1042" });
    await bench.whmcs.updateClient({ clientId, change: { phone: "090-1234-5678", address } });
    const { params } = bench.server.received[0] ?? {};
    expect(
      Object.fromEntries([...(params ?? [])].filter(([name]) => !/secret|identifier/.test(name))),
    ).toEqual({
      ...address,
      action: "UpdateClient",
      clientid: "1042",
      phonenumber: "090-1234-5678",
      responsetype: "json",
    });
    await bench.whmcs.updateClient({ clientId, change: { status: "inactive" } });
    expect(bench.server.received[1]?.params.get("status")).toBe("Inactive");
  });

  test("asks nobody for what the installation has no field for", async () => {
    bench.answer({ result: "success", clientid: "1042" });
    await bench.whmcs.updateClient({ clientId, change: { gender: "Male", nationality: null } });
    expect(bench.server.received).toHaveLength(0);
  });

  test("an unknown client is not found, another refusal is one, and nothing is repeated", async () => {
    bench.answer({ result: "error", message: "Client ID Not Found" });
    const update = () => bench.whmcs.updateClient({ clientId, change: { email: "new@example.jp" } });
    expect((await failureOf(update())).code).toBe("not_found");
    bench.answer({ result: "error", message: "Duplicate Email Address" });
    expect((await failureOf(update())).code).toBe("provider_rejected");
    bench.answer("", 503);
    const failure = await failureOf(update());
    expect([failure.code, bench.server.received.length]).toEqual(["provider_unavailable", 1]);
  });
});

describe("findClientByEmail", () => {
  test("only this address, whatever its case and the space around it", async () => {
    bench.answer(client({ email: "Taro.Yamada@Example.jp" }));
    expect((await bench.whmcs.findClientByEmail({ email: " taro.yamada@example.JP " }))?.id).toBe(1042);
    expect(await bench.whmcs.findClientByEmail({ email: "taro.yamada@example.jp.evil" })).toBeNull();
    bench.answer(readFixture("GetClientsDetails.error-not-found.json"));
    expect(await bench.whmcs.findClientByEmail({ email: "nobody@example.jp" })).toBeNull();
  });

  test("an empty address asks nobody", async () => {
    bench.answer(client());
    expect(await bench.whmcs.findClientByEmail({ email: " " })).toBeNull();
    expect(bench.server.received).toHaveLength(0);
  });
});

test("findUser takes the row with this id and exactly this address", async () => {
  const users = [
    { id: 1, firstname: "A", lastname: "B", email: "ann@example.com.au", clients: [] },
    {
      id: "2",
      firstname: "A",
      lastname: "B",
      email: "Ann@example.com",
      clients: { id: "1042", isOwner: "1" },
    },
  ];
  bench.answer({ result: "success", totalresults: 2, users });
  const find = (userId: number) =>
    bench.whmcs.findUser({ userId: userId as WhmcsUserId, email: "ann@example.com" });
  expect(await find(2)).toMatchObject({ id: 2, clients: [{ id: 1042, isOwner: true }] });
  expect(await find(1)).toBeNull();
});

describe("createSsoLink", () => {
  const invoiceId = 5001 as InvoiceId;
  const invoice = fixtureWith("GetInvoice.unpaid-jpy.json", () => undefined);
  const link = (url: string) => ({ result: "success", access_token: "token", redirect_url: url });
  const good = () => link(`${bench.server.url}/oauth/singlesignon.php?access_token=token`);

  test.each([
    [{ kind: "invoice", invoiceId }, "sso:custom_redirect", "viewinvoice.php?id=5001"],
    [{ kind: "invoice_pdf", invoiceId }, "sso:custom_redirect", "dl.php?type=i&id=5001"],
    [{ kind: "pay_methods" }, "sso:custom_redirect", "index.php?rp=/account/paymentmethods"],
    [{ kind: "home" }, null, null],
  ] as const)("%j", async (target, destination, path) => {
    bench.answerByAction({ GetInvoice: invoice, CreateSsoToken: good() });
    const { url } = await bench.whmcs.createSsoLink({ clientId, target });
    expect(url).toBe(`${bench.server.url}/oauth/singlesignon.php?access_token=token`);
    const sent = bench.server.received.at(-1)?.params;
    expect([sent?.get("client_id"), sent?.get("destination"), sent?.get("sso_redirect_path")]).toEqual([
      "1042",
      destination,
      path,
    ]);
    expect(JSON.stringify(bench.logger.lines)).not.toContain("token=");
  });

  test("no link to somebody else's invoice", async () => {
    bench.answerByAction({ GetInvoice: { ...invoice, userid: 1 }, CreateSsoToken: good() });
    const target = { kind: "invoice", invoiceId } as const;
    expect((await failureOf(bench.whmcs.createSsoLink({ clientId, target }))).code).toBe("not_found");
    expect(bench.actions()).toEqual(["GetInvoice"]);
  });

  test.each(["https://evil.example/x", "http://127.0.0.1.evil.example/", "javascript:alert(1)", "/relative"])(
    "%s is not followed",
    async (url) => {
      bench.answer(link(url));
      const error = await failureOf(bench.whmcs.createSsoLink({ clientId, target: { kind: "home" } }));
      expect(error).toMatchObject({ code: "provider_contract", facts: { field: "redirect_url" } });
    },
  );

  test("blocked for the client is a conflict of its own", async () => {
    bench.answer(readFixture("CreateSsoToken.error-blocked.json"));
    expect(await failureOf(bench.whmcs.createSsoLink({ clientId, target: { kind: "home" } }))).toMatchObject({
      code: "conflict",
      reason: "BILLING_LINK_BLOCKED",
    });
  });
});
