import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, textOf } from "../support/http.ts";
import { csrfOf, expectErrorPage } from "../support/pages.ts";
import { PASSWORD, startTestPortal, type TestPortal } from "../support/portal.ts";

const LIST = "/account/billing/invoices";
const GONE = "The billing system is not responding";
/** JSON that says nothing of what was asked is an answer, and is not called silence. */
const toldOf = (kind: string) =>
  kind === "warning_only" ? "We cannot read the billing system’s response" : GONE;
/** A failed reading is not repeated sooner than this. */
const AFTER_FAILURE_MS = 2100;

/** Everything that is no usable answer. */
const FAULTS = [
  "reset",
  "lost_answer",
  "half_answer",
  "http_403",
  "http_429",
  "http_500",
  "http_502",
  "http_503",
  "html",
  "empty_body",
  "broken_json",
  "php_warning",
  "warning_only",
  "auth_failed",
  "invalid_ip",
];
/** Of client 1003, whose 5,000 invoices give every case one that nobody has opened yet. */
const invoiceOf = (fault: string) => 20_100 + FAULTS.indexOf(fault);

/** Client ids of customers whose list nobody has opened yet, one for each of the first faults. */
const COLD_LISTS = [
  [1002, "hanako@example.jp", "reset"],
  [1004, "newbie@example.com", "empty_body"],
  [1005, "late@example.com", "half_answer"],
  [1006, "hostile@example.com", "http_502"],
  [1007, "waiting@example.com", "warning_only"],
  [1008, "kenji@example.jp", "html"],
  [1009, "grace@example.com", "broken_json"],
] as const;

let portal: TestPortal;
let bulk: Client;
let hanging: Promise<Response>;

beforeAll(async () => {
  portal = await startTestPortal({ today: "real", environment: { INVOICE_INDEX_LIMIT: "0" } });
  bulk = await signIn("bulk@example.com");
  expect((await bulk.get(`${LIST}/20001`)).status).toBe(200);
  await portal.sandbox.fault({ action: "GetInvoice", kind: "hang", match: { invoiceid: "20002" } });
  // Takes as long as a call may take: looked at in the end.
  hanging = bulk.get(`${LIST}/20002`);
});
afterAll(async () => {
  expect(await portal.stop()).toBe(0);
});

async function signIn(email: string): Promise<Client> {
  const client = new Client(portal.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(303);
  client.setCookie("lang", "en");
  return client;
}

let answered = 20_200;

/** A call that goes well, so that the failures of one test do not open the circuit for the next. */
async function goWell(): Promise<void> {
  const response = await bulk.get(`${LIST}/${(answered += 1)}`);
  expect(textOf(await response.text())).not.toContain(GONE);
}

async function textAt(client: Client, path: string): Promise<string> {
  const response = await client.get(path);
  expect(response.status, path).toBe(200);
  return textOf(await response.text());
}

describe("with nothing to fall back on", () => {
  it.each(FAULTS)("%s leaves the invoice out and says so", async (kind) => {
    const id = invoiceOf(kind);
    await portal.sandbox.fault({ action: "GetInvoice", kind, match: { invoiceid: String(id) } });
    const response = await bulk.get(`${LIST}/${id}`);
    const text = textOf(await response.text());
    expect(response.status).toBe(200);
    expect(text).toContain(toldOf(kind));
    expect(text).toContain(`Invoice ${id}`);
    expect(text).toContain(`Reference ${response.headers.get("x-request-id")}`);
    expect(text).not.toMatch(/¥|Pay .* now|Maintenance|Authentication|Invalid IP|Warning/);
    await goWell();
  });

  it.each(COLD_LISTS)(
    "customer %s (%s) is told that the list is missing, not that it is empty",
    async (...row) => {
      const [clientId, email, kind] = row;
      await portal.sandbox.fault({ action: "GetInvoices", kind, match: { userid: String(clientId) } });
      const client = await signIn(email);
      for (const path of [
        LIST,
        `${LIST}?status=paid`,
        "/account",
        "/account/billing",
        "/account/billing/statement",
      ]) {
        const text = await textAt(client, path);
        expect(text, path).toContain(toldOf(kind));
        expect(text, path).not.toMatch(/No invoices|nothing to pay|up to date|Nothing has been billed|¥|\$/);
      }
      // The other parts are read from the same system and are there.
      expect(await textAt(client, "/account/billing/payments")).not.toContain(GONE);
      expect(await textAt(client, "/account/settings")).toMatch(/CN-10000\d/);
      await goWell();
    },
  );

  it("a file is not made, and the reason is a page", async () => {
    const client = await signIn("late@example.com");
    for (const path of ["/account/billing/statement/file.csv", `${LIST}/10506/document.pdf`]) {
      if (path.endsWith(".pdf"))
        await portal.sandbox.fault({ action: "GetInvoice", kind: "html", match: { invoiceid: "10506" } });
      const response = await client.get(path);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      await expectErrorPage(portal, response, { status: 503, title: GONE });
    }
    await goWell();
  });

  it("a link to the billing site is not made, and the reason is a page", async () => {
    const client = await signIn("amelia@example.com");
    const csrf = csrfOf(await (await client.get("/account/settings")).text());
    await portal.sandbox.fault({ action: "CreateSsoToken", kind: "http_500" });
    const response = await client.post("/account/billing/payments", { csrf, act: "manage" });
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await expectErrorPage(portal, response, { status: 503, title: GONE });
    await goWell();
  });

  it("what thirty people want at the same time is asked once", async () => {
    await portal.sandbox.fault({ action: "GetInvoice", kind: "http_500", match: { invoiceid: "20003" } });
    await portal.sandbox.clearCalls();
    await Promise.all(Array.from({ length: 30 }, () => textAt(bulk, `${LIST}/20003`)));
    expect((await portal.sandbox.calls()).byAction).toEqual({ GetInvoice: 1 });
    await goWell();
  });

  it("everything is there again as soon as the billing system is", async () => {
    const pageOfHanging = textOf(await (await hanging).text());
    expect(pageOfHanging).toContain(GONE);
    await portal.sandbox.clearFaults();
    await sleep(AFTER_FAILURE_MS);
    for (const fault of FAULTS) expect(await textAt(bulk, `${LIST}/${invoiceOf(fault)}`)).toMatch(/Total ¥/);
    for (const [, email] of COLD_LISTS) {
      const text = await textAt(await signIn(email), LIST);
      expect(text).not.toContain(GONE);
      expect(text).toMatch(/of \d+ |No invoices yet/);
    }
  }, 60_000);
});

describe("a slow billing system", () => {
  it("is waited for", async () => {
    await portal.sandbox.fault({ action: "GetInvoice", kind: "slow", delayMs: 400, times: 1 });
    expect(await textAt(bulk, `${LIST}/${(answered += 1)}`)).toMatch(/Total ¥/);
  });

  it("keeps nobody else waiting", async () => {
    await portal.sandbox.fault({ action: "GetInvoice", kind: "slow", delayMs: 3000, times: 1 });
    const slow = bulk.get(`${LIST}/${(answered += 1)}`);
    const startedAt = performance.now();
    for (const path of ["/help", "/health/live", "/auth/login"])
      expect((await new Client(portal.url).get(path)).status).toBe(200);
    const first = await Promise.race([slow.then(() => "slow"), sleep(1, "others")]);
    expect([first, performance.now() - startedAt < 3000]).toEqual(["others", true]);
    expect(await textAt(bulk, LIST)).toContain("Invoices 5,000");
    expect((await slow).status).toBe(200);
  });
});

describe("with a last good copy", () => {
  it("it is shown with its time, paying is paused, and the circuit opens", async () => {
    const client = await signIn("amelia@example.com");
    const pages = [LIST, `${LIST}/10003`, "/account", "/account/billing", "/account/billing/payments"];
    for (const path of pages) expect(await textAt(client, path)).not.toContain("Last updated at");
    await portal.sandbox.fault({ kind: "http_500" });
    for (const path of [`${LIST}/10003?retry=invoice`, "/account/billing/payments?retry=payments"])
      expect((await client.get(path)).status).toBe(303);

    for (const path of pages) {
      const text = await textAt(client, path);
      if (path !== "/account") expect(text, path).toMatch(/Last updated at \d\d:\d\d JST/);
      expect(text, path).not.toContain(GONE);
    }
    const invoice = await textAt(client, `${LIST}/10003`);
    expect(invoice).toContain("Amount due ¥4,928");
    expect(invoice).toContain("Payment is paused");
    expect(invoice).not.toMatch(/Pay ¥4,928 now/);
    expect(await textAt(client, LIST)).toContain("You have ¥4,928 to pay.");

    for (let n = 0; n < 5; n += 1) await textAt(bulk, `${LIST}/${(answered += 1)}`);
    await portal.sandbox.clearCalls();
    const next = await textAt(bulk, `${LIST}/${(answered += 1)}`);
    expect(next).toContain(GONE);
    expect((await portal.sandbox.calls()).total).toBe(0);

    const ready = await fetch(`${portal.url}/health/ready`);
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([200, "ok"]);
    const health = (await (await fetch(`${portal.url}/health`)).json()) as {
      providers: { whmcs: { circuit: string; lastFailureAt: string | null } };
    };
    expect(health.providers.whmcs.circuit).toBe("open");
    expect(health.providers.whmcs.lastFailureAt).toMatch(/^\d{4}-/);
  });
});
