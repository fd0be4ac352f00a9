import { expect, test, type Language } from "./support/test.ts";

type Expected = {
  h1: string;
  answer: string;
  tasks: RegExp[];
  badges: Record<string, string>;
  listAnswer: string;
  /** On the dashboard: everything that is open, without a date when the earliest has passed. */
  toPay: RegExp;
  figures: [label: string, value: string][];
  amountDue: [label: string, value: string];
  sums: [label: string, value: string][];
  pay: RegExp;
  card: [name: string, badge: string];
};

const EXPECTED: Record<Language, Expected> = {
  en: {
    h1: "Welcome back, Liam O'Late",
    answer: "A payment is overdue. You have 4 things to do.",
    tasks: [
      /^2 invoices are overdue¥1,980 in total\. The oldest was due on \w+ 15 \w+ \d{4}\.View invoices$/,
      /^The card ending 0002 has expired/,
      /^Invoice 10506 is due soon¥3,478 by /,
      /^We could not accept your identity document/,
    ],
    badges: {
      "10506": "Unpaid",
      "10505": "Overdue",
      "10504": "Overdue",
      A510503: "Collections",
      "10502": "Cancelled",
      A510501: "Refunded",
    },
    listAnswer: "You have ¥5,458 to pay. ¥1,980 of it is overdue.",
    toPay: /^To pay¥5,4583 invoices$/,
    figures: [
      ["Invoices", "6"],
      ["Paid", "0"],
      ["Unpaid", "¥3,478"],
      ["Overdue", "¥1,980"],
    ],
    amountDue: ["Amount due", "¥3,478"],
    sums: [
      ["Total", "¥5,478"],
      ["Payments received", "¥2,000"],
      ["Balance due", "¥3,478"],
    ],
    pay: /^Pay ¥3,478 now/,
    card: ["Visa ending 0002", "Expired"],
  },
  ja: {
    h1: "ようこそ、Liam O'Late様",
    answer: "お支払い期限を過ぎた請求書があります。 4件のご確認事項があります。",
    tasks: [
      /^2件の請求書がお支払い期限を過ぎています合計 1,980円。最も古いお支払い期限は\d{4}年\d+月15日\(.\)です。請求書を見る$/,
      /^末尾 0002 のカードの有効期限が切れています/,
      /^請求書 10506 のお支払い期限が近づいています3,478円/,
      /^本人確認書類を受け付けられませんでした/,
    ],
    badges: {
      "10506": "未払い",
      "10505": "期限超過",
      "10504": "期限超過",
      A510503: "回収手続き中",
      "10502": "取り消し",
      A510501: "返金済み",
    },
    listAnswer: "お支払いいただく金額は5,458円です。うち1,980円はお支払い期限を過ぎています。",
    toPay: /^お支払い予定5,458円請求書3件$/,
    figures: [
      ["請求書", "6"],
      ["支払い済み", "0"],
      ["未払い", "3,478円"],
      ["期限超過", "1,980円"],
    ],
    amountDue: ["お支払い額", "3,478円"],
    sums: [
      ["合計", "5,478円"],
      ["お支払い済みの額", "2,000円"],
      ["お支払い残高", "3,478円"],
    ],
    pay: /^3,478円を支払う/,
    card: ["Visa（末尾 0002）", "期限切れ"],
  },
};

for (const language of ["en", "ja"] as const) {
  test(`Liam sees six states, and what of it is late (${language})`, async ({ page, signIn }) => {
    const expected = EXPECTED[language];
    await signIn("late@example.com", language);
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(expected.h1);
    await expect(page.locator(".answer")).toHaveText(expected.answer);
    await expect(page.locator(".tasks").getByRole("listitem")).toHaveText(expected.tasks);

    await expect(page.locator(".figure").first()).toHaveText(expected.toPay);

    await page.locator(".tasks").getByRole("link").first().click();
    await expect(page).toHaveURL("/account/billing/invoices?status=overdue");
    await page.goto("/account/billing/invoices");
    await expect(page.locator(".answer")).toHaveText(expected.listAnswer);
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(1 + Object.keys(expected.badges).length);
    for (const [number, badge] of Object.entries(expected.badges))
      await expect(rows.filter({ hasText: number }).getByRole("cell").first()).toHaveText(badge);
    for (const [label, value] of expected.figures) {
      const figure = page
        .locator(".figure")
        .filter({ has: page.locator("dt").getByText(label, { exact: true }) });
      await expect(figure.getByRole("definition").first()).toHaveText(value);
    }

    await rows.filter({ hasText: "10506" }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/10506$/);
    await expect(page.getByRole("region", { name: expected.amountDue[0] })).toContainText(
      expected.amountDue[1],
    );
    for (const [label, value] of expected.sums)
      await expect(page.locator(".sums > div").filter({ hasText: label }).last()).toContainText(value);
    await expect(page.getByRole("button", { name: expected.pay })).toBeVisible();

    await page.goto("/account/billing/payments");
    const card = page.getByRole("main").getByRole("listitem").filter({ hasText: expected.card[0] });
    await expect(card).toContainText(expected.card[1]);
  });
}
