import { expect, test } from "./support/test.ts";

test("a page with slow data arrives whole", async ({ page, signIn, sandbox }) => {
  await signIn("hanako@example.jp", "en");
  await sandbox.fault({ kind: "slow", action: "GetInvoices", delayMs: 2000 });
  for (const path of [
    "/account",
    "/account/billing",
    "/account/billing/invoices",
    "/account/billing/statement",
  ]) {
    const answer = await page.goto(`${path}?retry=billing`);
    const html = (await answer?.text()) ?? "";
    expect(html).not.toContain("aria-busy");
    expect(html).not.toContain("<template id=");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  }
});
