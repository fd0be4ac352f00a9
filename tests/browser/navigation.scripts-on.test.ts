import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

test("every page is a document: links lead on, and back comes to the place that was left", async ({
  page,
  signIn,
}) => {
  await signIn("hanako@example.jp", "en");
  await page.goto("/account");
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
  // In the middle of the window, where a press need not scroll any further.
  await last.evaluate((link) => link.scrollIntoView({ block: "center" }));
  const before = await page.evaluate(() => window.scrollY);
  expect(before).toBeGreaterThan(0);
  await last.click();
  await expect(page).toHaveTitle(/^Invoice A\d+ \| Mihon Telecom$/);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.goBack();
  await expect(page).toHaveTitle("Invoices | Mihon Telecom");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before);
});

/** Keeps answers to these addresses back for so long. */
async function delay(page: Page, path: RegExp, ms: number): Promise<void> {
  await page.route(path, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await route.continue();
  });
}

/** What an element said while the page was there, also on its way to the next one; nobody can look at a page that is leaving. */
async function watchTexts(page: Page, selector: string): Promise<() => Promise<string[]>> {
  await page.addInitScript((watched) => {
    new MutationObserver(() => {
      const text = document.querySelector(watched)?.textContent?.trim() ?? "";
      const texts = JSON.parse(sessionStorage.getItem("texts") ?? "[]") as string[];
      if (text !== "" && texts.at(-1) !== text)
        sessionStorage.setItem("texts", JSON.stringify([...texts, text]));
    }).observe(document, { childList: true, subtree: true, characterData: true });
  }, selector);
  return () => page.evaluate(() => JSON.parse(sessionStorage.getItem("texts") ?? "[]") as string[]);
}

test("a page that takes its time is announced, a quick one is not", async ({ page, signIn }) => {
  await signIn("hanako@example.jp", "en");
  const texts = await watchTexts(page, "#progress");
  await page.goto("/account/settings");
  // No page that is fetched ahead.
  await delay(page, /\/account\/settings\/password$/, 1000);
  await page.locator('main a[href="/account/settings/password"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Change password");
  expect(await texts()).toEqual(["Loading…"]);
  await expect(page.locator("#progress")).toBeEmpty();
});

test("two presses of a button send one form, and the button says that it works", async ({ page, signIn }) => {
  await signIn("hanako@example.jp", "en");
  const texts = await watchTexts(page, "main form button[type=submit]");
  await page.goto("/account/settings/password");
  await delay(page, /\/account\/settings\/password$/, 1000);
  let posts = 0;
  page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
  const [before] = await texts();
  await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>("main form button[type=submit]");
    button?.click();
    setTimeout(() => button?.click(), 100);
    setTimeout(() => button?.form?.requestSubmit(), 200);
  });
  await expect(page.locator("#problem")).toBeFocused();
  expect(posts).toBe(1);
  expect(await texts()).toEqual([before, "Sending…", before]);
});

test("a form that opens another tab can be sent again soon", async ({ page, signIn }) => {
  await signIn("amelia@example.com", "en");
  await page.goto("/account/billing/payments");
  const button = page.locator('form[target="_blank"] button');
  const label = await button.textContent();
  await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form[target="_blank"]');
    // Where it leads is not this test's matter.
    form?.setAttribute("action", "/help");
    form?.setAttribute("target", "elsewhere");
  });
  const other = page.context().waitForEvent("page");
  await page.locator('form[target="elsewhere"] button').click();
  await (await other).close();
  await expect(page.locator('form[target="elsewhere"] button')).toHaveText(label ?? "", { timeout: 5_000 });
});

test("a page that was fetched ahead opens at once, and a form takes it away again", async ({
  page,
  signIn,
}) => {
  await signIn("amelia@example.com", "en");
  await page.goto("/account/settings");
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Billing" });
  const delivery = () =>
    page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation");
      return (entry as PerformanceNavigationTiming & { deliveryType: string }).deliveryType;
    });
  await link.hover();
  await page.waitForTimeout(1500);
  await link.click();
  await expect(page).toHaveTitle("Billing | Mihon Telecom");
  expect(await delivery()).toBe("navigational-prefetch");

  // The overview of the account is fetched ahead, then changed by a form that leads to it.
  const account = page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Account", exact: true });
  await page.goto("/account/settings/profile/offers");
  await account.hover();
  await page.waitForTimeout(1500);
  await page.goto("/account/settings");
  const save = page.getByRole("main").locator("form:has(input[type=radio]) button");
  await page.locator('input[name="theme"][value="dark"]').check();
  await save.click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  // Amelia's account is as it was for whoever comes next.
  await page.locator('input[name="theme"][value="system"]').check();
  await save.click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("after signing out, going back does not show the account", async ({ page, signIn }) => {
  await signIn("hanako@example.jp", "en");
  await page.goto("/account/billing");
  await page.locator("details.menu summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/auth\/login/);
  await page.goBack();
  await expect(page).toHaveURL(/\/auth\/login/);
  await expect(page.getByRole("main")).not.toContainText("¥");
});
