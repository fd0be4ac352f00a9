import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WhmcsSandbox } from "./server.ts";
import { startWhmcsSandbox } from "./server.ts";
import { callApi, control } from "./test-client.ts";

let sandbox: WhmcsSandbox;
beforeAll(async () => {
  sandbox = await startWhmcsSandbox({ today: "2026-11-23", portalUrl: "http://portal.example" });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control(sandbox, "POST /reset");
});

async function signOnUrl(clientId: number, path: string | null = null): Promise<string> {
  const target: Record<string, string> =
    path === null ? {} : { destination: "sso:custom_redirect", sso_redirect_path: path };
  const { json } = await callApi(sandbox, "CreateSsoToken", { client_id: clientId, ...target });
  return String(json["redirect_url"]);
}

/** Signs on like a browser: cookie and the page it is sent to. */
async function signOn(
  clientId: number,
  path: string | null = null,
): Promise<{ cookie: string; location: string }> {
  const response = await fetch(await signOnUrl(clientId, path), { redirect: "manual" });
  expect(response.status).toBe(303);
  return {
    cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
    location: response.headers.get("location") ?? "",
  };
}

async function open(cookie: string, path: string, form?: Record<string, string>) {
  const response = await fetch(`${sandbox.url}${path}`, {
    headers: { cookie },
    redirect: "manual",
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  return {
    status: response.status,
    location: response.headers.get("location"),
    headers: response.headers,
    text: await response.text(),
  };
}

describe("single sign-on (whmcs.md 7)", () => {
  it("works once, and not after a minute", async () => {
    const url = await signOnUrl(1001);
    expect(url.startsWith(`${sandbox.url}/oauth/singlesignon.php?access_token=`)).toBe(true);
    expect((await fetch(url, { redirect: "manual" })).status).toBe(303);
    expect((await fetch(url, { redirect: "manual" })).status).toBe(403);
    const late = await signOnUrl(1001);
    await control(sandbox, "POST /clock", { now: "2026-11-23T09:02:30+09:00" });
    expect((await fetch(late, { redirect: "manual" })).status).toBe(403);
  });

  it("goes where it was told, and never to another host", async () => {
    expect((await signOn(1001, "viewinvoice.php?id=10003")).location).toBe("/viewinvoice.php?id=10003");
    expect((await signOn(1001, "/viewinvoice.php?id=10003")).location).toBe("/viewinvoice.php?id=10003");
    expect((await signOn(1001, "//evil.example/x")).location).toBe("/evil.example/x");
    expect((await signOn(1001, "https://evil.example/x")).location).toMatch(/^\/(?!\/)/);
    expect((await signOn(1001)).location).toBe("/clientarea.php");
  });

  it("shows nothing without it", async () => {
    for (const path of [
      "/viewinvoice.php?id=10003",
      "/dl.php?type=i&id=10003",
      "/clientarea.php",
      "/account/paymentmethods",
    ])
      expect((await open("", path)).status).toBe(401);
  });
});

describe("invoice page", () => {
  it("takes a payment once", async () => {
    const { cookie, location } = await signOn(1001, "viewinvoice.php?id=10003");
    const before = await open(cookie, location);
    expect(before.text).toContain("Provider sandbox (WHMCS)");
    expect(before.text).toContain("Pay with Visa ending 4242");
    const pay = await open(cookie, location, {});
    expect([pay.status, pay.location]).toEqual([303, "/viewinvoice.php?id=10003&result=captured"]);
    const after = await open(cookie, pay.location ?? "");
    expect(after.text).toContain("the payment was received");
    expect(after.text).toContain('href="http://portal.example/account/billing/invoices"');
    expect(after.text).not.toContain("Pay with");
    await open(cookie, location, {});
    const { json } = await callApi(sandbox, "GetTransactions", { invoiceid: 10_003 });
    expect(json["totalresults"]).toBe(1);
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_003 })).json["status"]).toBe("Paid");
  });

  it("declines the expired card and sends 1004 to add one", async () => {
    const { cookie } = await signOn(1005);
    expect((await open(cookie, "/viewinvoice.php?id=10506", {})).location).toBe(
      "/viewinvoice.php?id=10506&result=declined",
    );
    expect((await callApi(sandbox, "GetInvoice", { invoiceid: 10_506 })).json["status"]).toBe("Unpaid");
  });

  it("shows only the client's own records", async () => {
    const { cookie } = await signOn(1002);
    expect((await open(cookie, "/viewinvoice.php?id=10003")).status).toBe(404);
    expect((await open(cookie, "/viewinvoice.php?id=10003", {})).status).toBe(404);
    expect((await open(cookie, "/dl.php?type=i&id=10003")).status).toBe(404);
    expect((await open(cookie, "/clientarea.php?action=productdetails&id=30011")).status).toBe(404);
    expect((await open(cookie, "/viewinvoice.php?id=10114")).status).toBe(200);
  });

  it("shows hostile text as text", async () => {
    const { cookie } = await signOn(1006);
    for (const path of [
      "/viewinvoice.php?id=10601",
      "/viewinvoice.php?id=10602",
      "/clientarea.php?action=invoices",
      "/account/paymentmethods",
    ]) {
      const { status, text } = await open(cookie, path);
      expect(status).toBe(200);
      expect(text).not.toContain("<script");
      expect(text).not.toContain("<b>Rob");
      expect(text).toContain("&lt;b&gt;Rob&lt;/b&gt;");
    }
  });
});

it("gives a PDF whose table of objects is right", async () => {
  const { cookie, location } = await signOn(1002, "dl.php?type=i&id=10113");
  const response = await fetch(`${sandbox.url}${location}`, { headers: { cookie } });
  expect(response.headers.get("content-type")).toBe("application/pdf");
  const file = Buffer.from(await response.arrayBuffer()).toString("latin1");
  expect(file.startsWith("%PDF-1.")).toBe(true);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  expect(file.slice(start, start + 5)).toBe("xref\n");
  const offsets = [...file.slice(start).matchAll(/(\d{10}) 00000 n /g)].map((match) => Number(match[1]));
  expect(offsets).toHaveLength(7);
  for (const [index, offset] of offsets.entries())
    expect(file.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`));
  const length = Number(/\/Length (\d+)/.exec(file)?.[1]);
  const content = file.indexOf("stream\n") + 7;
  expect(file.slice(content + length, content + length + 10)).toBe("\nendstream");
  // 髙橋, in UTF-16.
  expect(file).toContain("9ad96a4b");
});

describe("payment methods page", () => {
  it("adds, makes default, deletes", async () => {
    const { cookie } = await signOn(1001);
    const cards = async (): Promise<string> =>
      JSON.stringify((await callApi(sandbox, "GetPayMethods", { clientid: 1001 })).json["paymethods"]);
    const add = await open(cookie, "/account/paymentmethods", {
      op: "add",
      number: "4000 0000 0000 0002",
      expiry: "12/29",
      default: "1",
    });
    expect(add.location).toBe("/account/paymentmethods?result=added");
    expect(await cards()).toMatch(/^\[\{"id":30001.*"card_last_four":"0002","expiry_date":"12\/29"/);
    expect(await cards()).not.toContain("4000000000000002");
    await open(cookie, "/account/paymentmethods", { op: "default", id: "10012" });
    expect(await cards()).toMatch(/^\[\{"id":10012/);
    await open(cookie, "/account/paymentmethods", { op: "delete", id: "30001" });
    expect(await cards()).not.toContain("30001");
    const page = await open(cookie, "/account/paymentmethods?result=deleted");
    expect(page.text).toContain("The payment method was deleted.");
  });

  it("refuses bad cards and other clients' methods", async () => {
    const { cookie } = await signOn(1001);
    const result = async (form: Record<string, string>): Promise<string | null> =>
      (await open(cookie, "/account/paymentmethods", form)).location;
    expect(await result({ op: "add", number: "4242424242424243", expiry: "12/29" })).toMatch(/bad_number$/);
    expect(await result({ op: "add", number: "4242424242424242", expiry: "10/26" })).toMatch(/bad_expiry$/);
    expect(await result({ op: "delete", id: "10021" })).toMatch(/unknown$/);
  });

  it("takes no posts from another site's page", async () => {
    const { cookie } = await signOn(1001);
    const response = await fetch(`${sandbox.url}/account/paymentmethods`, {
      method: "POST",
      headers: { cookie, origin: "https://evil.example" },
      body: new URLSearchParams({ op: "delete", id: "10011" }),
    });
    expect(response.status).toBe(400);
  });
});
