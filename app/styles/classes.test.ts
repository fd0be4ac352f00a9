import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const app = fileURLToPath(new URL("..", import.meta.url));
const filesOf = (end: string) =>
  readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(end));
const isTest = (file: string) => /\.(test|testing)\.tsx$/.test(file);
const read = (file: string) => readFileSync(join(app, file), "utf8");

const styled = new Set(
  filesOf(".css").flatMap((file) =>
    [
      ...read(file)
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .matchAll(/\.([a-z][\w-]*)/gi),
    ].map(([, name = ""]) => name),
  ),
);

/** Every text in a file that could be a class: a misspelt or deleted use is what the test is after, not the grammar. */
const words = new Set(
  filesOf(".tsx")
    .filter((file) => !isTest(file))
    .flatMap((file) => read(file).match(/[a-z][\w-]*/gi) ?? []),
);

const FILE_ENDS = ["css"];
/** Composed at run time: `t-${task.tone}`. */
const COMPOSED = ["t-critical", "t-caution", "t-info"];

test("no style is left behind without markup", () => {
  const unused = [...styled].filter(
    (name) => !words.has(name) && !FILE_ENDS.includes(name) && !COMPOSED.includes(name),
  );
  expect(unused).toEqual([]);
});

test("markup names no class that has no style", () => {
  const missing = filesOf(".tsx")
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      [...read(file).matchAll(/className="([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" ")),
    )
    .filter((name) => !styled.has(name));
  expect([...new Set(missing)]).toEqual([]);
});
