import { expect, test, type Language } from "./support/test.ts";

test.use({ portalOf: "outage" });

test("a part that was never read says so, and comes when it is tried again", async ({
  page,
  signIn,
  sandbox,
}) => {
  // Wren: nobody else looks at this customer, so nothing of hers is in the cache.
  const isHers = { action: "GetInvoices", match: { userid: "1007" } };
  await sandbox.fault({ kind: "http_500", ...isHers });
  await signIn("waiting@example.com");
  await page.goto("/account");
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome back, Wren Waits");
  await expect(main).toContainText(
    "We cannot load your invoices right now. Nothing has been charged or changed.",
  );
  await expect(page.getByRole("heading", { name: "The billing system is not responding" })).toBeVisible();
  await expect(main).toContainText(/Reference [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/);
  const figure = (label: string) => page.locator(".figure").filter({ hasText: label });
  await expect(figure("To pay")).toContainText("Not available");
  await expect(figure("Invoices")).toContainText("Not available");
  await expect(main).not.toContainText("¥0");
  await expect(figure("Payment methods").getByRole("definition").first()).toHaveText("1");

  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "The billing system is not responding" })).toBeVisible();

  await sandbox.clearFaults();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("heading", { name: "2 orders are in progress" })).toBeVisible();
  await expect(figure("To pay")).toContainText("None");
  await expect(page.getByRole("link", { name: "Try again" })).toHaveCount(0);
});

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    again: "Refresh",
    old: "Last updated at",
    paused: "Payment is paused because the billing system is not responding. Nothing has been charged.",
    retry: "Try again",
    pay: "Pay $21.99 now",
  },
  ja: {
    again: "最新の情報に更新",
    old: "時点の内容です。",
    paused: "請求システムに接続できないため、お支払いを停止しています。料金は引き落とされていません。",
    retry: "もう一度試す",
    pay: "$21.99を支払う",
  },
};

for (const language of ["en", "ja"] as const) {
  test(`what was read before stays, with its time, and paying waits (${language})`, async ({
    page,
    signIn,
    sandbox,
  }) => {
    const words = WORDS[language];
    const word = (name: string): string => words[name] ?? name;
    await signIn("grace@example.com", language);
    await page.goto("/account/billing/invoices/10902");
    const pay = page.getByRole("button", { name: word("pay") });
    const main = page.getByRole("main");
    await expect(pay).toBeVisible();

    await sandbox.fault({ kind: "http_500", action: "GetInvoice", match: { invoiceid: "10902" } });
    await page.getByRole("link", { name: word("again") }).click();
    await expect(main).toContainText(word("old"));
    await expect(main.locator(".note")).toContainText(/\d\d:\d\d/);
    await expect(main).toContainText(word("paused"));
    await expect(pay).toHaveCount(0);
    await expect(page.getByRole("table")).toContainText("Remote support");

    await sandbox.clearFaults();
    await page.getByRole("link", { name: word("retry") }).click();
    await expect(page).toHaveURL("/account/billing/invoices/10902");
    await expect(pay).toBeVisible();
    await expect(main).not.toContainText(word("old"));
  });
}

test("an invoice that was never read is not called missing", async ({ page, signIn, sandbox }) => {
  await sandbox.fault({ kind: "http_500", action: "GetInvoice", match: { invoiceid: "20777" } });
  await signIn("bulk@example.com");
  const answer = await page.goto("/account/billing/invoices/20777");
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "The billing system is not responding" })).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoice A520777");
});
