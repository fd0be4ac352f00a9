import { expect, hydrated, test } from "../support/test.ts";

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
    await hydrated(page);
    await signIn("hanako@example.jp", "en");
    await page.addInitScript((selector) => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const note = (name: string, isThere: boolean) => {
        if (isThere && !seen.includes(name)) seen.push(name);
      };
      new MutationObserver(() => {
        note("outline", document.querySelector("[aria-busy=true]") !== null);
        note("bars", document.querySelector("header.bar") !== null);
        note("heading", document.querySelector("h1") !== null);
        note("data", document.querySelector(selector) !== null);
      }).observe(document, { childList: true, subtree: true });
    }, data);

    await sandbox.fault({ kind: "slow", action: slow, delayMs: 2000 });
    await page.goto(path);
    await expect(page.locator(data).first()).toBeVisible();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.at(-1)).toBe("data");
    for (const frame of ["bars", "outline", "heading"]) expect(seen).toContain(frame);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await hydrated(page);
    await expect(page.getByRole("contentinfo")).toBeVisible();
  });
