import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage, expectLogged } from "../support/pages.ts";
import { PASSWORD } from "../support/portal.ts";
import { openTestPortal, type WorkerPortal } from "../support/worker-portal.ts";

const LIST = "/account/billing/invoices";

let portal: WorkerPortal;
beforeAll(async () => {
  portal = await openTestPortal({ today: "real", environment: { INVOICE_INDEX_LIMIT: "0" } });
});
afterAll(async () => {
  await portal.stop();
});

const signedIn = new Map<string, Promise<Client>>();

function customer(name: string): Promise<Client> {
  const email = name === "hanako" || name === "kenji" ? `${name}@example.jp` : `${name}@example.com`;
  const known = signedIn.get(email) ?? signIn(email);
  signedIn.set(email, known);
  return known;
}

async function signIn(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  return client;
}

async function textAt(name: string, path: string): Promise<string> {
  const response = await (await customer(name)).get(path);
  expect(response.status).toBe(200);
  return textOf(await response.text());
}

describe("the customers' figures", () => {
  it.each([
    [
      "late",
      "/account",
      ["Liam O'Late", "To pay ¥5,458", "Overdue ¥1,980 2 invoices", "card ending 0002 has expired"],
    ],
    ["late", "/account/billing", ["You have ¥5,458 to pay. ¥1,980 of it is overdue."]],
    [
      "late",
      LIST,
      ["Unpaid", "Overdue", "Collections", "Cancelled", "Refunded", "1–6 of 6", "Unpaid ¥3,478 1 invoice"],
    ],
    ["late", `${LIST}?status=overdue`, ["1–2 of 2", "Invoice 10504", "Invoice 10505"]],
    ["late", `${LIST}?status=collections`, ["1–1 of 1", "Invoice A510503"]],
    ["late", `${LIST}?status=paid`, ["No invoices match"]],
    [
      "late",
      `${LIST}/10506`,
      ["Total ¥5,478", "Payments received ¥2,000", "Balance due ¥3,478", "Pay ¥3,478 now"],
    ],
    ["late", `${LIST}/10503`, ["gone to collections"]],
    ["late", `${LIST}/10502`, ["This invoice was cancelled. Nothing is due."]],
    ["late", `${LIST}/10501`, ["Refunded ¥"]],
    ["late", "/account/billing/payments", ["Visa ending 0002", "Expired"]],
    [
      "bulk",
      LIST,
      ["¥571,120 to pay. ¥314,600 of it is overdue", "Invoices 5,000", "Paid 4,970 ¥98,489,160"],
    ],
    ["bulk", LIST, ["Unpaid ¥256,520 10 invoices", "Overdue ¥314,600 10 invoices", "1–10 of 5,000"]],
    ["bulk", `${LIST}?per=50&page=100`, ["4,951–5,000 of 5,000", "page 100 of 100"]],
    ["bulk", `${LIST}?q=A520042`, ["1–1 of 1", "Invoice A520042"]],
    [
      "hanako",
      `${LIST}/10114`,
      ["小計 3,315円", "10%対象 315円 消費税（10%） 30円", "対象外 3,000円", "合計 3,345円"],
    ],
    ["hanako", LIST, ["お支払いが必要な請求書はありません", "支払い済み 14 138,909円"]],
    ["grace", LIST, ["You have $21.99 to pay.", "Paid 1 $19.99"]],
    ["grace", `${LIST}/10902`, ["Pay $21.99 now", "Not taxed $21.99"]],
    ["newbie", "/account", ["No services yet", "No payment method saved", "To pay None"]],
    ["newbie", "/account/billing", ["No invoices yet.", "To pay None"]],
    ["newbie", LIST, ["No invoices yet.", "Your first invoice will appear here"]],
    ["newbie", "/account/billing/payments", ["No payment method saved"]],
    ["newbie", "/account/billing/statement", ["you owe nothing"]],
    ["amelia", "/account/billing/statement", ["Credit added", "Invoice A510001", "Balance at end ¥3,428"]],
    ["amelia", "/account/settings", ["amelia@example.com", "CN-100001", "Credit ¥1,500"]],
    ["kenji", "/account/billing/payments", ["8431"]],
  ])("%s finds at %s what the billing system has", async (name, path, texts) => {
    const text = await textAt(name, path);
    for (const expected of texts) expect(text).toContain(expected);
  });

  it("say when they were read, and never show another currency's sign", async () => {
    expect(await textAt("grace", LIST)).toMatch(/as of \d\d:\d\d JST/);
    expect(await textAt("grace", LIST)).not.toContain("tax included");
    expect(await textAt("amelia", LIST)).toContain("tax included");
    expect(await textAt("grace", LIST)).not.toContain("¥");
    expect(await textAt("amelia", LIST)).not.toContain("$");
  });

  it("of somebody new are no empty tables", async () => {
    for (const path of ["/account", "/account/billing", LIST]) {
      const html = await (await (await customer("newbie")).get(path)).text();
      expect(html, path).not.toContain("<table");
    }
  });
});

describe("hostile names and descriptions", () => {
  it.each([
    "/account",
    "/account/billing",
    LIST,
    `${LIST}/10601`,
    `${LIST}/10602`,
    `${LIST}/10603`,
    "/account/billing/statement",
    "/account/billing/payments",
    "/account/settings",
    `${LIST}?q=${encodeURIComponent(`"><script>alert('q')</script>`)}`,
  ])("are text and nothing else at %s", async (path) => {
    const response = await (await customer("hostile")).get(path, { "Accept-Encoding": "identity" });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(Buffer.byteLength(html)).toBeLessThan(200_000);
    expect(html).not.toMatch(/<b>/i);
    // The page's own, which is a file.
    expect(html.match(/<script\b[^]*?<\/script>/gi)).toEqual([
      expect.stringMatching(/^<script type="module" src="\/assets\/[\w.-]+" nonce="[\w-]+"><\/script>$/),
    ]);
  });

  it("are shown as they are", async () => {
    expect(await textAt("hostile", "/account/settings")).toContain(`<b>Rob</b>`);
    expect(await textAt("hostile", `${LIST}/10602`)).toContain("<script>alert('x')</script>");
  });
});

describe("the way to the billing site", () => {
  async function open(name: string, path: string, fields: Record<string, string>): Promise<Response> {
    const client = await customer(name);
    const csrf = csrfOf(await (await client.get("/account/settings")).text());
    return client.post(path, { csrf, ...fields });
  }

  /** Follows the link as the new tab would; gives the billing site's page. */
  async function arrive(link: Response): Promise<{ visitor: Client; page: Response }> {
    const visitor = new Client(portal.sandboxUrl);
    const entered = await visitor.get(link.headers.get("location") ?? "");
    expect(entered.status).toBe(303);
    return { visitor, page: await visitor.get(entered.headers.get("location") ?? "") };
  }

  it.each([
    ["an invoice", `${LIST}/10003/open`, { what: "invoice" }, /Invoice 10003/],
    ["its PDF", `${LIST}/10003/open`, { what: "invoice_pdf" }, /^%PDF/],
    ["the payment methods", "/account/billing/payments", { act: "manage" }, /4242/],
  ])("to %s is a redirect that leaves no trace and works once", async (_, path, fields, content) => {
    const link = await open("amelia", path, fields);
    expect(link.status).toBe(303);
    expect(link.headers.get("referrer-policy")).toBe("no-referrer");
    expect(link.headers.get("cache-control")).toBe("no-store");
    expect(await link.text()).toBe("");
    const location = link.headers.get("location") ?? "";
    expect(new URL(location).origin).toBe(portal.sandboxUrl);

    const { page } = await arrive(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(content);
    expect((await fetch(location, { redirect: "manual" })).status).toBe(403);

    await expectLogged(portal, link.headers.get("x-request-id") ?? "");
    const token = new URL(location).searchParams.get("access_token") ?? "";
    expect(token.length).toBeGreaterThan(20);
    expect(portal.log()).not.toContain(token);
  });

  it("is not made for an invoice of somebody else", async () => {
    await portal.sandbox.clearCalls();
    const response = await open("amelia", `${LIST}/10101/open`, { what: "invoice" });
    await expectErrorPage(portal, response, { status: 404, title: "Page not found" });
    expect((await portal.sandbox.calls()).byAction.CreateSsoToken).toBeUndefined();
  });

  it("leads to a payment that the portal knows of within seconds", async () => {
    expect(await textAt("amelia", LIST)).toContain("You have ¥4,928 to pay.");
    expect(await textAt("amelia", `${LIST}/10003`)).toContain("Pay ¥4,928 now");
    const { visitor } = await arrive(await open("amelia", `${LIST}/10003/open`, { what: "invoice" }));
    const paid = await visitor.post("/viewinvoice.php?id=10003", {});
    expect(paid.headers.get("location")).toContain("result=captured");
    await expect.poll(() => textAt("amelia", LIST), { timeout: 10_000 }).toMatch(/You have nothing to pay/);
    expect(await textAt("amelia", `${LIST}/10003`)).toMatch(/Invoice A510003 .*Paid on/);
  });

  it("is closed after twenty visits in ten minutes", async () => {
    const statuses: number[] = [];
    let last = new Response();
    for (let n = 0; n < 21; n += 1) {
      last = await open("grace", `${LIST}/10902/open`, { what: "invoice" });
      statuses.push(last.status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 303));
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    await expectErrorPage(portal, last, { status: 429, title: "Too many requests" });
    expect((await open("kenji", "/account/billing/payments", { act: "manage" })).status).toBe(303);
  });
});

describe("files", () => {
  it.each([
    ["amelia", "10001", /^attachment; filename="\d{8}_Mihon-Telecom-K\.K_2178_A510001\.pdf"/],
    ["hanako", "10114", /_3345_A510114\.pdf/],
    ["grace", "10901", /_19\.99_A510901\.pdf/],
    ["hostile", "10602", /_1408_10602\.pdf/],
  ])("%s gets the PDF of %s under a name that can be searched for", async (name, id, disposition) => {
    const response = await (await customer(name)).get(`${LIST}/${id}/document.pdf`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toMatch(disposition);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.subarray(-6).toString()).toContain("%%EOF");
    expect(bytes.length).toBeLessThan(2_000_000);
  });

  it("the invoices of a tab and a search, those of all pages, come as CSV", async () => {
    const list = async (name: string, path: string) => {
      const response = await (await customer(name)).get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(response.headers.get("content-disposition")).toMatch(
        /^attachment; filename="invoices_\d{4}-\d{2}-\d{2}\.csv"/,
      );
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      return bytes.subarray(3).toString("utf8").trim().split("\r\n");
    };
    const [head, ...rows] = await list("late", `${LIST}/file.csv`);
    expect(head).toBe("Invoice,Issued,Due,Paid,Status,Description,Total,Currency");
    expect(rows).toHaveLength(6);
    const overdue = await list("late", `${LIST}/file.csv?status=overdue`);
    expect(overdue.slice(1).map((row) => row.split(",")[0])).toEqual(["10505", "10504"]);
    expect(overdue.slice(1).every((row) => row.includes(",Overdue,"))).toBe(true);
    expect(await list("late", `${LIST}/file.csv?q=A510503&per=10&page=9`)).toEqual([
      head,
      expect.stringMatching(/^A510503,.*,Collections,.*,\d+,JPY$/),
    ]);
    expect(await list("bulk", `${LIST}/file.csv`)).toHaveLength(5001);
    expect((await list("grace", `${LIST}/file.csv?q=10902`)).at(-1)).toMatch(/,\d+\.\d\d,USD$/);
  });

  it("the list links to the file of what it shows, and to none where nothing is found", async () => {
    const html = async (search: string) => (await (await customer("late")).get(`${LIST}${search}`)).text();
    expect(await html("?status=overdue&q=1050&per=50")).toContain(
      `href="${LIST}/file.csv?status=overdue&amp;q=1050"`,
    );
    expect(await html("")).toContain(`href="${LIST}/file.csv"`);
    expect(await html("?status=paid")).not.toContain("file.csv");
  });

  it("the statement as CSV adds up", async () => {
    const response = await (await customer("late")).get("/account/billing/statement/file.csv");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="statement_\d{4}-\d{2}_\d{4}-\d{2}\.csv"/,
    );
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const rows = (await response.text()).trim().split(/\r?\n/).slice(1);
    const cells = rows.map((row) => row.split(",").slice(-3).map(Number));
    const opening = cells[0]?.[2] ?? NaN;
    const moved = cells.slice(1, -1).reduce((sum, [debit = 0, credit = 0]) => sum + debit - credit, 0);
    expect(rows.length).toBeGreaterThan(3);
    expect(cells.at(-1)?.[2]).toBe(opening + moved);
  });
});

describe("payment methods", () => {
  it("are read again when asked, and the page says so once", async () => {
    const client = await customer("hanako");
    const path = "/account/billing/payments";
    const form = csrfOf(await (await client.get(path)).text());
    await portal.sandbox.clearCalls();
    await client.get(path);
    expect((await portal.sandbox.calls()).byAction.GetPayMethods).toBeUndefined();
    const response = await client.post(path, { csrf: form, act: "refresh" });
    expect([response.status, response.headers.get("location")]).toEqual([303, path]);
    const notice = "最新の情報に更新しました";
    expect(textOf(await (await client.get(path)).text())).toContain(notice);
    expect((await portal.sandbox.calls()).byAction.GetPayMethods).toBe(1);
    expect(textOf(await (await client.get(path)).text())).not.toContain(notice);
  });
});
