import type { Page } from "@playwright/test";
import { expect, test, type Language } from "./support/test.ts";

type Words = Record<
  | "configure"
  | "next"
  | "esim"
  | "transfer"
  | "letters"
  | "eleven"
  | "notYet"
  | "change"
  | "checkout"
  | "addon"
  | "monthly"
  | "gold"
  | "payments",
  string
>;
const WORDS: Record<Language, Words> = {
  en: {
    configure: "Choose a plan",
    next: "Continue",
    esim: "eSIM",
    transfer: "Keep my current number (MNP)",
    letters: "An EID contains digits only.",
    eleven: "11 digits look like a phone number.",
    notYet: "Nothing has been ordered yet.",
    change: "Change",
    checkout: "Proceed to checkout",
    addon: "Call waiting",
    monthly: "¥3,498",
    gold: "Gold",
    payments: "12 monthly payments",
  },
  ja: {
    configure: "プランを選ぶ",
    next: "次へ進む",
    esim: "eSIM",
    transfer: "ほかの会社の番号を移す（MNP）",
    letters: "EIDは数字のみです。",
    eleven: "11桁の番号は、電話番号と思われます。",
    notYet: "お申し込みはまだ完了していません。",
    change: "変更する",
    checkout: "お申し込み手続きへ進む",
    addon: "割込通話",
    monthly: "3,498円",
    gold: "ゴールド",
    payments: "12回の分割払い",
  },
};

/** A day from now in Tokyo, in the three fields of its date. */
async function fillDate(page: Page, prefix: string, ahead: number): Promise<void> {
  const [year = "", month = "", day = ""] = new Date(Date.now() + (9 + 24 * ahead) * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split("-");
  await page.locator(`#${prefix}Year`).fill(year);
  await page.locator(`#${prefix}Month`).fill(month);
  await page.locator(`#${prefix}Day`).fill(day);
}

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`a SIM with a transfer, with slips that are put right (${language})`, async ({ page, signIn }) => {
    const next = () => page.getByRole("button", { name: words.next }).click();
    await signIn("hanako@example.jp", language);
    await page.goto("/account/services/sim");
    await page.locator("main a[href$='plan=SIM-DATA-VOICE-25GB']").click();
    await expect(page.locator("[value=SIM-DATA-VOICE-25GB]")).toBeChecked();
    await next();

    await page.getByLabel(words.esim, { exact: true }).check();
    await page.locator("#eid").fill("IMEI 35-209900-176148");
    await next();
    await expect(page.getByRole("alert")).toContainText(words.letters);
    await expect(page.locator("#eid")).toHaveValue("IMEI 35-209900-176148");
    await page.locator("#eid").fill("8904 9032 0000 0000 0000 0000 0010 0170");
    await next();

    await page.getByLabel(words.addon).check();
    await next();
    await page.locator("#start-scheduled").check();
    await fillDate(page, "start", 3);
    await next();
    await page.getByLabel(words.transfer).check();
    await next();

    // Name, reading and birth date are filled in from what is known.
    await expect(page.locator("#lastNameKana")).toHaveValue("タカハシ");
    await page.locator("#reservationNumber").fill("090-0000-5678");
    await fillDate(page, "expires", 8);
    await page.locator("#phoneNumber").fill("090-0000-5678");
    await next();
    await expect(page.getByRole("alert")).toContainText(words.eleven);
    await expect(page.locator("#phoneNumber")).toHaveValue("090-0000-5678");
    await page.locator("#reservationNumber").fill("11-234-56789");
    await next();

    await expect(page.locator(".answer")).toContainText(words.notYet);
    await expect(page.locator(".rows.pair")).toContainText(words.monthly);
    await expect(page.locator("[aria-current=step]")).toHaveCount(1);
    // One choice back, and nothing of the others is asked again.
    await page.getByRole("link", { name: words.change }).and(page.locator("[href$='step=addons']")).click();
    await expect(page.getByLabel(words.addon)).toBeChecked();
    await next();
    await expect(page.locator(".answer")).toContainText(words.notYet);
    await page.reload();
    await page.goBack();
    await page.goForward();
    await expect(page.getByRole("button", { name: words.checkout })).toBeVisible();
  });

  test(`an internet line for an address that can have one (${language})`, async ({ page, signIn }) => {
    const next = () => page.getByRole("button", { name: words.next }).click();
    await signIn("waiting@example.com", language);
    await page.goto("/account/services/internet");
    await page.getByRole("link", { name: words.configure, exact: true }).click();
    await page.getByLabel(words.gold).first().check();
    await page.locator("#accessMode-ipoe_home_gateway").check();
    await next();
    await page.getByLabel(words.payments).check();
    await next();
    await page.locator("[value=INTERNET-ADDON-HIKARI-DENWA]").check();
    await next();
    await expect(page.locator(".answer")).toContainText(words.notYet);
    await expect(page.getByRole("row")).toHaveCount(5);
    await page.getByRole("button", { name: words.checkout }).click();
    await expect(page).toHaveURL(/\/account\/order\?checkout=[0-9a-f-]{36}$/);
  });
}
