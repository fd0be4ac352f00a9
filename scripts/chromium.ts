import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";

/** Where browsers of the operating system stand; CHROMIUM_PATH names another one. */
const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  // Without a window, a toolbar and a profile to draw: the journeys take half the time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export function findChromium(): string | null {
  for (const path of CANDIDATES) {
    if (!path) continue;
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not there: the next candidate.
    }
  }
  return null;
}

/**
 * The browser for the browser tests: the machine's own, or the operating system's package, installed when this process
 * may do so. Throws with what to do otherwise: the tests are never skipped in silence.
 */
export function ensureChromium(): { path: string; how: string } {
  const found = findChromium();
  if (found) return { path: found, how: "found on this machine" };
  const isDebian = spawnSync("apt-get", ["--version"]).status === 0;
  if (isDebian && process.getuid?.() === 0) {
    console.log(
      "No Chromium found: installing the operating system's packages chromium-headless-shell and fonts-noto-cjk",
    );
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    const packages = ["chromium-headless-shell", "fonts-noto-cjk"];
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const installed = findChromium();
    if (installed) return { path: installed, how: "installed from the operating system's packages" };
  }
  throw new Error(
    "The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium; macOS: Google Chrome) or set CHROMIUM_PATH.",
  );
}
