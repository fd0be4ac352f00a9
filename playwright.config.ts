import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/chromium.ts";

const executablePath = findChromium();
if (!executablePath) throw new Error("No Chromium: npm test says how to get one");

/**
 * Every journey runs twice: with scripts and without. One that is written in both languages is English with scripts and Japanese without:
 * what a language changes has nothing to do with what scripts change. What exists in one of the two only says so in its file's name,
 * `.scripts-on.test.ts` (axe is a script too) or `.scripts-off.test.ts`, and runs in both languages.
 */
const OTHER_LANGUAGE = {
  "scripts-on": /^scripts-on (?!\S+\.scripts-on\.test\.ts ).*\(ja\)/,
  "scripts-off": /^scripts-off (?!\S+\.scripts-off\.test\.ts ).*\(en\)/,
};
const launch = {
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results/browser",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["line"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["json"] as const] : [])],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: launch,
    locale: "en-GB",
    timezoneId: "Asia/Tokyo",
    trace: "off",
  },
  projects: [
    {
      name: "scripts-on",
      testIgnore: "**/*.scripts-off.test.ts",
      grepInvert: OTHER_LANGUAGE["scripts-on"],
      use: { javaScriptEnabled: true },
    },
    {
      name: "scripts-off",
      testIgnore: "**/*.scripts-on.test.ts",
      grepInvert: OTHER_LANGUAGE["scripts-off"],
      use: { javaScriptEnabled: false },
    },
  ],
});
