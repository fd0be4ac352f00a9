import { expect, type Page } from "@playwright/test";

/** Chooses a VPN router and goes to the check-out, by the pages. */
export async function toCheckout(page: Page): Promise<void> {
  await page.goto("/account/services/vpn/configure");
  await page.locator("#planSku-VPN-REMOTE-ACCESS-UK-LONDON").check();
  await goOn(page);
  await goOn(page);
  await expect(page).toHaveURL(/\/account\/order\?checkout=/);
}

export async function toExplanation(page: Page): Promise<void> {
  await toCheckout(page);
  await page.locator("main a.btn.primary").click();
  await expect(page).toHaveURL(/\/account\/order\/explanation\?/);
}

export async function toDelivery(page: Page): Promise<void> {
  await toExplanation(page);
  await page.locator("#understood").check();
  await goOn(page);
  await expect(page).toHaveURL(/\/account\/order\/delivery\?/);
}

export async function toConfirm(page: Page): Promise<void> {
  await toDelivery(page);
  await page.locator("#consent").check();
  await page.locator("#age-adults").check();
  await goOn(page);
  await expect(page).toHaveURL(/\/account\/order\/confirm\?/);
}

/** Orders, and goes from the page of the order to where it is taken back. */
export async function toCancel(page: Page): Promise<void> {
  await toConfirm(page);
  await page.locator("#terms").check();
  await goOn(page);
  await page.locator("main a[href$='/cancel']").click();
  await expect(page).toHaveURL(/\/account\/orders\/801\w{15}\/cancel$/);
}

async function goOn(page: Page): Promise<void> {
  await page.locator("main form .btn.primary").click();
}
