import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildSprite, spriteFileName } from "../../../scripts/build-icons.ts";
import { ICON_NAMES } from "./icon-names.ts";
import { ICON_SPRITE } from "./icon-sprite.ts";

const folder = fileURLToPath(new URL("../../../public", import.meta.url));

test("the sprite in public/ is what the list of names builds", () => {
  const sprite = readFileSync(`${folder}${ICON_SPRITE}`, "utf8");
  const ids = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1]);
  expect(ids).toEqual([...ICON_NAMES]);
  expect(sprite).toBe(buildSprite());
  expect(ICON_SPRITE).toBe(`/${spriteFileName(sprite)}`);
});

test("there is one sprite, and the licences lie beside it", () => {
  expect(readdirSync(folder).filter((name) => /^icons\..*\.svg$/.test(name))).toHaveLength(1);
  expect(existsSync(`${folder}/icons.LICENSE.txt`)).toBe(true);
  const licence = readFileSync(`${folder}/icons.LICENSE.txt`, "utf8");
  expect(licence).toContain("ISC License");
  expect(licence).toContain("Feather");
});

test("the sprite carries no script and no style", () => {
  expect(buildSprite()).not.toMatch(/<script|style=|on[a-z]+=/i);
});

test("the list holds only icons that something shows", () => {
  const app = fileURLToPath(new URL("../..", import.meta.url));
  const source = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|icon-names\.ts$/.test(file))
    .map((file) => readFileSync(`${app}${file}`, "utf8"))
    .join("\n");
  expect(ICON_NAMES.filter((name) => !source.includes(`"${name}"`))).toEqual([]);
});
