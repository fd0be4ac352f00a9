import type { Page } from "@playwright/test";
import { test } from "./support/hearing.ts";
import { expect } from "./support/test.ts";

const ORDER = "/account/orders/8015h0000000009AAA";

const listening = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/api/events") && response.status() === 200);

test("an order's page shows an approval by itself: said once, focus and place kept", async ({
  page,
  portal,
  signIn,
}) => {
  await signIn("kenji@example.jp", "en");
  await page.setViewportSize({ width: 390, height: 500 });
  await Promise.all([listening(page), page.goto(ORDER)]);
  await expect(page.getByText("Under review").first()).toBeVisible();
  const link = page.getByRole("link", { name: "Refresh" });
  await link.focus();
  const before = await page.evaluate(() => window.scrollY);

  // What comes after the approval takes its time, so that it can be seen.
  await portal.sandbox.latency(3_000);
  await portal.crm.command("approve-order", { order: "00000009" });
  await expect(page.getByText("Setting up").first()).toBeVisible();
  await expect(page.locator("[data-live] > [role=status]")).toHaveText(
    "Updated. This page now shows the latest status.",
  );
  await expect(link).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
  await portal.sandbox.latency(0);
});

test("the page of the identity check shows what staff has found, by itself", async ({
  page,
  portal,
  signIn,
}) => {
  await signIn("kenji@example.jp", "en");
  await Promise.all([listening(page), page.goto("/account/settings/verification")]);
  await expect(page.getByText("Under review")).toBeVisible();

  await portal.crm.command("reject-identity", { account: "CN-100008", message: "Too dark." });
  await expect(page.getByText("Too dark.")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("button", { name: "Send document" })).toBeVisible();
  await expect(page.locator("[data-live] > [role=status]")).toHaveText(
    "Updated. This page now shows the latest status.",
  );
});
