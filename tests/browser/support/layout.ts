import type { Page } from "@playwright/test";

const WIDTHS = [320, 390, 1280];
const HEIGHT = 800;

/** What is wider than its window in any width, or does not bear wide spacing. Leaves the page spaced out and narrow: look at it last. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const note = (where: string, found: string[]) =>
    void faults.push(...found.map((what) => `${where}: ${what}`));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    note(`wider than ${width}`, await tooWide(page));
  }
  await page.setViewportSize({ width: 390, height: HEIGHT });
  await spaceOut(page);
  note("too wide when spaced out", await tooWide(page));
  note("cut off when spaced out", await cutOff(page));
  return faults;
}

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
