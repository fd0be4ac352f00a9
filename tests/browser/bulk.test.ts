import { expect, test } from "./support/test.ts";

test("a company finds its way through 5,000 invoices", async ({ page, signIn }) => {
  await signIn("bulk@example.com");
  await page.goto("/account/billing/invoices");
  const rows = page.getByRole("table").getByRole("rowheader");
  const tabs = page.getByRole("navigation", { name: "Filter by status" });
  const pager = page.getByRole("navigation", { name: "Pages" });
  const search = page.getByRole("searchbox", {
    name: "Search by number, description, amount, month or year",
  });
  const current = (name: string | RegExp) =>
    expect(tabs.getByRole("link", { name })).toHaveAttribute("aria-current", "page");

  await expect(page.getByText("You have ¥571,120 to pay. ¥314,600 of it is overdue.")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "¥98,489,160" })).toBeVisible();
  await expect(tabs.getByRole("link")).toHaveText([
    "All 5,000",
    "Unpaid 10",
    "Overdue 10",
    "Paid 4,970",
    "Cancelled 10",
    "Collections 0",
  ]);
  await expect(rows).toHaveCount(10);

  await tabs.getByRole("link", { name: /^Overdue/ }).click();
  await expect(page).toHaveURL("/account/billing/invoices?status=overdue");
  await current(/^Overdue/);
  await expect(page.getByRole("cell", { name: "Overdue" })).toHaveCount(10);

  await tabs.getByRole("link", { name: /^Paid/ }).click();
  await current(/^Paid/);
  await page.getByRole("navigation", { name: "Per page" }).getByRole("link", { name: "50" }).click();
  await expect(rows).toHaveCount(50);
  await expect(pager).toContainText("1–50 of 4,970");
  await pager.getByRole("link", { name: "Page 100", exact: true }).click();
  await expect(pager).toContainText("4,951–4,970 of 4,970");
  await expect(rows).toHaveCount(20);
  await expect(rows.last()).toContainText("A520001");
  await expect(pager.getByRole("link", { name: "Next" })).toHaveCount(0);

  await page.goBack();
  await expect(pager).toContainText("1–50 of 4,970");
  await current(/^Paid/);
  await page.goForward();
  await expect(pager).toContainText("4,951–4,970 of 4,970");

  await search.fill("A520001");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("A520001");
  await current(/^Paid/);

  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL("/account/billing/invoices");
  await expect(search).toHaveValue("");
  await current(/^All/);

  await search.fill("zzz-none");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: "No invoices match" })).toBeVisible();
  await expect(page.getByText("You have ¥571,120 to pay")).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(10);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "No invoices match" })).toBeVisible();
  await expect(search).toHaveValue("zzz-none");
  await page.getByRole("link", { name: "Clear filters" }).last().click();
  await expect(rows).toHaveCount(10);
});

test("descriptions can be searched as the portal reads them in the background", async ({ page, signIn }) => {
  await signIn("bulk@example.com");
  await page.goto("/account/billing/invoices");
  await page
    .getByRole("searchbox", { name: "Search by number, description, amount, month or year" })
    .fill("data only 5gb");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=data\+only\+5gb/);
  await expect(page.getByText(/descriptions of [\d,]+ of 5,000 invoices/)).toBeVisible();
  const found = page.getByRole("rowheader").first();
  await expect
    .poll(
      async () => {
        await page.reload();
        return found.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await expect(found).toContainText(/^SIM Data Only 5GB, \d+ cards/);
});
