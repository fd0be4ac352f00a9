import { toCheckout, toConfirm, toDelivery } from "./support/checkout.ts";
import { expect, test, type Language } from "./support/test.ts";

const WORDS: Record<
  Language,
  { button: string; received: string; state: string; read: string; minor: RegExp }
> = {
  en: {
    button: "Place order (charges apply)",
    received: "We received your order",
    state: "We received your order and are checking it.",
    read: "Tick the box when you have read and understood the key terms.",
    minor: /together with a parent or guardian/,
  },
  ja: {
    button: "この内容で申し込む（料金が発生します）",
    received: "お申し込みを受け付けました",
    state: "お申し込みを受け付けました。内容を確認しています。",
    read: "お読みになり、ご理解いただけましたら、チェックを入れてください。",
    minor: /保護者の方とご一緒に/,
  },
};
const BUYER: Record<Language, string> = { en: "amelia@example.com", ja: "hanako@example.jp" };

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`a cart becomes an order (${language})`, async ({ page, signIn }) => {
    await signIn(BUYER[language], language);
    await toConfirm(page);
    // Nothing is agreed to beforehand, and going back loses nothing.
    await expect(page.locator("#terms")).not.toBeChecked();
    await page.locator("main .crumbs a, .crumbs a").first().click();
    await page.locator("main a.btn.primary").click();
    await expect(page).toHaveURL(/\/account\/order\/confirm\?/);
    await page.locator("#terms").check();
    await page.getByRole("button", { name: words.button }).click();
    await expect(page).toHaveURL(/\/account\/orders\/801\w{15}\?submitted=1$/);
    await expect(page.getByRole("status").first()).toContainText(words.received);
    await expect(page.locator(".answer")).toHaveText(words.state);
    // Back in the browser there is nothing left to order.
    await page.goBack();
    await expect(page).not.toHaveURL(/\/account\/order\?/);
  });

  test(`what was not read is asked for, and a minor is told how to order (${language})`, async ({
    page,
    signIn,
  }) => {
    await signIn(BUYER[language], language);
    await toCheckout(page);
    await page.locator("main a.btn.primary").click();
    await page.locator("#understood").evaluate((box) => box.removeAttribute("required"));
    await page.locator("main form .btn.primary").click();
    await expect(page.getByRole("alert")).toContainText(words.read);
    await toDelivery(page);
    await page.locator("#age-minor").check();
    await page.locator("main form .btn.primary").click();
    await expect(page.getByRole("status")).toContainText(words.minor);
    await expect(page).toHaveURL(/\/account\/order\/delivery\?/);
  });
}
