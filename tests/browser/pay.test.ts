import { addDays, formatLongDate } from "#domain/shared/date-rules.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { downloadInTab, openTab } from "./support/billing-site.ts";
import { bytesOf } from "./support/files.ts";
import { expect, test } from "./support/test.ts";

test("Amelia sees what is due, pays it on the billing site, and keeps the papers", async ({
  page,
  context,
  portal,
  signIn,
}) => {
  await signIn("amelia@example.com");
  await page.goto("/account");
  const task = page.getByRole("listitem").filter({ hasText: "Invoice 10003 is due soon" });
  const dueOn = formatLongDate(addDays(tokyoDate(new Date()), 5), "en");
  await expect(task).toContainText(`¥4,928 by ${dueOn}.`);
  await task.getByRole("link", { name: "View invoice" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoice 10003");
  const head = page.getByRole("main").locator(".page-head");
  await expect(head).toContainText("Unpaid");
  await expect(head).toContainText(`Due in 5 days, on ${dueOn}.`);
  const lines = page.getByRole("table", { name: "Invoice lines" });
  await expect(lines.getByRole("row").filter({ hasText: "SIM Data & Voice 10GB" })).toContainText("¥1,980");
  await expect(lines.getByRole("row").filter({ hasText: "SonixNet VPN" })).toContainText("¥2,500");

  const site = await openTab(context, page.getByRole("button", { name: /^Pay ¥4,928 now/ }));
  expect(new URL(site.url()).origin).toBe(portal.sandboxUrl);
  expect(await site.evaluate(() => window.opener === null)).toBe(true);
  await expect(site.getByRole("heading", { name: "Invoice 10003" })).toBeVisible();
  await site.getByRole("button", { name: "Pay with Visa ending 4242" }).click();
  await expect(site.getByRole("status")).toHaveText("Thank you, the payment was received.");
  await site.getByRole("link", { name: "Return to the portal" }).click();
  await expect(site).toHaveURL(`${portal.url}/account/billing/invoices`);
  await site.close();

  // The billing system tells the portal; a cached copy would say "Unpaid" for five minutes.
  await expect(async () => {
    await page.reload();
    await expect(head).toContainText("Paid on", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoice A510003");
  await expect(page.getByRole("button", { name: /^Pay / })).toHaveCount(0);
  const history = page.getByRole("region", { name: "Payments and refunds" });
  await expect(history.getByRole("listitem")).toHaveText(/Payment.*¥4,928/);

  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download PDF" }).click();
  const ours = await downloaded;
  expect(ours.suggestedFilename()).toMatch(/^\d{6}01_Mihon-Telecom-K\.K_4928_A510003\.pdf$/);
  expect((await bytesOf(ours)).subarray(0, 5).toString("latin1")).toBe("%PDF-");

  const theirs = await downloadInTab(context, page.getByRole("button", { name: /^PDF from billing site/ }));
  expect(theirs.suggestedFilename()).toBe("Invoice-A510003.pdf");
  expect((await bytesOf(theirs)).subarray(0, 5).toString("latin1")).toBe("%PDF-");

  await page.goto("/account");
  // What else there is to do depends on what others have left in her cart.
  await expect(page.getByRole("definition").filter({ hasText: "None" })).toHaveCount(2);
  await expect(page.getByRole("heading", { name: "Invoice 10003 is due soon" })).toHaveCount(0);
});

test("a refused card leaves the invoice as it is, in Japanese too", async ({ page, context, signIn }) => {
  await signIn("late@example.com", "ja");
  await page.goto("/account/billing/invoices/10505");
  const site = await openTab(context, page.getByRole("button", { name: /^990円を支払う/ }));
  await site.getByRole("button", { name: "Pay with Visa ending 0002" }).click();
  await expect(site.getByRole("status")).toContainText("The payment was declined.");
  await site.close();

  await page.getByRole("link", { name: "最新の情報に更新" }).click();
  await expect(page).toHaveURL("/account/billing/invoices/10505");
  await expect(page.getByRole("main").locator(".page-head")).toContainText("期限超過");
  await expect(page.getByRole("button", { name: /^990円を支払う/ })).toBeVisible();
});
