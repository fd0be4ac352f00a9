import type { Page } from "@playwright/test";
import { EVERY_PAGE, open } from "./support/every-page.ts";
import { expect, test } from "./support/test.ts";

const WIDTHS = [320, 390, 1280];

for (const { who, what, visits } of EVERY_PAGE)
  for (const language of ["en", "ja"] as const)
    test(
      `no page is wider than its window, also with wide spacing: ${[who ?? "visitor", what].filter(Boolean).join(", ")} (${language})`,
      { tag: "@looks" },
      async ({ page, sandbox, signIn, speak }) => {
        test.slow();
        if (who) await signIn(who, language);
        else await speak(language);
        for (const visit of visits)
          await test.step(visit.name, async () => {
            await open(page, sandbox, visit);
            for (const width of WIDTHS) {
              await page.setViewportSize({ width, height: 800 });
              expect.soft(await tooWide(page), `${visit.name} at ${width}`).toEqual([]);
            }
            await page.setViewportSize({ width: 390, height: 800 });
            await spaceOut(page);
            expect.soft(await tooWide(page), `${visit.name} spaced out`).toEqual([]);
            expect.soft(await cutOff(page), `${visit.name} spaced out`).toEqual([]);
          });
      },
    );

/** What reaches beyond the right edge of a page that can be scrolled sideways; nothing for one that cannot. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 5)
      .map(
        (element) => `${element.tagName}.${element.className.toString()} ${element.textContent.slice(0, 40)}`,
      );
  });
}

/** The spacing that WCAG 1.4.12 asks a page to bear, set the way a person's own tool would. */
async function spaceOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (!(element instanceof HTMLElement)) continue;
      element.style.setProperty("line-height", "1.5", "important");
      element.style.setProperty("letter-spacing", "0.12em", "important");
      element.style.setProperty("word-spacing", "0.16em", "important");
      if (element.tagName === "P") element.style.setProperty("margin-bottom", "2em", "important");
    }
  });
}

/** Text that its own box hides; what is hidden on purpose is for screen readers only. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const isCut =
          (overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) ||
          (overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1);
        return isCut && element.clientWidth > 1 && element.textContent.trim() !== "";
      })
      .map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 40)}`),
  );
}

test("a printed invoice is the document and nothing around it", async ({ page, signIn }) => {
  await signIn("late@example.com");
  await page.goto("/account/billing/invoices/10506");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const hidden of [
    page.getByRole("banner"),
    page.getByRole("navigation", { name: "Main" }),
    page.getByRole("contentinfo"),
    page.getByRole("link", { name: "Download PDF" }),
    page.getByRole("button", { name: /^Pay/ }),
  ])
    await expect(hidden).toBeHidden();
  const paper = page.getByRole("article");
  for (const part of [
    "Qualified invoice",
    "Registration no. T",
    "Liam O'Late",
    "Paper invoice fee",
    "¥5,478",
  ])
    await expect(paper).toContainText(part);
  await expect(paper).toBeVisible();
  const colours = await paper.evaluate((element) => {
    const { color } = getComputedStyle(element);
    return { color, page: getComputedStyle(document.body).backgroundColor };
  });
  expect(colours).toEqual({ color: "rgb(0, 0, 0)", page: "rgb(255, 255, 255)" });
});
