import { PNG } from "./support/files.ts";
import { expect, test, type Language } from "./support/test.ts";

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    see: "View identity check",
    title: "Identity check",
    rejected: "Not accepted",
    file: "Image or PDF of the front",
    send: "Send document",
    wrong: "cannot open this file",
    pending: "Under review",
    done: "We received your document.",
    back: "Back to previous page",
  },
  ja: {
    see: "本人確認の状況",
    title: "本人確認",
    rejected: "再提出が必要",
    file: "おもて面の画像またはPDF",
    send: "書類を送信",
    wrong: "対応している画像またはPDFではありません",
    pending: "確認中",
    done: "書類を受け付けました。",
    back: "元のページに戻る",
  },
};
for (const language of ["en", "ja"] as const) {
  const word = (name: string): string => WORDS[language][name] ?? name;

  test(`a customer whose document was refused sends another one (${language})`, async ({
    page,
    portal,
    signIn,
  }) => {
    await portal.crm.command("reject-identity", { account: "CN-100009", message: "Too dark." });
    await signIn("grace@example.com", language);
    await page.goto("/account/settings/verification?retry=verification&returnTo=%2Faccount%2Forders");
    const main = page.getByRole("main");
    await expect(main).toContainText(word("rejected"));
    await expect(main).toContainText("Too dark.");

    const file = page.getByLabel(word("file"));
    await file.setInputFiles({ name: "card.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByRole("button", { name: word("send") }).click();
    await expect(page.getByRole("alert")).toContainText(word("wrong"));
    await expect(file).toHaveAttribute("aria-invalid", "true");

    await file.setInputFiles({ name: "card.png", mimeType: "image/png", buffer: PNG });
    await page.getByRole("button", { name: word("send") }).click();
    await expect(page.getByRole("status").first()).toContainText(word("done"));
    await expect(main).toContainText(word("pending"));
    await expect(page.getByRole("button", { name: word("send") })).toHaveCount(0);
    await page.getByRole("link", { name: word("back") }).click();
    await expect(page).toHaveURL("/account/orders");
  });
}

test("the check is found from the page of the account", async ({ page, signIn }) => {
  await signIn("hanako@example.jp", "ja");
  await page.goto("/account/settings");
  await page.locator('a[href="/account/settings/profile"]').click();
  await page.getByRole("link", { name: WORDS.ja["see"] ?? "" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORDS.ja["title"] ?? "");
});
