import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * OWASP ASVS 5.0.0: how many requirements of levels 1 and 2 each section of a chapter has. They are numbered from 1; those of
 * level 3 come after them.
 */
const REQUIREMENTS: Record<string, string> = {
  V1: "1:2 2:9 3:11 4:3 5:2",
  V2: "1:3 2:3 3:4 4:1",
  V3: "2:2 3:4 4:6 5:5 7:2",
  V4: "1:3 2:1 3:2 4:4",
  V5: "1:1 2:3 3:2 4:3",
  V6: "1:3 2:12 3:4 4:4 5:5 6:3 8:4",
  V7: "1:3 2:4 3:2 4:5 5:2 6:2",
  V8: "1:2 2:3 3:1 4:1",
  V9: "1:3 2:4",
  V10: "1:2 2:2 3:4 4:11 5:5 6:2 7:3",
  V11: "1:2 2:3 3:3 4:4 5:1 6:1",
  V12: "1:3 2:2 3:4",
  V13: "1:1 2:5 3:2 4:5",
  V14: "1:2 2:4 3:3",
  V15: "1:3 2:3 3:7",
  V16: "1:1 2:5 3:4 4:3 5:3",
  V17: "1:1 2:4 3:2",
};

const document = readFileSync(new URL("../docs/asvs.md", import.meta.url), "utf8");
const rows = document
  .split("\n")
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => {
    const [ids = "", state = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { ids: ids.split(", ").flatMap(expand), state };
  });

/** `V3.4.1-V3.4.6` is six requirements. */
function expand(text: string): string[] {
  const range = /^(V\d+\.\d+\.)(\d+)-\1(\d+)$/.exec(text);
  if (!range) return [text];
  const [, section = "", first = "", last = ""] = range;
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => `${section}${Number(first) + n}`);
}

test("every requirement of levels 1 and 2 is there once, and none that does not exist", () => {
  const all = Object.entries(REQUIREMENTS).flatMap(([chapter, sections]) =>
    sections.split(" ").flatMap((section) => {
      const [number = "", count = ""] = section.split(":");
      return expand(`${chapter}.${number}.1-${chapter}.${number}.${count}`);
    }),
  );
  expect(all).toHaveLength(253);
  expect(rows.flatMap(({ ids }) => ids).toSorted()).toEqual(all.toSorted());
});

test("the figures at its top are those of its rows", () => {
  for (const state of ["met", "partly", "not met", "not applicable"]) {
    const count = rows.filter((row) => row.state === state).flatMap(({ ids }) => ids).length;
    expect(document).toMatch(new RegExp(`\\| ${state} +\\| ${count} +\\|`));
  }
  expect(rows.filter(({ state }) => !/^(met|partly|not met|not applicable)$/.test(state))).toEqual([]);
});
