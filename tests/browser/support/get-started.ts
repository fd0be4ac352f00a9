import { expect, type Page } from "@playwright/test";
import { readMailedCode } from "../../support/second-step.ts";
import type { Language } from "./test.ts";

export const NEW_PASSWORD = "seven-lanterns-by-the-river";

/** From the page that asks for an address to the page after the code. */
export async function proveAddress(page: Page, email: string): Promise<void> {
  await page.locator("#email").fill(email);
  await page.locator("form:has(#email) button[type=submit]").click();
  await page.waitForURL(/\/auth\/get-started\/code/);
  const outbox = async (path: string) => (await page.request.get(path)).text();
  await page.locator("#code").fill(await readMailedCode(await page.content(), outbox, email));
  await page.locator("form:has(#code) button[type=submit]").click();
  await page.waitForURL(/\/auth\/get-started\/(account|password)/);
}

export async function chooseDateOfBirth(page: Page, language: Language): Promise<void> {
  await page.locator("#birthEra").selectOption(language === "ja" ? "showa" : "western");
  await page.locator("#birthYear").fill(language === "ja" ? "63" : "1988");
  await page.locator("#birthMonth").fill("3");
  await page.locator("#birthDay").fill("12");
}

export async function findAddress(page: Page): Promise<void> {
  await page.locator("#postcode").fill("106-0044");
  await page.locator("#postcode").press("Enter");
  await expect(page.getByText("東京都港区東麻布")).toBeVisible();
  await page.locator("#block").fill("1-9-2");
  await page.locator("#home-house").check();
}

export async function setPassword(page: Page): Promise<void> {
  await page.locator("#newPassword").fill(NEW_PASSWORD);
  await page.locator("#repeatPassword").fill(NEW_PASSWORD);
}
