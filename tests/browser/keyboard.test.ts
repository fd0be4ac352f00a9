import type { Page } from "@playwright/test";
import { enterCode, expect, test } from "./support/test.ts";

type Stop = { what: string; problem: string | null };

/** The focused element: what it is, and what is wrong with how it is shown. Null: the focus has left the page. */
async function focusedStop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const what = `${element.tagName} ${element.getAttribute("name") ?? ""}${element.textContent.trim().slice(0, 40)}`;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2)
      return { what, problem: "no outline" };
    if (box.width < 24 || box.height < 16) return { what, problem: `small: ${box.width} × ${box.height}` };
    const [across, down] = [box.left + box.width / 2, box.top + box.height / 2];
    const points = [
      [across, down],
      [across, box.top + 3],
      [across, box.bottom - 3],
      [box.left + 3, down],
      [box.right - 3, down],
    ] as const;
    const isCovered = points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return !top || !(element.contains(top) || top.contains(element));
    });
    return { what, problem: isCovered ? `covered or outside: ${JSON.stringify(box)}` : null };
  });
}

/** Presses until the focus leaves the page, or as often as said: backwards it starts again at the page's end. */
async function walk(page: Page, key: "Tab" | "Shift+Tab", presses = 80): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let pressed = 0; pressed < presses; pressed += 1) {
    await page.keyboard.press(key);
    const stop = await focusedStop(page);
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

for (const [device, viewport] of [
  ["desktop", { width: 1280, height: 800 }],
  ["phone", { width: 390, height: 700 }],
] as const)
  test(
    `with the keyboard alone every control is reached, seen and never under a bar (${device})`,
    { tag: "@looks" },
    async ({ page, signIn }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: "reduce" });
      await signIn("late@example.com");
      for (const path of ["/account", "/account/billing/invoices", "/account/settings"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const forward = await walk(page, "Tab");
        expect(forward.filter(({ problem }) => problem)).toEqual([]);
        expect(forward[0]?.what).toContain("Skip to main content");
        expect(forward.length).toBeGreaterThan(15);
        expect(forward.length).toBeLessThan(80);
        const backward = await walk(page, "Shift+Tab", forward.length);
        expect(backward.filter(({ problem }) => problem)).toEqual([]);
        expect(backward.map(({ what }) => what).reverse()).toEqual(forward.map(({ what }) => what));
      }
    },
  );

test("the skip link leads past the bars, and an invoice opens by Enter", async ({ page, signIn }) => {
  await signIn("late@example.com");
  await page.goto("/account/billing/invoices");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to main content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const first = page.getByRole("main").getByRole("link").first();
  await expect(first).toBeFocused();

  const invoice = page.getByRole("row").filter({ hasText: "10506" }).getByRole("link");
  for (let presses = 0; presses < 30; presses += 1) {
    if (await invoice.evaluate((link) => link === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(invoice).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoice 10506");
});

test("signing in needs no mouse", async ({ page, javaScriptEnabled }) => {
  await page.goto("/auth/login");
  await page.getByLabel("E-mail address").focus();
  await page.keyboard.type("grace@example.com");
  await page.keyboard.press("Tab");
  // The button that shows the password stands between the two where scripts run.
  if (javaScriptEnabled) await page.keyboard.press("Tab");
  await page.keyboard.type("rainy-harbour-lantern-42");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Forgot password?" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Keep me signed in")).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/auth/verify");
  await enterCode(page, "grace@example.com");
  await expect(page).toHaveURL("/account");
});
