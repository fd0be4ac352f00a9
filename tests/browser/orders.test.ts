import { expect, test, type Language } from "./support/test.ts";

const WORDS: Record<Language, { orders: string; order: RegExp; state: string; send: string; done: string }> =
  {
    en: {
      orders: "Orders",
      order: /^Order 00000007/,
      state: "We received your order and are checking it.",
      send: "Check this address",
      done: "We are checking your address",
    },
    ja: {
      orders: "お申し込み",
      order: /^お申し込み 00000009/,
      state: "お申し込みを受け付けました。内容を確認しています。",
      send: "この住所を確認する",
      done: "ご住所を確認しています",
    },
  };
const OWNER: Record<Language, string> = { en: "waiting@example.com", ja: "kenji@example.jp" };
/** Nobody has asked for their address, and no other test does. */
const ASKER: Record<Language, string> = { en: "newbie@example.com", ja: "kenji@example.jp" };

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`an order is found, with where it stands (${language})`, async ({ page, signIn }) => {
    await signIn(OWNER[language], language);
    await page.goto("/account/orders");
    await expect(page.locator("h1")).toHaveText(words.orders);
    await page.getByRole("link", { name: words.order }).click();
    await expect(page.locator(".answer")).toHaveText(words.state);
    const steps = page.locator("ol.list > li");
    await expect(steps).toHaveCount(4);
    await expect(page.locator("[aria-current=step]")).toHaveCount(1);
  });

  test(`an address is asked for once (${language})`, async ({ page, signIn }) => {
    await signIn(ASKER[language], language);
    await page.goto("/account/services/internet");
    await page.getByRole("button", { name: words.send }).click();
    await expect(page).toHaveURL(/\/account\/services\/internet\/request-submitted$/);
    await expect(page.locator("h1")).toHaveText(words.done);
    await page.goto("/account/services/internet");
    await expect(page.getByRole("button", { name: words.send })).toHaveCount(0);
  });
}
