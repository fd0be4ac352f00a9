import type { Browser, Page } from "@playwright/test";
import type { TestPortal } from "../support/portal.ts";
import { eidOf } from "../sandbox/world/ids.ts";
import { openTab } from "./support/billing-site.ts";
import { PNG } from "./support/files.ts";
import { chooseDateOfBirth, findAddress, proveAddress, setPassword } from "./support/get-started.ts";
import { test } from "./support/hearing.ts";
import { expect, type Language } from "./support/test.ts";

const WORDS: Record<Language, Record<"missing" | "review" | "received" | "active" | "use", string>> = {
  en: {
    missing: "A few things are missing before you can order.",
    review: "We received your order and are checking it.",
    received: "We received your order",
    active: "Your service is active.",
    use: "The mobile network has activated your line.",
  },
  ja: {
    missing: "お申し込みの前に、必要なお手続きがあります。",
    review: "お申し込みを受け付けました。内容を確認しています。",
    received: "お申し込みを受け付けました",
    active: "サービスをご利用いただけます。",
    use: "回線は開通しています。",
  },
};
/** Each of a device of its own: the network opens one line on it. */
const EIDS: Record<Language, string> = { en: eidOf("09000007801"), ja: eidOf("09000007802") };

test.setTimeout(150_000);

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`a stranger finds a plan, opens an account, orders an eSIM, and it works (${language})`, async ({
    page,
    context,
    browser,
    portal,
    speak,
  }, { project }) => {
    // The network opens a line at once; otherwise it is asked again after a minute.
    await portal.network.shape({ queueSeconds: 0 });
    const email = `stranger-${project.name}-${language}@example.com`;
    await speak(language);
    await page.goto("/services");
    await page.locator("main a[href='/services/sim']").click();
    await page.locator("main .page-head .btn.primary").click();
    await proveAddress(page, email);
    await fillRegistration(page, language);
    await page.waitForURL(/\/account\/services\/sim$/);

    await chooseSim(page, EIDS[language]);
    await page.waitForURL(/\/account\/order\?checkout=/);
    await expect(page.locator(".answer")).toHaveText(words.missing);
    await page.locator("main a[href^='/account/billing/payments']").click();
    const site = await openTab(context, page.locator("main form button").first());
    await site.locator("[name=number]").fill("4242 4242 4242 4242");
    await site.locator("[name=expiry]").fill("12/29");
    await site.locator("[name=expiry]").press("Enter");
    await expect(site.getByText("4242").first()).toBeVisible();
    await site.close();
    await page.locator("main a[href^='/account/order?']").click();

    await page.locator("main a[href^='/account/settings/verification']").click();
    await page.locator("#document").setInputFiles({ name: "card.png", mimeType: "image/png", buffer: PNG });
    await page.locator("form:has(#document) button[type=submit]").click();
    await page.locator("main a[href^='/account/order?']").click();

    await page.locator("main a.btn.primary").click();
    await page.locator("#understood").check();
    await goOn(page);
    await page.locator("#consent").check();
    await page.locator("#age-adults").check();
    await goOn(page);
    await page.locator("#terms").check();
    await goOn(page);
    await expect(page.getByRole("status").first()).toContainText(words.received);
    await expect(page.locator(".answer")).toHaveText(words.review);

    await approve(browser, portal);
    // With scripts the page follows by itself, without them it is looked at again.
    await expect(async () => {
      if (project.name === "scripts-off") await page.reload();
      await expect(page.locator(".answer")).toHaveText(words.active, { timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.locator("main")).toContainText(words.use);
    await page.locator("main a[href$='/contract']").click();
    await expect(page.locator("main")).toContainText(EIDS[language]);
  });
}

async function fillRegistration(page: Page, language: Language): Promise<void> {
  await page.locator("#firstName").fill("Nora");
  await page.locator("#lastName").fill("Newcastle");
  await page.locator("#phone").fill("03-0000-4001");
  await chooseDateOfBirth(page, language);
  await findAddress(page);
  await setPassword(page);
  await page.locator("#terms").check();
  await page.locator("#repeatPassword").press("Enter");
}

/** A voice plan as eSIM with a new number, as soon as possible. */
async function chooseSim(page: Page, eid: string): Promise<void> {
  await page.locator("main a[href$='plan=SIM-DATA-VOICE-10GB']").click();
  await goOn(page);
  await page.locator("[value=esim]").check();
  await page.locator("#eid").fill(eid);
  await goOn(page);
  await goOn(page);
  await page.locator("#start-immediate").check();
  await goOn(page);
  await page.locator("[name=number][value=new]").check();
  await goOn(page);
  await page.locator("#lastNameKana").fill("ニューカッスル");
  await page.locator("#firstNameKana").fill("ノラ");
  await page.locator("[name=gender]").first().check();
  await goOn(page);
  await goOn(page);
}

async function goOn(page: Page): Promise<void> {
  await page.locator("main form .btn.primary").click();
}

type Row = Record<string, unknown>;

/** Staff, in a browser of its own: looks at who they are in a way that is enough for a voice line, and approves the order. */
async function approve(browser: Browser, portal: TestPortal): Promise<void> {
  const accounts = (await portal.crm.view("accounts")) as Row[];
  const order = ((await portal.crm.view("orders")) as Row[]).at(-1);
  const account = accounts.find(({ Id }) => Id === order?.["AccountId"]);
  const context = await browser.newContext();
  const staff = await context.newPage();
  await staff.goto(`${String(portal.environment["SALESFORCE_LOGIN_URL"])}/__sandbox`);
  const identity = staff.locator("form[action$='/verify-identity']");
  await identity.locator("[name=account]").fill(String(account?.["SF_Account_No__c"]));
  await identity.locator("[name=method]").fill("jpki");
  await identity.locator("button").click();
  await staff.goto(`${String(portal.environment["SALESFORCE_LOGIN_URL"])}/__sandbox`);
  const approval = staff.locator("form[action$='/approve-order']");
  await approval.locator("[name=order]").fill(String(order?.["OrderNumber"]));
  await approval.locator("button").click();
  await context.close();
}
