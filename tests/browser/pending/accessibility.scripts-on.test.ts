import AxeBuilder from "@axe-core/playwright";
import { EVERY_PAGE, open } from "../support/every-page.ts";
import { expect, hydrated, test } from "../support/test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// axe needs scripts in the page, so this runs in one project; the pages without scripts have the same markup.
for (const { who, visits } of EVERY_PAGE)
  for (const language of ["en", "ja"] as const)
    test(`axe finds nothing, light and dark, scripts on: ${who ?? "visitor"} (${language})`, async ({
      page,
      sandbox,
      signIn,
      speak,
    }) => {
      test.slow();
      if (who) await signIn(who, language);
      else await speak(language);
      for (const visit of visits)
        await test.step(visit.name, async () => {
          await open(page, sandbox, visit);
          if (visit.path.startsWith("/account") || visit.path.startsWith("/auth")) await hydrated(page);
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
            const found = violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
            );
            expect.soft(found, `${visit.name} ${colorScheme}`).toEqual([]);
          }
        });
    });
