import { addMonths, monthOf } from "#domain/shared/date-rules.ts";
import { tokyoDate } from "#domain/shared/dates.ts";
import { openTab } from "./support/billing-site.ts";
import { bytesOf } from "./support/files.ts";
import { enterCode, expect, test, type Language } from "./support/test.ts";

const METHODS: Record<Language, Record<string, string>> = {
  en: {
    email: "grace@example.com",
    before: "You have no saved payment method.",
    manage: "Add or manage",
    read: "Refresh the list",
    flash: "The list is up to date.",
    after: "You have 1 saved payment method.",
    card: "Visa ending 4242",
    badge: "Default",
  },
  ja: {
    email: "kenji@example.jp",
    before: "1件のお支払い方法が登録されています。",
    manage: "追加・管理する",
    read: "最新の情報に更新",
    flash: "最新の情報に更新しました。",
    after: "2件のお支払い方法が登録されています。",
    card: "American Express（末尾 8431）",
    badge: "今月で期限切れ",
  },
};

for (const language of ["en", "ja"] as const) {
  test(`a card is added on the billing site and shows after reading again (${language})`, async ({
    page,
    context,
    portal,
    signIn,
  }) => {
    const words = METHODS[language];
    const word = (name: string): string => words[name] ?? name;
    await signIn(word("email"));
    await page.goto("/account/billing/payments");
    await expect(page.locator(".answer")).toHaveText(word("before"));

    const site = await openTab(context, page.getByRole("button", { name: word("manage") }));
    expect(new URL(site.url()).origin).toBe(portal.sandboxUrl);
    await site.getByLabel("Card number").fill("4242 4242 4242 4242");
    await site.getByRole("button", { name: "Add card" }).click();
    await expect(site.getByRole("status")).toHaveText("The card was added.");
    await site.close();

    await page.getByRole("button", { name: word("read") }).click();
    await expect(page.getByRole("status").filter({ hasText: word("flash") })).toBeVisible();
    await expect(page.locator(".answer")).toHaveText(word("after"));
    const card = page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: word("card") });
    await expect(card).toContainText(word("badge"));

    // Said once: the next load is quiet.
    await page.goto("/account/billing/payments");
    await expect(page.locator(".answer")).toHaveText(word("after"));
    await expect(page.getByText(word("flash"))).toHaveCount(0);
  });
}

test("a statement of another period, on the page and as a file", async ({ page, signIn }) => {
  const current = monthOf(tokyoDate(new Date()));
  const from = addMonths(current, -5);
  await signIn("late@example.com");
  await page.goto("/account/billing/statement");
  const rows = page.getByRole("table").getByRole("row");
  await expect(page.getByLabel("To", { exact: true })).toHaveValue(current);
  await expect(rows.nth(1)).toContainText("Balance at start");
  await expect(page.getByRole("table")).not.toContainText("A510501");

  await page.getByLabel("From", { exact: true }).selectOption(from);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(`/account/billing/statement?from=${from}&to=${current}`);
  await expect(page.getByLabel("From", { exact: true })).toHaveValue(from);
  await expect(rows.filter({ hasText: "A510501" }).first()).toContainText("¥990");
  await expect(rows.nth(1)).toContainText("Balance at start");
  await expect(rows.nth(1)).toContainText("¥0");
  const closing = await rows.last().getByRole("cell").last().innerText();

  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const file = await downloaded;
  expect(file.suggestedFilename()).toBe(`statement_${from}_${current}.csv`);
  const lines = (await bytesOf(file)).toString("utf8").trim().split("\r\n");
  // Two balances and every movement of the page, under one head.
  expect(lines).toHaveLength(await rows.count());
  expect(lines.some((line) => line.includes("A510501"))).toBe(true);
  expect(lines.at(-1)).toContain(closing.replace(/[¥,]/g, ""));
});

test("language and colours are kept with the login", async ({
  page,
  context,
  browser,
  baseURL,
  javaScriptEnabled,
  signIn,
}) => {
  await signIn("newbie@example.com", "en");
  await page.goto("/account/settings");
  await page.getByRole("radio", { name: "日本語" }).check();
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.getByRole("button", { name: "Save" }).click();

  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", "ja");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("status").filter({ hasText: "表示の設定を保存しました。" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "ダーク" })).toBeChecked();
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  // Another browser knows it from the login alone.
  await context.clearCookies();
  const other = await browser.newContext({ baseURL, javaScriptEnabled, locale: "en-GB" });
  const tab = await other.newPage();
  await tab.goto("/auth/login");
  await tab.getByLabel("E-mail address").fill("newbie@example.com");
  await tab.getByLabel("Password", { exact: true }).fill("rainy-harbour-lantern-42");
  await tab.getByRole("button", { name: "Sign in" }).click();
  await enterCode(tab, "newbie@example.com");
  await expect(tab).toHaveURL("/account");
  await expect(tab.locator("html")).toHaveAttribute("lang", "ja");
  await expect(tab.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(dark);

  await tab.goto("/account/settings");
  await tab.getByRole("radio", { name: "端末の設定に合わせる" }).check();
  await tab.getByRole("radio", { name: "English" }).check();
  await tab.getByRole("button", { name: "保存する" }).click();
  await expect(tab.locator("html")).toHaveAttribute("lang", "en");
  expect(await tab.locator("html").getAttribute("data-theme")).toBeNull();
  await other.close();
});

test("the language link keeps the page and its filters", async ({ page, signIn }) => {
  await signIn("amelia@example.com");
  await page.goto("/account/billing/invoices?status=paid&q=A51");
  await expect(page.getByRole("rowheader")).toHaveCount(2);
  await page.getByRole("link", { name: "日本語" }).click();
  await expect(page).toHaveURL("/account/billing/invoices?status=paid&q=A51");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("請求書");
  await expect(page.getByRole("searchbox")).toHaveValue("A51");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL("/account/billing/invoices?status=paid&q=A51");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoices");
});
