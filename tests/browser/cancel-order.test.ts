import { toCancel } from "./support/checkout.ts";
import { expect, test, type Language } from "./support/test.ts";

const WORDS: Record<
  Language,
  { title: string; free: string; send: string; received: string; time: RegExp; see: string }
> = {
  en: {
    title: "Cancel within 8 days",
    free: "Your contract is not concluded yet. You can cancel the order free of charge.",
    send: "Cancel order",
    received: "We received your cancellation",
    time: /We received your cancellation on .*, \d\d:\d\d:\d\d JST/,
    see: "View receipt",
  },
  ja: {
    title: "初期契約解除",
    free: "ご契約はまだ成立していません。費用なしで、お申し込みを取り消すことができます。",
    send: "お申し込みを取り消す",
    received: "解除のお申し出を受け付けました",
    time: /\d\d:\d\d:\d\d（日本時間）に受け付けました/,
    see: "受付の内容を見る",
  },
};
const BUYER: Record<Language, string> = { en: "amelia@example.com", ja: "hanako@example.jp" };

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`an order is taken back with one button, and leaves a receipt (${language})`, async ({
    page,
    signIn,
  }) => {
    await signIn(BUYER[language], language);
    await toCancel(page);
    await expect(page.locator("h1")).toHaveText(words.title);
    await expect(page.locator("main")).toContainText(words.free);
    // Nothing is asked for.
    await expect(page.locator("main form").locator("input:not([type=hidden]), textarea, select")).toHaveCount(
      0,
    );
    await page.getByRole("button", { name: words.send }).click();
    await expect(page.getByRole("status")).toContainText(words.received);
    await expect(page.locator("section[aria-labelledby=time]")).toContainText(words.time);
    await page.locator(".crumbs a").last().click();
    await page.getByRole("link", { name: words.see }).click();
    await expect(page.getByRole("status")).toContainText(words.received);
    await page.reload();
    await expect(page.getByRole("button", { name: words.send })).toHaveCount(0);
  });
}
