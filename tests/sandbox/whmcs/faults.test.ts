import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WhmcsSandbox } from "./server.ts";
import { startWhmcsSandbox } from "./server.ts";
import { asObject, callApi, control, readFixture } from "./test-client.ts";

let sandbox: WhmcsSandbox;
beforeAll(async () => {
  sandbox = await startWhmcsSandbox({ today: "2026-11-23" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox, "POST /reset");
});

const credit = { clientid: 1004, description: "x", amount: "100.00" };
async function creditOf1004(): Promise<unknown> {
  await control(sandbox, "DELETE /faults");
  return asObject((await callApi(sandbox, "GetClientsDetails", { clientid: 1004 })).json["client"])["credit"];
}
function fault(rule: object) {
  return control(sandbox, "POST /faults", rule);
}

describe("faults that answer", () => {
  it.each([403, 429, 500, 502, 503])("http_%s, and nothing was done", async (status) => {
    await fault({ action: "AddCredit", kind: `http_${status}` });
    const answer = await callApi(sandbox, "AddCredit", credit);
    expect([answer.status, answer.json]).toEqual([status, {}]);
    expect(await creditOf1004()).toBe("0.00");
  });

  it.each([
    ["html", 200, /Down for Maintenance/, "0.00"],
    ["empty_body", 200, /^$/, "0.00"],
    ["broken_json", 200, /^\{"result":"success","newbalance":"100.00$/, "100.00"],
    ["php_warning", 200, /^<br \/>\n<b>Warning<\/b>.*\n\{"result":"success"/s, "100.00"],
  ])("%s", async (kind, status, text, balance) => {
    await fault({ kind });
    const answer = await callApi(sandbox, "AddCredit", credit);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
    expect(await creditOf1004()).toBe(balance);
  });

  it.each([
    ["auth_failed", 403, { result: "error", message: "Authentication Failed" }],
    ["invalid_ip", 403, readFixture("_transport.invalid-ip-v4.json")],
    ["warning_only", 200, readFixture("_transport.warning-no-result.json")],
  ])("%s, and nothing was done", async (kind, status, json) => {
    await fault({ kind });
    const answer = await callApi(sandbox, "AddCredit", credit);
    expect([answer.status, answer.json]).toEqual([status, json]);
    expect(await creditOf1004()).toBe("0.00");
  });

  it("slow waits, then answers", async () => {
    await fault({ kind: "slow", delayMs: 120 });
    const started = performance.now();
    expect((await callApi(sandbox, "WhmcsDetails")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });
});

describe("faults that do not answer", () => {
  it.each([
    ["reset", "0.00"],
    ["lost_answer", "100.00"],
    ["half_answer", "100.00"],
  ])("%s leaves the credit at %s", async (kind, balance) => {
    await fault({ kind });
    await expect(callApi(sandbox, "AddCredit", credit)).rejects.toThrow();
    expect(await creditOf1004()).toBe(balance);
  });

  it("hang holds the call until the faults are cleared", async () => {
    await fault({ kind: "hang" });
    let ended = false;
    const call = callApi(sandbox, "WhmcsDetails")
      .catch(() => null)
      .finally(() => (ended = true));
    await expect.poll(async () => asObject((await control(sandbox, "GET /calls")).json)["total"]).toBe(1);
    expect(ended).toBe(false);
    await control(sandbox, "DELETE /faults");
    expect(await call).toBeNull();
  });
});

describe("rules", () => {
  it("fit an action, a parameter, and a number of times", async () => {
    await fault({ action: "getinvoice", kind: "http_500", times: 1, match: { invoiceid: "10003" } });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_001 })).status).toBe(200);
    expect((await callApi(sandbox, "WhmcsDetails")).status).toBe(200);
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).status).toBe(500);
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).status).toBe(200);
    expect((await control(sandbox, "GET /faults")).json).toEqual([]);
  });

  it("that make no sense are refused", async () => {
    expect((await fault({ kind: "earthquake" })).status).toBe(400);
    expect((await fault({ kind: "slow", times: 0 })).status).toBe(400);
    expect((await fault({})).status).toBe(400);
  });
});

describe("control", () => {
  it("counts calls without secrets", async () => {
    await callApi(sandbox, "ValidateLogin", { email: "a@example.com", password2: "hush" });
    await callApi(sandbox, "validatelogin", { email: "b@example.com", password2: "hush" });
    const calls = await control(sandbox, "GET /calls");
    expect(calls.json).toMatchObject({
      total: 2,
      byAction: { ValidateLogin: 2 },
      recent: [{ action: "ValidateLogin", params: { email: "a@example.com" } }, {}],
    });
    expect(JSON.stringify(calls.json)).not.toContain("hush");
    expect(JSON.stringify(calls.json)).not.toContain(sandbox.secret);
    await control(sandbox, "DELETE /calls");
    expect((await control(sandbox, "GET /calls")).json).toEqual({ total: 0, byAction: {}, recent: [] });
  });

  it("moves the clock, delays calls and puts everything back", async () => {
    await control(sandbox, "POST /clock", { now: "2026-11-29T00:00:00+09:00" });
    const overdue = await callApi(sandbox, "GetInvoices", { userid: 1001, status: "Overdue" });
    expect(overdue.json["totalresults"]).toBe(1);
    await control(sandbox, "POST /latency", { ms: 80 });
    const started = performance.now();
    await callApi(sandbox, "AddCredit", credit);
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
    await control(sandbox, "POST /reset");
    expect(
      (await callApi(sandbox, "GetInvoices", { userid: 1001, status: "Overdue" })).json["totalresults"],
    ).toBe(0);
    expect(await creditOf1004()).toBe("0.00");
    expect((await control(sandbox, "GET /latency")).json).toEqual({ ms: 0 });
  });

  it("has a page whose forms work without script", async () => {
    const page = await (await fetch(`${sandbox.controlUrl}/`)).text();
    expect(page).toContain("Provider sandbox (WHMCS)");
    expect(page).not.toMatch(/<script/i);
    const form = new URLSearchParams({
      action: "GetInvoice",
      kind: "http_503",
      times: "",
      delayMs: "",
      match: "invoiceid=10003",
    });
    const posted = await fetch(`${sandbox.controlUrl}/faults`, {
      method: "POST",
      body: form,
      redirect: "manual",
    });
    expect([posted.status, posted.headers.get("location")]).toEqual([303, "/__sandbox/"]);
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).status).toBe(503);
    await fetch(`${sandbox.controlUrl}/faults/clear`, { method: "POST", body: new URLSearchParams() });
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).status).toBe(200);
  });

  it("shows what callers sent as text", async () => {
    await callApi(sandbox, "GetClients", { search: "<img src=x onerror=alert(1)>" });
    const page = await (await fetch(`${sandbox.controlUrl}/`)).text();
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src=x");
  });

  it("takes no orders from another site's page", async () => {
    const posted = await fetch(`${sandbox.controlUrl}/reset`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    expect(posted.status).toBe(403);
  });
});
