import { test as base, type Page } from "@playwright/test";
import { hiddenFields } from "../../support/http.ts";
import { readMailedCode } from "../../support/second-step.ts";
import { PASSWORD, startTestPortal, type TestPortal } from "../../support/portal.ts";
import type { SandboxControl } from "../../support/sandbox-control.ts";
import { watch } from "./watch.ts";

export { expect } from "@playwright/test";
export { PASSWORD };

export type Language = "en" | "ja";

type Fixtures = {
  /** The billing sandbox's control; faults end with the test. */
  sandbox: SandboxControl;
  /** Signs this browser in without the form, which has journeys of its own. `language` overrides the login's. */
  signIn: (email: string, language?: Language) => Promise<void>;
  /** Sets the cookie of the language link, for a browser that is not signed in. */
  speak: (language: Language) => Promise<void>;
  /** What no page may do; looked at after every test. */
  problems: string[];
};

/**
 * Every worker has a portal and a sandbox of its own, so that faults, payments and settings of one test never meet another
 * one that is running. Within a worker tests come one after the other; each that changes something has a customer, or an
 * invoice, that no other test looks at.
 */
export const test = base.extend<Fixtures, { portalOf: string; portal: TestPortal }>({
  /** A file that needs a portal nobody has looked at names itself: Playwright gives it a worker, and so a portal, of its own. */
  portalOf: ["everybody", { option: true, scope: "worker" }],

  portal: [
    async ({ portalOf: _ }, use) => {
      const portal = await startTestPortal({ today: "real" });
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  baseURL: async ({ portal }, use) => use(portal.url),

  sandbox: async ({ portal }, use) => {
    await use(portal.sandbox);
    await portal.sandbox.clearFaults();
  },

  signIn: async ({ context, portal, speak }, use) => {
    await use(async (email, language) => {
      const form = await context.request.get("/auth/login");
      const fields = { ...hiddenFields(await form.text()), email, password: PASSWORD };
      const headers = { Origin: portal.url };
      const answer = await context.request.post("/auth/login", { form: fields, headers, maxRedirects: 0 });
      if (answer.status() !== 303) throw new Error(`sign-in of ${email}: ${answer.status()}`);
      const page = await (await context.request.get("/auth/verify")).text();
      const code = await readMailedCode(
        page,
        async (path) => (await context.request.get(path)).text(),
        email,
      );
      const step = { ...hiddenFields(page), code };
      const done = await context.request.post("/auth/verify", { form: step, headers, maxRedirects: 0 });
      if (done.status() !== 303) throw new Error(`second step of ${email}: ${done.status()}`);
      if (language) await speak(language);
    });
  },

  speak: async ({ context, portal }, use) => {
    await use((language) => context.addCookies([{ name: "lang", value: language, url: portal.url }]));
  },

  problems: [
    async ({ context, portal }, use) => {
      const problems = watch(context, { portal: portal.url, billing: portal.sandboxUrl });
      await use(problems);
      base.expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** Finishes a sign-in on the page of the second step, with the code of the mail that the page names. */
export async function enterCode(page: Page, email: string): Promise<void> {
  await page.waitForURL(/\/auth\/verify/);
  const outbox = async (path: string) => (await page.request.get(path)).text();
  await page.locator("#code").fill(await readMailedCode(await page.content(), outbox, email));
  await page.locator("form:has(#code) button[type=submit]").click();
}
