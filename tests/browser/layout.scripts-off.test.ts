import { layoutFaults } from "./support/layout.ts";
import { expect, test } from "./support/test.ts";

// How all other pages fit into their windows accessibility.scripts-on.test.ts looks at: their markup is the same without scripts.
for (const language of ["en", "ja"] as const)
  test(
    `what is said where no scripts run fits into its window, also with wide spacing (${language})`,
    { tag: "@looks" },
    async ({ page, speak }) => {
      await speak(language);
      await page.goto("/auth/passkey");
      await expect(page.locator("form[data-passkey] noscript p")).toBeVisible();
      expect(await layoutFaults(page)).toEqual([]);
    },
  );

test("a printed invoice is the document and nothing around it", async ({ page, signIn }) => {
  await signIn("late@example.com");
  await page.goto("/account/billing/invoices/10506");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const hidden of [
    page.getByRole("banner"),
    page.getByRole("navigation", { name: "Main" }),
    page.getByRole("contentinfo"),
    page.getByRole("link", { name: "Download PDF" }),
    page.getByRole("button", { name: /^Pay/ }),
  ])
    await expect(hidden).toBeHidden();
  const paper = page.getByRole("article");
  for (const part of [
    "Qualified invoice",
    "Registration no. T",
    "Liam O'Late",
    "Paper invoice fee",
    "¥5,478",
  ])
    await expect(paper).toContainText(part);
  await expect(paper).toBeVisible();
  const colours = await paper.evaluate((element) => {
    const { color } = getComputedStyle(element);
    return { color, page: getComputedStyle(document.body).backgroundColor };
  });
  expect(colours).toEqual({ color: "rgb(0, 0, 0)", page: "rgb(255, 255, 255)" });
});
