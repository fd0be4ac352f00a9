import type { Page } from "@playwright/test";
import { chooseDateOfBirth, findAddress, proveAddress, setPassword } from "./support/get-started.ts";
import { expect, test, type Language } from "./support/test.ts";

const LANGUAGES: Language[] = ["en", "ja"];

/** From the landing page to the page after the code. */
async function prove(page: Page, email: string): Promise<void> {
  await page.goto("/");
  await page.locator('a[href="/auth/get-started"]').click();
  await proveAddress(page, email);
}

for (const language of LANGUAGES) {
  const isEnglish = language === "en";

  test(`a new customer opens an account (${language})`, async ({ page, speak }, { project }) => {
    await speak(language);
    await prove(page, `new-${project.name}-${language}@example.com`);
    await page.locator("#firstName").fill("Nora");
    await page.locator("#lastName").fill("Newcastle");
    await page.locator("#phone").fill("０３－００００－４００１");
    await chooseDateOfBirth(page, language);
    await findAddress(page);
    await page.locator("#newPassword").fill("short");
    await page.locator("#repeatPassword").fill("short");
    await page.locator("#terms").check();
    await page.locator("#repeatPassword").press("Enter");
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("#lastName")).toHaveValue("Newcastle");
    await expect(page.locator("#newPassword")).toHaveValue("");
    await setPassword(page);
    await page.locator("#repeatPassword").press("Enter");
    await page.waitForURL(/\/account$/);
    await expect(page.locator(".flash")).toContainText(
      isEnglish ? "Your account is ready" : "アカウントの準備ができました",
    );
  });

  test(`who has a login is led to it (${language})`, async ({ page, speak }) => {
    await speak(language);
    await prove(page, "grace@example.com");
    await expect(page.locator("h1")).toHaveText(
      isEnglish ? "You already have an account" : "すでにアカウントをお持ちです",
    );
    await page.locator("main a[href='/auth/login']").click();
    await expect(page.locator("#password")).toBeVisible();
  });

  test(`what cannot be paired goes to a person (${language})`, async ({ page, speak }) => {
    await speak(language);
    await prove(page, "orphan@example.com");
    await page.locator("#password").fill("old-portal-pass");
    await page.locator("#password").press("Enter");
    await expect(page.locator("h1")).toHaveText(
      isEnglish ? "Our staff need to check this" : "担当者が確認します",
    );
  });
}

// The next two can happen once in a world; a worker, which has its own, belongs to one project and runs each test once.
test("a customer of the billing system links the account and sets a password", async ({ page }) => {
  await prove(page, "legacy@example.com");
  await page.locator("#password").fill("wrong");
  await page.locator("#password").press("Enter");
  await expect(page.locator("#password-error")).toBeVisible();
  await page.locator("#password").fill("old-portal-pass");
  await page.locator("#password").press("Enter");
  await page.waitForURL(/\/auth\/get-started\/password/);
  await setPassword(page);
  await page.locator("#repeatPassword").press("Enter");
  await page.waitForURL(/\/account$/);
  await expect(page.locator("h1")).toContainText("Lena Legacy");
});

test("somebody whom the customer system knows completes the account in Japanese", async ({ page, speak }) => {
  await speak("ja");
  await prove(page, "lead@example.jp");
  await expect(page.locator("#lastName")).toHaveValue("李");
  await page.locator("#phone").fill("090-1234-5678");
  await findAddress(page);
  await setPassword(page);
  await page.locator("#terms").check();
  await page.locator("#repeatPassword").press("Enter");
  await page.waitForURL(/\/account$/);
  await expect(page.locator("h1")).toContainText("李 美玲");
});
