import { expect, test } from "./support/test.ts";

test("Hanako reads everything in Japanese", async ({ page, signIn }) => {
  await signIn("hanako@example.jp");
  await page.goto("/account");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page).toHaveTitle("ホーム | 見本テレコム");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ようこそ、髙橋 花子様");
  await expect(page.getByRole("heading", { level: 3, name: /請求書/ })).toHaveCount(0);
  await page.getByRole("link", { name: "すべての請求書" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("請求書");
  await expect(page.getByText("お支払いが必要な請求書はありません。")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "ページ" })).toContainText("14件中 1–10件");
  await expect(page.getByRole("cell", { name: "支払い済み" })).toHaveCount(10);
  await page.getByRole("searchbox", { name: "番号・内容・金額・年月で検索" }).fill("10114");
  await page.getByRole("button", { name: "検索" }).click();
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await page.getByRole("rowheader").getByRole("link").click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("請求書 A510114");
  await expect(page.getByRole("heading", { name: "適格請求書" })).toBeVisible();
  const lines = page.getByRole("table", { name: "請求明細" });
  const roaming = lines.getByRole("row").filter({ hasText: "国際ローミング" });
  await expect(roaming).toContainText("対象外");
  await expect(roaming).toContainText("3,000円");
  const sums = page.locator(".sums");
  await expect(sums.locator("div").filter({ hasText: "消費税（10%）" })).toContainText("30円");
  await expect(sums.locator("div").filter({ hasText: "合計" })).toContainText("3,345円");
  await expect(page.getByText("お客様番号 CN-100002")).toBeVisible();

  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "PDFをダウンロード" }).click();
  expect((await downloaded).suggestedFilename()).toMatch(/^\d{8}_.+_3345_A510114\.pdf$/);
});

test("Grace pays in dollars, and no yen stands anywhere", async ({ page, signIn }) => {
  await signIn("grace@example.com");
  for (const path of [
    "/account",
    "/account/billing",
    "/account/billing/invoices",
    "/account/billing/statement",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText("$21.99");
    await expect(page.getByRole("main")).not.toContainText("¥");
  }
  await page.goto("/account/billing/invoices/10902");
  await expect(page.getByRole("button", { name: /^Pay \$21\.99 now/ })).toBeVisible();
  await expect(page.locator(".sums")).not.toContainText("Consumption tax");
  await expect(page.getByRole("table", { name: "Invoice lines" })).toContainText("Not taxed");
});

test("Nia, who has nothing yet, is told what will appear", async ({ page, signIn }) => {
  await signIn("newbie@example.com", "en");
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "No payment method saved" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No services yet" })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.getByRole("table")).toHaveCount(0);

  await page.goto("/account/billing");
  await expect(page.getByText("No invoices yet.")).toBeVisible();
  await expect(main).toContainText("Your first invoice will appear here when it is issued.");
  await expect(main.getByRole("table")).toHaveCount(0);
  await page.goto("/account/billing/invoices");
  await expect(page.getByRole("heading", { name: "No invoices yet." })).toBeVisible();
  await page.goto("/account/billing/payments");
  await expect(page.getByText("Add a card or a bank account on the billing site.")).toBeVisible();
  await page.goto("/account/billing/statement");
  await expect(main).toContainText("At the end of this period you owe nothing.");
});

test("whatever Rob is called and billed for is text, and turns nothing around", async ({ page, signIn }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn("hostile@example.com");
  await page.goto("/account");
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toContainText('<b>Rob</b>\u202Eegnaro" OR 1=1 --');
  await expect(title.locator("b")).toHaveCount(0);

  await page.goto("/account/billing/invoices");
  const rows = page.getByRole("rowheader");
  await expect(rows).toHaveCount(3);
  // Numbers stand under the titles, at the same left edge, however many marks a title has.
  for (const row of await rows.all()) {
    const edges = await row.evaluate((cell) =>
      [...cell.children].map((child) => Math.round(child.getClientRects()[0]?.left ?? -1)),
    );
    expect(new Set(edges).size).toBe(1);
  }

  await page.goto("/account/billing/invoices/10602");
  const line = page.getByRole("table", { name: "Invoice lines" }).getByRole("row").nth(1);
  await expect(line).toContainText("<script>alert('x')</script>");
  await expect(line).toContainText("¥1,280");
  const rest = line.getByText("'; DROP TABLE invoices; --").last();
  await line.getByText("Show full text").click();
  await expect(rest).toBeVisible();
  expect(dialogs).toEqual([]);
});
