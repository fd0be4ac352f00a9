import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ICON_NAMES } from "../app/components/ui/icon-names.ts";

const LUCIDE = dirname(createRequire(import.meta.url).resolve("lucide-static/package.json"));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The sprite of all listed icons as one SVG document. Throws when lucide has no icon of a listed name. */
export function buildSprite(): string {
  const symbols = ICON_NAMES.map((name) => {
    const source = readFileSync(join(LUCIDE, "icons", `${name}.svg`), "utf8");
    const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(source)?.[1];
    if (!shapes) throw new Error(`no shapes in the icon ${name}`);
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg">`,
    `<!-- Lucide icons, ISC licence; parts from Feather, MIT licence: icons.LICENSE.txt -->`,
    ...symbols,
    `</svg>\n`,
  ].join("\n");
}

/** `icons.<hash>.svg`: the hash of the content, so that the file may be cached for ever. */
export function spriteFileName(sprite: string): string {
  return `icons.${createHash("sha256").update(sprite).digest("hex").slice(0, 10)}.svg`;
}

function writeSprite(): void {
  const folder = join(ROOT, "public");
  const sprite = buildSprite();
  const file = spriteFileName(sprite);
  for (const old of readdirSync(folder)) {
    if (/^icons\.[0-9a-f]{10}\.svg$/.test(old)) rmSync(join(folder, old));
  }
  writeFileSync(join(folder, file), sprite);
  writeFileSync(join(folder, "icons.LICENSE.txt"), readFileSync(join(LUCIDE, "LICENSE")));
  writeFileSync(
    join(ROOT, "app/components/ui/icon-sprite.ts"),
    `/** Written by scripts/build-icons.ts. */\nexport const ICON_SPRITE = "/${file}";\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSprite();
