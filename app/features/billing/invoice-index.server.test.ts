import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listIndexedInvoices } from "#db/repositories/invoice-index.server.ts";
import { asCustomer, asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import type { Database } from "#db/client.server.ts";
import { InvoiceListQuerySchema } from "#domain/invoices/list.ts";
import { AppError } from "#domain/shared/errors.ts";
import { InvoiceIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import { applyWhmcsEvent } from "~/features/events/apply-whmcs-event.server.ts";
import { signInWithCode } from "~/features/sign-in/sign-in.testing.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { JOB_RULES } from "~/platform/queue/jobs.ts";
import { PASSWORD, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { fillInvoiceIndex, readDescriptions } from "./invoice-index.server.ts";
import { readInvoiceList } from "./list-page.server.ts";
import { readInvoices } from "./reads.server.ts";

const LIMIT = 45;
const ownerOf = (clientId: number): Owner => ({
  userId: seedUserId(clientId),
  clientId: WhmcsClientIdSchema.parse(clientId),
});
const [bulk, late, hostile, newbie] = [ownerOf(1003), ownerOf(1005), ownerOf(1006), ownerOf(1004)];

let bench: TestDeps;
let deps: Services;
beforeAll(async () => {
  bench = await startTestDeps({ INVOICE_INDEX_LIMIT: String(LIMIT) });
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
});

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first - index);
const asked = async () => (await bench.calls("GetInvoice")).map(({ params }) => Number(params.invoiceid));
async function indexed({ userId }: Owner): Promise<number[]> {
  const rows = await asCustomer(bench.database, userId, (tx) => listIndexedInvoices(tx));
  return rows.map(({ invoiceId }) => Number(invoiceId)).toSorted((a, b) => b - a);
}

describe("the job", () => {
  test("reads the newest invoices up to the limit, newest first, and each of them once", async () => {
    await fillInvoiceIndex(deps, bulk);
    expect(await indexed(bulk)).toEqual(idsFrom(25_000, LIMIT));
    const order = await asked();
    expect(order.toSorted((a, b) => b - a)).toEqual(idsFrom(25_000, LIMIT));
    // Two at a time: within a pair either may arrive first.
    order.forEach((id, index) => expect(Math.abs(25_000 - index - id)).toBeLessThanOrEqual(1));
  });

  test("repeated, asks for nothing", async () => {
    await fillInvoiceIndex(deps, late);
    expect(await indexed(late)).toEqual([10506, 10505, 10504, 10503, 10502, 10501]);
    await bench.control("DELETE", "/calls");
    await fillInvoiceIndex(deps, late);
    expect(await asked()).toEqual([]);
  });

  test("broken off, keeps what it had and goes on from there", async () => {
    await bench.control("POST", "/faults", {
      action: "GetInvoice",
      kind: "auth_failed",
      match: { invoiceid: "24970" },
    });
    await expect(fillInvoiceIndex(deps, bulk)).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(await indexed(bulk)).toEqual(idsFrom(25_000, 20));
    await bench.control("DELETE", "/faults");
    await bench.control("DELETE", "/calls");
    bench.wait(JOB_RULES["index-invoices"].retryDelaySeconds * 1000);
    await fillInvoiceIndex(deps, bulk);
    expect(await indexed(bulk)).toEqual(idsFrom(25_000, LIMIT));
    expect(await asked()).toContain(24_970);
    expect(Math.max(...(await asked()))).toBeLessThanOrEqual(24_980);
  });

  test("passes over an invoice that is not as agreed, and tries it again the next time", async () => {
    const broken = { action: "GetInvoice", kind: "warning_only", match: { invoiceid: "10504" } };
    await bench.control("POST", "/faults", broken);
    await fillInvoiceIndex(deps, late);
    expect(await indexed(late)).toEqual([10506, 10505, 10503, 10502, 10501]);
    await bench.control("DELETE", "/faults");
    bench.wait(60_000);
    await fillInvoiceIndex(deps, late);
    expect(await indexed(late)).toContain(10504);
  });

  test("for a customer without invoices there is nothing to do", async () => {
    await fillInvoiceIndex(deps, newbie);
    expect(await indexed(newbie)).toEqual([]);
  });

  test("keeps a megabyte short, in one line of text for each line of the invoice", async () => {
    await fillInvoiceIndex(deps, hostile);
    const { value } = await readDescriptions(deps, hostile);
    expect(Object.keys(value)).toEqual(["10601", "10602", "10603"]);
    for (const description of Object.values(value)) {
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(500);
      for (const line of description.split("\n")) expect(line.length).toBeLessThanOrEqual(200);
      expect(description.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
  });

  test("shows what it has read at once, to its owner alone", async () => {
    expect((await readDescriptions(deps, late)).value).toEqual({});
    await fillInvoiceIndex(deps, late);
    expect(Object.keys((await readDescriptions(deps, late)).value)).toHaveLength(6);
    expect((await readDescriptions(deps, bulk)).value).toEqual({});
  });
});

describe("asking for it", () => {
  const attempt = {
    email: "late@example.com",
    password: PASSWORD,
    remember: false,
    returnTo: "/account",
    deviceId: "device-of-late-22-char",
    clientIp: "192.0.2.1",
    userAgent: "Firefox",
    requestId: "",
  };
  const waiting = () => bench.waitingJobs("index-invoices");

  test("a sign-in does, once while one waits; reading a list never does", async () => {
    await readInvoices(deps, late);
    expect(await waiting()).toEqual([]);
    await signInWithCode(deps, attempt);
    bench.wait(120_000);
    await signInWithCode(deps, attempt);
    expect(await waiting()).toEqual([late]);
  });

  test("a change of a bill does for whoever is signed in, and for nobody else", async () => {
    const hint = { clientId: null, userId: null, serviceId: null, invoiceId: InvoiceIdSchema.parse(10_506) };
    await applyWhmcsEvent(deps, { eventId: randomUUID(), hint });
    expect(await waiting()).toEqual([]);
    await signInWithCode(deps, attempt);
    await asSystem(bench.database, (tx) => tx.raw("DELETE FROM pgboss.job"));
    await applyWhmcsEvent(deps, { eventId: randomUUID(), hint });
    expect(await waiting()).toEqual([late]);
  });

  test("is switched off by a limit of zero", async () => {
    deps = { ...deps, config: { ...deps.config, invoiceIndexLimit: 0 } };
    await signInWithCode(deps, attempt);
    expect(await waiting()).toEqual([]);
  });
});

test("a database that does not answer takes no bill away, only its description", async () => {
  const away: Database = {
    ...bench.database,
    transaction: () =>
      Promise.reject(new AppError("provider_unavailable", { reason: "MAINTENANCE", message: "away" })),
  };
  await fillInvoiceIndex(deps, late);
  const list = await readInvoiceList(bench.freshDeps(away), late, InvoiceListQuerySchema.parse({}));
  expect(list.value.rows.map(({ id }) => Number(id))).toContain(10_506);
});
