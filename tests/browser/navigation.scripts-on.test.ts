import type { Page } from "@playwright/test";
import { expect, hydrated, test } from "./support/test.ts";

/** Something that only a reload of the document takes away. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
}
async function isSameDocument(page: Page): Promise<boolean> {
  return page.evaluate(() => "isSameDocument" in window);
}

test("links inside the account change the page without loading it anew", async ({ page, signIn }) => {
  await signIn("hanako@example.jp", "en");
  await page.goto("/account");
  await hydrated(page);
  await mark(page);
  const nav = page.getByRole("navigation", { name: "Main" });

  await nav.getByRole("link", { name: "Billing" }).click();
  await expect(page).toHaveTitle("Billing | Mihon Telecom");
  await expect(nav.getByRole("link", { name: "Billing" })).toHaveAttribute("aria-current", "page");
  await nav.getByRole("link", { name: "Invoices" }).click();
  await expect(page).toHaveTitle("Invoices | Mihon Telecom");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL("/account/billing/invoices?page=2");
  await expect(page.getByRole("rowheader")).toHaveCount(4);

  await page.setViewportSize({ width: 390, height: 500 });
  const last = page.getByRole("rowheader").last().getByRole("link");
  await last.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);
  expect(before).toBeGreaterThan(0);
  await last.click();
  await expect(page).toHaveTitle(/^Invoice A\d+ \| Mihon Telecom$/);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.goBack();
  await expect(page).toHaveTitle("Invoices | Mihon Telecom");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before);
  expect(await isSameDocument(page)).toBe(true);
});

test("a page that takes its time is announced", async ({ page, signIn }) => {
  await signIn("hanako@example.jp", "en");
  await page.goto("/account");
  await hydrated(page);
  await mark(page);
  // The network holds the answer back until the page has said that it is working.
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\.data(\?|$)/, async (route) => {
    await held;
    await route.continue();
  });
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Account", exact: true })
    .click();
  const progress = page.getByRole("status").filter({ hasText: "Loading…" });
  await expect(progress).toHaveCount(1);
  letThrough();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(progress).toHaveCount(0);
  expect(await isSameDocument(page)).toBe(true);
});

test("after a change of page the next Tab goes on from the new page's beginning", async ({
  page,
  signIn,
}) => {
  await signIn("hanako@example.jp", "en");
  await page.goto("/account");
  await hydrated(page);
  await page.getByRole("link", { name: "All invoices" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Invoices | Mihon Telecom");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").getByRole("link").first()).toBeFocused();
});

test("an answer that is lost while the page changes leaves a page that can be tried again", async ({
  page,
  signIn,
  problems,
}) => {
  await signIn("hanako@example.jp", "en");
  await page.goto("/account");
  await hydrated(page);
  await page.route(/\.data(\?|$)/, (route) => route.abort());
  const link = page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Account", exact: true });
  await link.click();
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
  await page.unroute(/\.data(\?|$)/);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  // The browser says what it lost; nothing else may have gone wrong.
  expect(problems.filter((problem) => !/ERR_FAILED|Failed to fetch/.test(problem))).toEqual([]);
  problems.length = 0;
});
