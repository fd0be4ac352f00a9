import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { EVERY_PAGE, open } from "./support/every-page.ts";
import { expect, hydrated, test } from "./support/test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// axe needs scripts in the page, so this runs in one project; the pages without scripts have the same markup.
for (const { who, what, visits } of EVERY_PAGE)
  for (const language of ["en", "ja"] as const)
    test(
      `axe finds nothing, light and dark, scripts on: ${[who ?? "visitor", what].filter(Boolean).join(", ")} (${language})`,
      { tag: "@looks" },
      async ({ page, sandbox, signIn, speak }) => {
        test.slow();
        if (who) await signIn(who, language);
        else await speak(language);
        for (const visit of visits)
          await test.step(visit.name, async () => {
            await open(page, sandbox, visit);
            if (visit.path.startsWith("/account") || visit.path.startsWith("/auth")) await hydrated(page);
            await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
            // Colours, which take axe the longest, are the same in both languages; and in the dark only they differ.
            const rules = axe(page).withTags(RULES);
            const all = language === "en" ? rules : rules.disableRules(["color-contrast"]);
            expect.soft(await violations(all), visit.name).toEqual([]);
            if (language === "ja") return;
            await page.emulateMedia({ colorScheme: "dark" });
            const contrast = axe(page).withRules(["color-contrast"]);
            expect.soft(await violations(contrast), `${visit.name}, dark`).toEqual([]);
          });
      },
    );

/** No page has frames of another origin, so the results need no empty page of their own to be put together in. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
  );
}
