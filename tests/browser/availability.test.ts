import { expect, test, type Language } from "./support/test.ts";
import { readMailedCode } from "../support/second-step.ts";

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    check: "Check availability",
    request: "Send without an account",
    account: "Create account and send",
    sent: "Check your e-mail",
    plans: "View plans and prices",
    checking: "We are checking your address",
  },
  ja: {
    check: "提供エリアを確認する",
    request: "アカウントなしで送信",
    account: "アカウントを作成して送信",
    sent: "メールをご確認ください",
    plans: "プランと料金を見る",
    checking: "ご住所を確認しています",
  },
};

for (const language of ["en", "ja"] as const) {
  const word = (name: string): string => WORDS[language][name] ?? name;

  test(`a visitor asks for an address to be checked (${language})`, async ({ page, speak }, { project }) => {
    await speak(language);
    await page.goto("/services/internet");
    await page.getByRole("link", { name: word("check") }).click();
    await page.locator("#firstName").fill("Vera");
    await page.locator("#lastName").fill("Visitor");
    await page.locator("#email").fill(`visitor-${project.name}-${language}@example.com`);
    await page.locator("#postcode").fill("106-0044");
    await page.locator("#postcode").press("Enter");
    await expect(page.getByText("東京都港区東麻布")).toBeVisible();
    await expect(page.locator("#email")).toHaveValue(/^visitor-/);
    await page.locator("#block").fill("1-9-2");
    await page.locator("#home-house").check();
    await page.getByRole("button", { name: word("request") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word("sent"));
    await page.getByRole("link", { name: word("plans") }).click();
    await expect(page).toHaveURL("/services/internet");
  });

  test(`a visitor opens an account on the way (${language})`, async ({ page, speak }, { project }) => {
    await speak(language);
    const email = `wish-${project.name}-${language}@example.com`;
    await page.goto("/services/internet/check-availability");
    await page.locator("#firstName").fill("Vera");
    await page.locator("#lastName").fill("Visitor");
    await page.locator("#email").fill(email);
    await page.locator("#postcode").fill("106-0044");
    await page.locator("#postcode").press("Enter");
    await page.locator("#block").fill("1-9-2");
    await page.locator("#home-house").check();
    await page.getByRole("button", { name: word("account") }).click();
    await page.waitForURL(/\/auth\/get-started\/code/);
    const outbox = async (path: string) => (await page.request.get(path)).text();
    await page.locator("#code").fill(await readMailedCode(await page.content(), outbox, email));
    await page.locator("form:has(#code) button[type=submit]").click();
    await expect(page.locator("#lastName")).toHaveValue("Visitor");
    await expect(page.locator("#block")).toHaveValue("1-9-2");
    await page.locator("#phone").fill("03-0000-4001");
    await page.locator("#birthYear").fill("1988");
    await page.locator("#birthMonth").fill("3");
    await page.locator("#birthDay").fill("12");
    await page.locator("#newPassword").fill("seven-lanterns-by-the-river");
    await page.locator("#repeatPassword").fill("seven-lanterns-by-the-river");
    await page.locator("#terms").check();
    await page.locator("#repeatPassword").press("Enter");
    await page.waitForURL("/account/services/internet/request-submitted");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word("checking"));
  });
}
