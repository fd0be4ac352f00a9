import type { BrowserContext, Download, Locator, Page } from "@playwright/test";

/** Presses what opens the billing site in a new tab, and gives that tab. */
export async function openTab(context: BrowserContext, button: Locator): Promise<Page> {
  const opened = context.waitForEvent("page");
  await button.click();
  const tab = await opened;
  await tab.waitForLoadState();
  return tab;
}

/** Presses what answers with a file in a new tab. */
export async function downloadInTab(context: BrowserContext, button: Locator): Promise<Download> {
  const started = new Promise<Download>((resolve) => {
    // The tab has nothing to show, and may be closed again before the file is there.
    context.once("download", resolve);
  });
  await button.click();
  return started;
}
