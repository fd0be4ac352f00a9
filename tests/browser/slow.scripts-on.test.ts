import { expect, test } from "./support/test.ts";

/** Every page that waits for the billing system, what shows that its data is there, and the call that is slow. */
const PAGES = [
  { path: "/account?retry=billing", data: "tbody tr", slow: "GetInvoices" },
  { path: "/account/billing?retry=billing", data: "tbody tr", slow: "GetInvoices" },
  { path: "/account/billing/invoices?retry=invoices", data: "tbody tr", slow: "GetInvoices" },
  { path: "/account/billing/payments?retry=payments", data: "main .list li", slow: "GetPayMethods" },
  { path: "/account/billing/statement?retry=statement", data: "tbody tr", slow: "GetInvoices" },
];

for (const { path, data, slow } of PAGES)
  test(`the frame goes ahead of slow data, and nothing is missing at the end: ${path}`, async ({
    page,
    signIn,
    sandbox,
  }) => {
    // The first page shows the server that this browser runs scripts.
    await page.goto("/auth/login");
    await signIn("hanako@example.jp", "en");
    await page.addInitScript((selector) => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const note = (name: string, isThere: boolean) => {
        if (isThere && !seen.includes(name)) seen.push(name);
      };
      new MutationObserver(() => {
        const isThere = (what: string) => document.querySelector(what) !== null;
        note("frame", isThere("header.bar") && isThere("h1") && isThere("[aria-busy=true]"));
        note("data", isThere(selector));
      }).observe(document, { childList: true, subtree: true });
    }, data);

    await sandbox.fault({ kind: "slow", action: slow, delayMs: 2000 });
    await page.goto(path);
    await expect(page.locator(data).first()).toBeVisible();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen).toEqual(["frame", "data"]);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(page.getByRole("contentinfo")).toBeVisible();
  });
