import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asSystem } from "#db/row-security.server.ts";
import { seedUserId } from "#db/seed-world.server.ts";
import { InvoiceIdSchema, WhmcsClientIdSchema } from "#domain/shared/ids.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { newRequestId } from "~/platform/request/request-id.server.ts";
import { LIMITS } from "~/platform/security/limits.server.ts";
import { START, startTestDeps, type TestDeps } from "~/features/deps.testing.ts";
import { createBillingLink, type BillingLinkTarget } from "./billing-link.server.ts";

const amelia: Owner = { userId: seedUserId(1001), clientId: WhmcsClientIdSchema.parse(1001) };
const invoice = (id: number, kind: "invoice" | "invoice_pdf" = "invoice"): BillingLinkTarget => ({
  kind,
  invoiceId: InvoiceIdSchema.parse(id),
});

let bench: TestDeps;
let deps: Services;
let requestId: string;
beforeAll(async () => {
  bench = await startTestDeps();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  deps = bench.freshDeps();
  requestId = newRequestId();
});

const link = (target: BillingLinkTarget, owner = amelia) =>
  createBillingLink(deps, owner, { target, requestId });
describe("a link into the billing site", () => {
  test.each<[BillingLinkTarget, RegExp, object]>([
    [invoice(10003), /10003/, { target: "invoice", invoiceId: 10003 }],
    [invoice(10003, "invoice_pdf"), /%PDF/, { target: "invoice_pdf", invoiceId: 10003 }],
    [{ kind: "pay_methods" }, /4242/, { target: "pay_methods" }],
  ])("%j leads there, signed in, and is audited", async (target, content, detail) => {
    const url = await link(target);
    expect(new URL(url).origin).toBe(bench.sandbox.url);
    expect(await follow(url)).toMatch(content);
    expect(await bench.auditEvents(requestId)).toMatchObject([
      { userId: amelia.userId, type: "billing_link.created", at: START, detail },
    ]);
  });

  test("is made anew each time and kept nowhere", async () => {
    const [one, other] = [await link(invoice(10003)), await link(invoice(10003))];
    expect(one).not.toBe(other);
    expect(JSON.stringify(await bench.auditEvents(requestId))).not.toContain(new URL(one).search);
    const { rows } = await asSystem(bench.database, (tx) => tx.raw("SELECT data FROM pgboss.job"));
    expect(JSON.stringify(rows)).not.toContain("http");
  });
});

describe("no link is made, and none is audited", () => {
  async function expectNothing() {
    expect(await bench.calls("CreateSsoToken")).toEqual([]);
    expect(await bench.auditEvents(requestId)).toEqual([]);
  }

  test.each([10101, 99999])("for invoice %i, which is not the customer's: not found", async (id) => {
    for (const kind of ["invoice", "invoice_pdf"] as const)
      await expect(link(invoice(id, kind))).rejects.toMatchObject({ code: "not_found", reason: "NOT_FOUND" });
    await expectNothing();
  });

  test("beyond the limit of the customer", async () => {
    for (let count = 0; count < LIMITS.billingLink.max; count += 1)
      await deps.limits.use("billingLink", amelia.userId);
    await expect(link({ kind: "pay_methods" })).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    await expectNothing();
  });

  test("because the billing system is not responding", async () => {
    await bench.control("POST", "/faults", { action: "CreateSsoToken", kind: "http_503" });
    await expect(link({ kind: "pay_methods" })).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(await bench.auditEvents(requestId)).toEqual([]);
  });
});

/** What a browser finds behind a link: follows redirects with the cookies it is given. */
async function follow(url: string): Promise<string> {
  const cookies: string[] = [];
  let next: string | null = url;
  for (let hops = 0; next !== null && hops < 5; hops += 1) {
    const answer: Response = await fetch(next, {
      redirect: "manual",
      headers: { cookie: cookies.join("; ") },
    });
    cookies.push(...answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? ""));
    const location = answer.headers.get("location");
    if (location === null) return answer.text();
    next = new URL(location, next).href;
  }
  throw new Error("redirected too often");
}
