import type { CDPSession, Page } from "@playwright/test";
import { enterCode, expect, PASSWORD, test, type Language } from "./support/test.ts";

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    name: "Test laptop",
    make: "Create passkey",
    newCodes: "Your new recovery codes",
    kept: "I have saved them",
    answer: "When you sign in, we ask for your passkey.",
    signIn: "Sign in with a passkey",
    use: "Use a passkey",
    cancelled: "No passkey was used. Try again, or choose another way.",
    known: "This device already has a passkey for your account.",
    recovery: "Use a recovery code",
    remove: "Remove passkey",
    removed: "Removed. We sent you a confirmation by e-mail.",
    refused: "This passkey was not accepted.",
    code: "Code from the e-mail",
  },
  ja: {
    name: "テスト用パソコン",
    make: "パスキーを作成する",
    newCodes: "新しいリカバリーコード",
    kept: "保管しました",
    answer: "ログイン時にパスキーが必要です。",
    signIn: "パスキーでログインする",
    use: "パスキーを使う",
    cancelled: "パスキーは使われませんでした。もう一度お試しいただくか、ほかの方法をお選びください。",
    known: "この端末には、お客様のアカウントのパスキーがすでにあります。",
    recovery: "リカバリーコードを使う",
    remove: "このパスキーを削除する",
    removed: "削除しました。メールでもお知らせしています。",
    refused: "このパスキーは受け付けられませんでした。",
    code: "メールの確認コード",
  },
};
/** Each in their own language. */
const LOGINS: Record<Language, string> = { en: "waiting@example.com", ja: "kenji@example.jp" };
const SECURITY = "/account/settings/security";

/** A device with a fingerprint reader, as Chromium plays it. */
async function plugIn(page: Page) {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async verifies(isUserVerified: boolean) {
      await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    async uses(): Promise<number[]> {
      const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.map(({ signCount }) => signCount);
    },
  };
}

async function addPasskey(page: Page, words: Record<string, string>): Promise<void> {
  await page.goto(SECURITY);
  await page.locator("#passkeyName").fill(words["name"] ?? "");
  await page.locator("#passkeyName").press("Enter");
  await page.getByRole("button", { name: words["make"] ?? "" }).click();
}

const signOut = (page: Page) => page.context().clearCookies({ name: /^(at|rt)$/ });

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];
  const word = (name: string): string => words[name] ?? name;
  const email = LOGINS[language];

  test(`a passkey is made, signs in alone and as second step, and is removed (${language})`, async ({
    page,
    speak,
  }) => {
    test.setTimeout(90_000);
    const device = await plugIn(page);
    await speak(language);
    await enterPassword(page, email);
    await page.locator("#trust").check();
    await enterCode(page, email);
    await expect(page).toHaveURL("/account");

    await addPasskey(page, words);
    await expect(page.getByRole("heading", { level: 1, name: word("newCodes") })).toBeVisible();
    await page.getByRole("button", { name: word("kept") }).click();
    await expect(page.getByText(word("answer"))).toBeVisible();
    await expect(page.getByRole("link", { name: word("name") })).toBeVisible();
    // The same device has one already, and says so itself.
    await addPasskey(page, words);
    await expect(page.getByRole("alert").getByText(word("known"))).toBeVisible();
    expect(await device.uses()).toHaveLength(1);

    await signOut(page);
    await page.goto("/auth/login?returnTo=%2Faccount%2Fbilling");
    await page.getByRole("link", { name: word("signIn") }).click();
    await device.verifies(false);
    await page.getByRole("button", { name: word("use") }).click();
    await expect(page.getByRole("alert").getByText(word("cancelled"))).toBeVisible();
    await device.verifies(true);
    await page.getByRole("button", { name: word("use") }).click();
    await expect(page).toHaveURL("/account/billing");

    // On another device, which is not trusted, the password leads to the passkey and to no mailed code.
    const cookies = await page.context().cookies();
    await page.context().clearCookies({ name: "device" });
    await signOut(page);
    await enterPassword(page, email);
    await expect(page.getByRole("link", { name: word("recovery") })).toBeVisible();
    await expect(page.getByLabel(word("code"))).toHaveCount(0);
    await page.getByRole("button", { name: word("use") }).click();
    await expect(page).toHaveURL("/account");

    // Trust that was given before ended with the new factor: the known device is asked for it as well.
    await signOut(page);
    await page.context().addCookies(cookies.filter(({ name }) => name === "device"));
    await enterPassword(page, email);
    await expect(page.getByRole("link", { name: word("recovery") })).toBeVisible();
    await page.getByRole("button", { name: word("use") }).click();
    await expect(page).toHaveURL("/account");

    await page.goto(SECURITY);
    await page.getByRole("link", { name: word("name") }).click();
    await page.getByRole("button", { name: word("remove") }).click();
    await expect(page.getByText(word("removed"))).toBeVisible();
    await signOut(page);
    await page.goto("/auth/passkey");
    await page.getByRole("button", { name: word("use") }).click();
    await expect(page.getByRole("alert").getByText(word("refused"))).toBeVisible();
  });
}

async function enterPassword(page: Page, email: string): Promise<void> {
  await page.goto("/auth/login");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#password").press("Enter");
}
