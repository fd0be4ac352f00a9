import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { EVERY_PAGE, open } from "./support/every-page.ts";
import { layoutFaults } from "./support/layout.ts";
import { expect, test } from "./support/test.ts";

/**
 * Structure and colours are the same in both languages, names and labels are not. Dark has the colours of the tokens, whose contrast
 * tokens.test.ts computes for every pair that can be read in the light.
 */
const RULES = {
  en: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  ja: ["cat.name-role-value", "cat.text-alternatives", "cat.forms", "cat.language"],
};

const WINDOW = { width: 1280, height: 720 };

// axe needs scripts in the page, so this runs in one project; the pages without scripts have the same markup. Coming to every page in every
// state is most of the work, so all that is looked at on every page is looked at here.
for (const { who, what, visits } of EVERY_PAGE)
  for (const language of ["en", "ja"] as const)
    test(
      `axe finds nothing and everything fits into its window, scripts on: ${[who ?? "visitor", what].filter(Boolean).join(", ")} (${language})`,
      { tag: "@looks" },
      async ({ page, sandbox, signIn, speak }) => {
        test.slow();
        if (who) await signIn(who, language);
        else await speak(language);
        await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
        for (const visit of visits)
          await test.step(visit.name, async () => {
            await page.setViewportSize(WINDOW);
            await open(page, sandbox, visit);
            expect.soft(await violations(page, RULES[language]), visit.name).toEqual([]);
            expect.soft(await layoutFaults(page), visit.name).toEqual([]);
          });
      },
    );

async function violations(page: Page, rules: string[]): Promise<string[]> {
  // No page has frames of another origin, so the results need no empty page of their own to be put together in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
  );
}
