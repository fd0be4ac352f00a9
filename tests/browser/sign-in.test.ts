import { enterCode, expect, PASSWORD, test, type Language } from "./support/test.ts";

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    signIn: "Sign in",
    email: "E-mail address",
    password: "Password",
    remember: "Keep me signed in",
    problem: "There is a problem",
    wrong: "The e-mail address or password is incorrect. Check both and try again.",
    notAnAddress: "Enter an e-mail address, for example name@example.com.",
    title: "Sign in | Mihon Telecom",
    errorTitle: "Error: Sign in | Mihon Telecom",
    verifyTitle: "Confirm it is you | Mihon Telecom",
    code: "Code from the e-mail",
    verify: "Verify and sign in",
    sixDigits: "Enter the 6 digits of the code.",
    welcome: "Welcome back, Amelia Carter",
    account: "Account",
    signOut: "Sign out",
    signedOut: "You have signed out",
  },
  ja: {
    signIn: "ログインする",
    email: "メールアドレス",
    password: "パスワード",
    remember: "ログイン状態を保持する",
    problem: "入力内容をご確認ください",
    wrong: "メールアドレスまたはパスワードが違います。両方を確認して、もう一度お試しください。",
    notAnAddress: "メールアドレスを入力してください（例：name@example.com）。",
    title: "ログイン | 見本テレコム",
    errorTitle: "エラー：ログイン | 見本テレコム",
    verifyTitle: "2段階認証 | 見本テレコム",
    code: "メールの確認コード",
    verify: "確認してログインする",
    sixDigits: "6桁の数字を入力してください。",
    welcome: "ようこそ、髙橋 花子様",
    account: "アカウント",
    signOut: "ログアウト",
    signedOut: "ログアウトが完了しました",
  },
};
/** Whose own language it is: signing in turns the portal to the language of the login. */
const LOGINS: Record<Language, string> = { en: "amelia@example.com", ja: "hanako@example.jp" };

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];
  const word = (name: string): string => words[name] ?? name;

  test(`from the first page in, with one wrong password, and out again (${language})`, async ({
    page,
    speak,
    javaScriptEnabled,
  }) => {
    await speak(language);
    await page.goto("/");
    await page.getByRole("link", { name: word("signIn") }).click();
    await expect(page).toHaveTitle(word("title"));

    const email = page.getByLabel(word("email"));
    const password = page.getByLabel(word("password"), { exact: true });
    const submit = page.getByRole("button", { name: word("signIn") });
    await email.fill(LOGINS[language]);
    await password.fill("not-the-password");
    await submit.click();

    const summary = page.getByRole("alert");
    await expect(summary).toContainText(word("wrong"));
    await expect(summary.getByRole("heading", { name: word("problem") })).toBeVisible();
    await expect(page).toHaveTitle(word("errorTitle"));
    await expect(email).toHaveValue(LOGINS[language]);
    await expect(password).toHaveValue("");
    if (javaScriptEnabled) await expect(summary).toBeFocused();

    await password.fill(PASSWORD);
    await submit.click();
    await expect(page).toHaveTitle(word("verifyTitle"));
    await page.getByLabel(word("code")).fill("12 345");
    await page.getByRole("button", { name: word("verify") }).click();
    await expect(page.getByRole("alert")).toContainText(word("sixDigits"));
    await enterCode(page, LOGINS[language]);
    await expect(page).toHaveURL("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word("welcome"));

    await page
      .getByRole("navigation")
      .getByRole("link", { name: word("account"), exact: true })
      .click();
    await page
      .getByRole("main")
      .getByRole("button", { name: word("signOut") })
      .click();
    await expect(page.getByRole("status").filter({ hasText: word("signedOut") })).toBeVisible();

    // What the browser kept of the account is not shown to whoever comes next.
    await page.goBack();
    await expect(page).toHaveURL(/\/auth\/login\?returnTo=%2Faccount%2Fsettings/);
    await page.goto("/account");
    await expect(page).toHaveURL("/auth/login?returnTo=%2Faccount");
  });

  test(`a field that is wrong is named, and its link leads to it (${language})`, async ({ page, speak }) => {
    await speak(language);
    await page.goto("/auth/login");
    // Longer than any address, and yet nothing that the browser itself would object to.
    await page.getByLabel(word("email")).fill(`${"a".repeat(320)}@example.com`);
    await page.getByLabel(word("password"), { exact: true }).fill("whatever");
    await page.getByRole("button", { name: word("signIn") }).click();

    const email = page.getByRole("textbox", { name: word("email") });
    await expect(email).toHaveAccessibleDescription(word("notAnAddress"));
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await page
      .getByRole("alert")
      .getByRole("link", { name: word("notAnAddress") })
      .click();
    await expect(email).toBeFocused();
  });
}

test("whoever is sent to sign in comes back to the page that was asked for", async ({ page }) => {
  await page.goto("/account/billing/invoices?status=paid");
  await expect(page).toHaveURL(/\/auth\/login\?returnTo=/);
  await page.getByLabel("E-mail address").fill("amelia@example.com");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await enterCode(page, "amelia@example.com");
  await expect(page).toHaveURL("/account/billing/invoices?status=paid");
  await expect(page.getByRole("heading", { level: 1, name: "Invoices" })).toBeVisible();
});

for (const isKept of [true, false]) {
  test(`closing the browser ${isKept ? "keeps whoever asked for it" : "ends a session otherwise"}`, async ({
    page,
    context,
    browser,
    baseURL,
    javaScriptEnabled,
  }) => {
    await page.goto("/auth/login");
    await page.getByLabel("E-mail address").fill("grace@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    if (isKept) await page.getByLabel("Keep me signed in").check();
    await page.getByRole("button", { name: "Sign in" }).click();
    await enterCode(page, "grace@example.com");
    await expect(page).toHaveURL("/account");

    const { cookies } = await context.storageState();
    const kept = cookies.filter(({ expires }) => expires !== -1);
    const reopened = await browser.newContext({
      baseURL,
      javaScriptEnabled,
      storageState: { cookies: kept, origins: [] },
    });
    const tab = await reopened.newPage();
    await tab.goto("/account");
    await expect(tab).toHaveURL(isKept ? "/account" : "/auth/login?returnTo=%2Faccount");
    await reopened.close();
  });
}

test("a password can be looked at where scripts run, and no button is there that would do nothing", async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto("/auth/login");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("typed");
  const show = page.getByRole("button", { name: "Show password" });
  if (!javaScriptEnabled) return expect(show).toHaveCount(0);
  await show.click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(password).toHaveAttribute("type", "password");
  await expect(password).toHaveValue("typed");
});
