import { expect, test, type Language } from "./support/test.ts";

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    all: "Services and prices",
    sim: "SIM and eSIM",
    free: "First month free",
    price: "¥1,408",
    net: "¥1,280 before tax",
    family: "Family price",
    services: "Services",
    internet: "Internet",
    eligible: "Internet is available at your address",
    gold: "¥7,150",
    back: "Services",
  },
  ja: {
    all: "サービスと料金",
    sim: "SIM・eSIM",
    free: "初月無料",
    price: "1,408円",
    net: "税抜 1,280円",
    family: "ファミリー価格",
    services: "サービス",
    internet: "インターネット",
    eligible: "ご住所で回線をご利用いただけます",
    gold: "7,150円",
    back: "サービス",
  },
};

for (const language of ["en", "ja"] as const) {
  const word = (name: string): string => WORDS[language][name] ?? name;

  test(`a visitor finds what a SIM costs (${language})`, async ({ page, speak }) => {
    await speak(language);
    await page.goto("/");
    await page.getByRole("link", { name: word("all") }).click();
    const card = page.getByRole("listitem").filter({ hasText: word("sim") });
    await expect(card).toContainText(word("free"));
    await card.getByRole("link", { name: word("sim") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word("sim"));
    const row = page.getByRole("row").filter({ hasText: word("price") });
    await expect(row).toContainText(word("net"));
    await expect(page.getByRole("main")).not.toContainText(word("family"));
    await page.getByRole("link", { name: word("all") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word("all"));
  });

  test(`a customer sees what their address can have (${language})`, async ({ page, signIn }) => {
    await signIn("hanako@example.jp", language);
    await page.goto("/account");
    const nav = page
      .getByRole("navigation")
      .filter({ has: page.getByRole("link", { name: word("services") }) });
    await nav.getByRole("link", { name: word("services"), exact: true }).click();
    await expect(page).toHaveURL("/account/services");
    await page
      .getByRole("main")
      .getByRole("link", { name: word("internet") })
      .click();
    await expect(page.getByRole("main")).toContainText(word("eligible"));
    await expect(page.getByRole("row").filter({ hasText: word("gold") })).toBeVisible();
    await expect(page.getByRole("table", { name: /10 ?Gbps/ })).toHaveCount(0);
    await page
      .getByRole("main")
      .getByRole("link", { name: word("back"), exact: true })
      .click();
    await page
      .getByRole("main")
      .getByRole("link", { name: word("sim") })
      .click();
    await expect(page.getByRole("row").filter({ hasText: word("family") })).toBeVisible();
  });
}
