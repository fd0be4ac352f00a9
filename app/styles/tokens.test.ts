import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL(".", import.meta.url));
const withoutComments = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, "");
const tokens = withoutComments(readFileSync(`${folder}tokens.css`, "utf8"));

/** The declarations between the braces after `selector`. */
function blockOf(selector: string): Record<string, string> {
  const start = tokens.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const body = tokens.slice(start + selector.length + 2, tokens.indexOf("}", start));
  return Object.fromEntries(
    [...body.matchAll(/([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [
      name,
      value.replace(/\s+/g, " "),
    ]),
  );
}

const light = blockOf(":root");
const darkBySystem = blockOf(':root:not([data-theme="light"])');
const darkByChoice = blockOf(':root[data-theme="dark"]');

function luminance(hex: string): number {
  const channels = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(hex)?.slice(1);
  if (!channels) throw new Error(`${hex} is no colour of six digits`);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const value = Number.parseInt(channel, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio of two tokens of a theme. */
function contrast(theme: Record<string, string>, one: string, other: string): number {
  const [lighter = 0, darker = 0] = [one, other]
    .map((name) => luminance(theme[`--${name}`] ?? ""))
    .sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const TEXT: [string, string][] = [
  ...["surface", "page", "sunken"].flatMap((ground): [string, string][] => [
    ["text", ground],
    ["muted", ground],
  ]),
  ...["surface", "page", "sunken", "accent-soft"].map((ground): [string, string] => ["accent", ground]),
  ["accent-hover", "surface"],
  ["accent-hover", "page"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-accent", "critical-fill"],
  ["critical", "surface"],
  ...["positive", "caution", "critical", "info"].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ["text", `${tone}-soft`],
  ]),
];

const EDGES: [string, string][] = [
  ["line-strong", "surface"],
  ["line-strong", "page"],
  ["caution-edge", "surface"],
  ["accent-mid", "surface"],
  ["accent", "surface"],
  ["critical", "surface"],
  ["info", "surface"],
  ["focus", "surface"],
  ["focus", "page"],
];

describe.each([
  ["light", light],
  ["dark", darkBySystem],
])("the %s theme", (_, theme) => {
  test.each(TEXT)("%s on %s can be read (4.5:1)", (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(EDGES)("%s on %s can be seen (3:1)", (edge, ground) => {
    expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

/** Draw edges and fills that carry no text. */
const WITHOUT_TEXT = new Set(["accent-mid", "caution-edge"]);

// So that what axe finds readable on a light page can be read on the dark one too, whichever pair of colours it is.
test("whatever can be read in the light can be read in the dark", () => {
  const isColour = ([name, value]: [string, string]) =>
    value.startsWith("#") && !WITHOUT_TEXT.has(name.slice(2));
  const names = Object.entries(light)
    .filter(isColour)
    .map(([name]) => name.slice(2));
  expect(names.length).toBeGreaterThan(15);
  const lost = names.flatMap((one) =>
    names
      .filter((other) => contrast(light, one, other) >= 4.5 && contrast(darkBySystem, one, other) < 4.5)
      .map((other) => `${one} on ${other}`),
  );
  expect(lost).toEqual([]);
});

/** Contrast as design.md 2 states it, light and dark. */
const STATED: [string, string, number, number][] = [
  ["text", "surface", 16.0, 14.7],
  ["text", "page", 14.7, 15.9],
  ["muted", "surface", 6.7, 8.2],
  ["muted", "page", 6.2, 8.9],
  ["muted", "sunken", 5.8, 7.3],
  ["accent", "surface", 7.3, 9.4],
  ["accent", "page", 6.8, 10.1],
  ["accent", "accent-soft", 6.5, 7.5],
  ["on-accent", "accent", 7.3, 9.8],
  ["positive", "positive-soft", 6.4, 8.1],
  ["caution", "caution-soft", 6.2, 8.3],
  ["critical", "critical-soft", 6.6, 7.2],
  ["info", "info-soft", 6.6, 7.5],
  ["line-strong", "surface", 3.9, 4.4],
  ["caution-edge", "surface", 3.4, 7.9],
  ["accent-mid", "surface", 3.4, 3.8],
  ["focus", "surface", 7.3, 11.7],
];

test.each(STATED)("%s on %s is as the design states it: %d, dark %d", (one, other, inLight, inDark) => {
  expect(contrast(light, one, other)).toBeCloseTo(inLight, 1);
  expect(contrast(darkBySystem, one, other)).toBeCloseTo(inDark, 1);
});

test("dark by the system and dark by choice are the same theme", () => {
  expect(darkByChoice).toEqual(darkBySystem);
});

test("the dark theme gives every colour of the light one a value, and nothing else", () => {
  const shared = ["--r-", "--s", "--font", "--lead", "--t-"];
  const isColour = (name: string) =>
    !shared.some((prefix) => name.startsWith(prefix)) || name === "--surface" || name === "--sunken";
  const colours = Object.keys(light).filter(isColour);
  expect(colours).toContain("--surface");
  expect(Object.keys(darkBySystem).sort()).toEqual(colours.sort());
});

test("dark is for screens: paper stays light whatever the theme", () => {
  for (const selector of [':root:not([data-theme="light"])', ':root[data-theme="dark"]']) {
    const before = tokens.slice(0, tokens.indexOf(`${selector} {`));
    expect(before.slice(before.lastIndexOf("@media"))).toMatch(/^@media screen\b/);
  }
});

describe("component styles", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".css") && file !== "tokens.css");

  test.each(files)("%s names no colour of its own", (file) => {
    const css = withoutComments(readFileSync(`${folder}${file}`, "utf8"));
    expect(css).not.toMatch(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|oklch|oklab|lab|lch)a?\(/i);
    expect(css).not.toMatch(/:\s*(white|black|red|green|blue|gr[ae]y|orange|yellow)\b/i);
  });

  test.each(files)("%s uses only tokens that exist", (file) => {
    const css = withoutComments(readFileSync(`${folder}${file}`, "utf8"));
    // Set by the component itself: the edge and tint of its tone.
    const local = new Set([...css.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
    for (const [, name = ""] of css.matchAll(/var\((--[\w-]+)/g)) {
      expect(local.has(name) || name in light, name).toBe(true);
    }
  });
});
