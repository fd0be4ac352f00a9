import type { BrowserContext, Frame, Request } from "@playwright/test";

/**
 * Collects what no page may do, of all tabs: requests to anybody but the portal (JP-TB-26), console errors and warnings
 * (a blocked policy and a failed hydration are among them), uncaught errors. Pages of the billing site are its own affair.
 */
export function watch(context: BrowserContext, origins: { portal: string; billing: string }): string[] {
  const problems: string[] = [];
  const isOfBilling = (url: string) => url.startsWith(`${origins.billing}/`);

  context.on("request", (request) => {
    const url = request.url();
    if (url.startsWith(`${origins.portal}/`) || /^(data|blob|about):/.test(url)) return;
    // The customer is sent to the billing site; that is a navigation and never a part of our page.
    if (isOfBilling(url) && (request.isNavigationRequest() || isOfBilling(frameUrl(request)))) return;
    problems.push(`third-party request: ${request.method()} ${url}`);
  });
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const { url } = message.location();
    if (
      isOfBilling(url) ||
      isEarly(message.text()) ||
      isStatusOfPage(message.text(), url, message.page()?.url())
    )
      return;
    problems.push(`console ${message.type()}: ${message.text()} (${url})`);
  });
  context.on("weberror", (error) => {
    const url = error.page()?.url() ?? "";
    if (!isOfBilling(url) && !isEarly(error.error().message))
      problems.push(`uncaught: ${error.error().message} (${url})`);
  });
  return problems;
}

/**
 * What React and Remix say when a hand is faster than the page comes to life: a press while Remix still decodes its data
 * (React 18 then counts a waiting root as an error, and goes on), and a link pointed at before its route is known. The
 * browser does the press itself, so nothing is lost.
 */
function isEarly(text: string): boolean {
  return (
    text.startsWith("Minified React error #345;") ||
    /^Tried to prefetch .+ but no routes matched\.$/.test(text)
  );
}

/** Chromium logs the status of an error page itself, such as 404, as if something of the page were missing. */
function isStatusOfPage(text: string, url: string, pageUrl: string | undefined): boolean {
  return text.startsWith("Failed to load resource: the server responded with a status") && url === pageUrl;
}

function frameUrl(request: Request): string {
  const frame: Frame | null = request.serviceWorker() ? null : request.frame();
  return frame?.url() ?? "";
}
