import { expect, test, type Language } from "./support/test.ts";

type Words = Record<
  | "email"
  | "details"
  | "contact"
  | "change"
  | "find"
  | "choose"
  | "save"
  | "saveContact"
  | "flash"
  | "home"
  | "building",
  string
> & { shown: string[] };

const WORDS: Record<Language, Words> = {
  en: {
    email: "newbie@example.com",
    details: "View or change your details",
    contact: "Change phone or kana name",
    change: "Change address",
    find: "Find address",
    choose: "Use this area",
    save: "Save address",
    saveContact: "Save",
    flash: "Your details were changed.",
    home: "Apartment",
    building: "Kisosaki Heights",
    shown: [
      "〒498-0000",
      "三重県桑名郡木曽岬町2-21-1",
      "Kisosaki Heights 1204",
      "2-21-1",
      "Kuwana-gun Kisosaki-cho",
      "Mie 498-0000",
    ],
  },
  ja: {
    email: "kenji@example.jp",
    details: "登録情報の確認・変更",
    contact: "電話番号・フリガナを変更する",
    change: "住所を変更する",
    find: "住所を検索する",
    choose: "この地域を選ぶ",
    save: "この住所を保存する",
    saveContact: "保存する",
    flash: "登録情報を変更しました。",
    home: "マンション・アパート",
    building: "髙﨑𠮷ビル",
    shown: ["〒498-0000", "三重県桑名郡木曽岬町2-21-1", "髙﨑𠮷ビル 1204"],
  },
};

for (const language of ["en", "ja"] as const) {
  test(`a customer moves, and has a new phone (${language})`, async ({ page, signIn }) => {
    const words = WORDS[language];
    await signIn(words.email);
    await page.goto("/account/settings");
    await page.getByRole("link", { name: words.details }).click();
    await page.getByRole("link", { name: words.change }).click();

    await page.locator("#postcode").fill("４９８ー００００");
    await page.getByRole("button", { name: words.find }).click();
    await page.getByLabel("三重県桑名郡木曽岬町").check();
    await page.getByRole("button", { name: words.choose }).click();
    await page.locator("#block").fill("2-21-1");
    await page.getByLabel(words.home).check();
    await page.getByRole("button", { name: words.save }).click();
    // A flat without building and room: told beside the fields, with the rest kept.
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("#block")).toHaveValue("2-21-1");
    await page.locator("#building").fill(words.building);
    await page.locator("#room").fill("1204");
    await page.locator("#room").press("Enter");
    await expect(page.getByRole("status").filter({ hasText: words.flash })).toBeVisible();
    for (const text of words.shown) await expect(page.locator("main")).toContainText(text);

    await page.getByRole("link", { name: words.contact }).click();
    await page.locator("#phone").fill("０６０１２３４５６７８");
    await page.getByRole("button", { name: words.saveContact, exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: words.flash })).toBeVisible();
    await expect(page.locator("main")).toContainText("060-1234-5678");
  });
}
