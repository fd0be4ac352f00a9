import type { Page } from "@playwright/test";
import { PASSWORD } from "../../support/portal.ts";
import type { SandboxControl } from "../../support/sandbox-control.ts";
import { toCancel, toCheckout, toConfirm, toDelivery, toExplanation } from "./checkout.ts";

export type Visit = {
  name: string;
  path: string;
  /** Brings the page into a state that its address alone does not give. */
  arrange?: (tools: { page: Page; sandbox: SandboxControl }) => Promise<void>;
};

/**
 * Who looks at which pages; `null` is a visitor. Together every page and every state of one. `what`: where one person's pages are
 * more than one test has time for.
 */
export const EVERY_PAGE: { who: string | null; what?: string; visits: Visit[] }[] = [
  {
    who: null,
    what: "shop",
    visits: [
      ...pages("/services", "/services/internet", "/services/sim", "/services/vpn"),
      ...pages("/services/business", "/services/onsite"),
      ...pages("/services/internet/check-availability", "/services/internet/check-availability?sent=1"),
      {
        name: "a request to check an address, with faults",
        path: "/services/internet/check-availability",
        arrange: async ({ page }) => {
          await page.locator("#firstName").fill("Vera");
          await page.locator("#lastName").fill("Visitor");
          await page.locator("#email").fill("vera@example.com");
          await page.locator("#postcode").fill("106-0044");
          await page.locator("#postcode").press("Enter");
          await page.locator("#block").fill("1");
          await page.locator("#block").press("Enter");
          await page.getByRole("alert").waitFor();
        },
      },
    ],
  },
  {
    who: null,
    visits: [
      ...pages("/", "/help", "/status", "/terms", "/privacy", "/external-transmission"),
      ...pages("/commercial-transactions", "/accessibility", "/demo/outbox", "/no-such-page"),
      ...pages(
        "/auth/login",
        "/auth/login?signedOut=1",
        "/auth/login?ended=1",
        "/auth/login?newPassword=1",
        "/auth/login?again=1",
      ),
      ...pages("/auth/get-started", "/auth/get-started?again=1"),
      ...pages("/auth/forgot-password", "/auth/forgot-password?sent=1", "/auth/reset-password"),
      ...pages("/auth/passkey", "/auth/undo-email", "/auth/undo-email?done=1"),
      {
        name: "the second step of a sign-in, with a wrong code",
        path: "/auth/login",
        arrange: async ({ page }) => {
          await page.locator("#email").fill("waiting@example.com");
          await page.locator("#password").fill(PASSWORD);
          await page.locator("#password").press("Enter");
          await page.locator("#code").fill("12345");
          await page.locator("#code").press("Enter");
          await page.getByRole("alert").waitFor();
        },
      },
      {
        name: "a refused sign-in",
        path: "/auth/login",
        arrange: async ({ page }) => {
          const password = page.locator("#password");
          // Too long for an address: refused before any password is counted as wrong.
          await page.locator("#email").fill(`${"a".repeat(320)}@example.com`);
          await password.fill("wrong");
          await password.press("Enter");
          await page.getByRole("alert").waitFor();
        },
      },
    ],
  },
  {
    who: "late@example.com",
    visits: [
      ...pages(
        "/account",
        "/account/billing",
        "/account/billing/invoices",
        "/account/billing/invoices/10506",
      ),
      ...pages("/account/billing/invoices?q=nothing-like-it", "/account/billing/invoices/10501"),
      ...pages("/account/billing/payments", "/account/billing/statement", "/account/settings"),
      ...pages("/account/settings/password", "/account/settings/sessions", "/account/settings/activity"),
      ...pages("/account/settings/export"),
      ...pages("/account/services", "/account/services/internet"),
      {
        name: "a refused change of the password",
        path: "/account/settings/password",
        arrange: async ({ page }) => {
          await page.locator("#currentPassword").fill("rainy-harbour-lantern-42");
          await page.locator("#newPassword").fill("short");
          await page.locator("#repeatPassword").fill("short");
          await page.locator("#repeatPassword").press("Enter");
          await page.getByRole("alert").waitFor();
        },
      },
      ...pages("/account/billing/invoices/99999999"),
      {
        name: "an old copy of an invoice",
        path: "/account/billing/invoices/10504",
        arrange: async ({ page, sandbox }) => {
          await sandbox.fault({ kind: "http_500", action: "GetInvoice", match: { invoiceid: "10504" } });
          await page.goto("/account/billing/invoices/10504?retry=invoice");
          await sandbox.clearFaults();
        },
      },
    ],
  },
  {
    who: "late@example.com",
    what: "identity",
    visits: [
      ...pages("/account/settings/verification"),
      {
        name: "a file that is no document",
        path: "/account/settings/verification?returnTo=/account/order",
        arrange: async ({ page }) => {
          const file = { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") };
          await page.locator("#document").setInputFiles(file);
          await page.locator("form:has(#document) button").click();
          await page.getByRole("alert").waitFor();
        },
      },
    ],
  },
  {
    who: "newbie@example.com",
    visits: [
      // First, while the code of the sign-in still opens what is protected.
      ...pages("/account/settings/security"),
      {
        name: "an authenticator app being added",
        path: "/account/settings/security",
        arrange: async ({ page }) => {
          await page.locator("#name").fill("Phone");
          await page.locator("#name").press("Enter");
          await page.locator(".qr").waitFor();
        },
      },
      {
        name: "a passkey being added",
        path: "/account/settings/security",
        arrange: async ({ page }) => {
          await page.locator("#passkeyName").fill("Phone");
          await page.locator("#passkeyName").press("Enter");
          await page.locator("form[data-passkey]").waitFor();
        },
      },
      ...pages("/account/settings/email"),
      {
        name: "another address being confirmed",
        path: "/account/settings/email",
        arrange: async ({ page }) => {
          await page.locator("#newEmail").fill("nia@example.net");
          await page.locator("#newEmail").press("Enter");
          await page.locator("#code").waitFor();
        },
      },
      ...pages("/account/settings/profile", "/account/settings/profile/contact"),
      ...pages("/account/settings/profile/personal", "/account/settings/profile/offers"),
      ...pages("/account/settings/profile/address"),
      {
        name: "an address with several towns",
        path: "/account/settings/profile/address",
        arrange: async ({ page }) => {
          await page.locator("#postcode").fill("498-0000");
          await page.locator("#postcode").press("Enter");
          await page.locator("#townKey").waitFor();
        },
      },
      {
        name: "an address by hand, with faults",
        path: "/account/settings/profile/address",
        arrange: async ({ page }) => {
          await page.locator("#postcode").fill("000-0000");
          await page.locator("#postcode").press("Enter");
          await page.locator("#prefecture").selectOption("東京都");
          await page.locator("#city").fill("港区");
          await page.locator("#block").fill("1");
          await page.locator("#block").press("Enter");
          await page.getByRole("alert").waitFor();
        },
      },
      ...pages("/account", "/account/billing", "/account/billing/invoices"),
      ...pages("/account/billing/payments", "/account/billing/statement"),
    ],
  },
  {
    who: "waiting@example.com",
    visits: [
      ...pages("/account/orders", "/account/orders/8015h0000000007AAA"),
      ...pages("/account/orders/8015h0000000008AAA"),
    ],
  },
  {
    who: "waiting@example.com",
    what: "configuration",
    visits: [
      ...pages("/account/services/internet/configure", "/account/services/vpn/configure?gone=1"),
      {
        name: "a price before the order",
        path: "/account/services/internet/configure?plan=INTERNET-GOLD-APT-1G",
        arrange: async ({ page }) => {
          const send = () => page.locator("form:has([type=radio], [type=checkbox]) .btn.primary").click();
          await page.locator("#accessMode-pppoe").check();
          await send();
          await page.locator("[name=installationSku]").nth(1).check();
          await send();
          await page.locator("[name=addonSkus]").first().check();
          await send();
          await page.locator("#price").waitFor();
        },
      },
      {
        name: "a transfer with faults",
        path: "/account/services/sim/configure?plan=SIM-DATA-VOICE-5GB",
        arrange: async ({ page }) => {
          const send = () => page.locator("form:has([type=radio], [type=checkbox]) .btn.primary").click();
          await send();
          await page.locator("#simType-physical").check();
          await send();
          await send();
          await page.locator("#start-immediate").check();
          await send();
          await page.locator("#number-transfer").check();
          await send();
          await page.locator("#reservationNumber").fill("090-1234-5678");
          for (const part of ["Year", "Month", "Day"]) await page.locator(`#expires${part}`).fill("1");
          await page.locator("#phoneNumber").fill("03-1234-5678");
          await send();
          await page.getByRole("alert").waitFor();
        },
      },
    ],
  },
  {
    who: "grace@example.com",
    visits: [
      ...pages("/account/orders", "/account/services/internet"),
      {
        name: "a request to check an address",
        path: "/account/services/internet",
        arrange: async ({ page }) => {
          // In the second language of one worker it waits already.
          const button = page.locator("form .btn.primary");
          if ((await button.count()) > 0) await button.click();
          await page.goto("/account/services/internet/request-submitted");
        },
      },
    ],
  },
  {
    who: "hanako@example.jp",
    visits: pages(
      "/account/settings/verification",
      ...["/account/services", "/account/services/internet"],
      ...["/account/services/sim", "/account/services/vpn"],
    ),
  },
  {
    who: "hanako@example.jp",
    what: "the check-out",
    visits: [
      ...pages("/account/order"),
      { name: "a cart", path: "/account/order", arrange: ({ page }) => toCheckout(page) },
      { name: "the explanation", path: "/account/order", arrange: ({ page }) => toExplanation(page) },
      { name: "how the contract comes", path: "/account/order", arrange: ({ page }) => toDelivery(page) },
      { name: "the last screen", path: "/account/order", arrange: ({ page }) => toConfirm(page) },
      { name: "an order being cancelled", path: "/account/order", arrange: ({ page }) => toCancel(page) },
      {
        name: "an order that was cancelled",
        path: "/account/order",
        arrange: async ({ page }) => {
          await toCancel(page);
          await page.locator("main form .btn.critical").click();
          await page.getByRole("status").waitFor();
        },
      },
    ],
  },
  {
    who: "hostile@example.com",
    visits: pages("/account", "/account/billing/invoices", "/account/billing/invoices/10602"),
  },
  {
    who: "bulk@example.com",
    visits: [
      ...pages("/account", "/account/billing", "/account/billing/invoices?page=250"),
      {
        name: "an invoice that cannot be read",
        path: "/account/billing",
        arrange: async ({ page, sandbox }) => {
          await sandbox.fault({ kind: "http_500", action: "GetInvoice", match: { invoiceid: "20778" } });
          await page.goto("/account/billing/invoices/20778");
          await sandbox.clearFaults();
        },
      },
    ],
  },
];

function pages(...paths: string[]): Visit[] {
  return paths.map((path) => ({ name: path, path }));
}

/** Opens a page and waits until nothing of it is on its way. */
export async function open(page: Page, sandbox: SandboxControl, { path, arrange }: Visit): Promise<void> {
  await page.goto(path);
  await arrange?.({ page, sandbox });
  await page.locator("h1").waitFor();
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
}
