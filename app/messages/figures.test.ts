import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { FIGURES } from "./figures.ts";

const folder = new URL("./", import.meta.url);

/** Digits that stand in a text itself: nobody who runs the portal sets them. */
const FIXED = [
  // Law: initial cancellation, minors, articles, identity checks, and the numbers of emergency calls.
  /\b[Dd]ay [18]\b|8日目の24時|8-day|\b8 days|最初の8日間|8日[間目]?|1日目|\b24:00/g,
  /under 18|18 or older|18歳/g,
  /Art\. 26-3|Article 27-12|第26条の3|第27条の12|April 2026|2026年4月/g,
  /110[,、・] ?118(?: and |, | or |、|・|,)*119/g,
  // Standards and formats of others.
  /SHA-256|WCAG 2\.2|JIS X 8341-3:2016|iOS 17\.4|\*#06#|200%|400%|4\.5(?::|対)1|JPEG/g,
  /32(?:-digit| digits|桁)|(?:\b|^)1[01](?:-digit| digits|桁)|MNP予約番号10桁|have 10|has 10|12-digit|12桁|7-digit|7 digits|7桁|16 letters|16文字|6 digits|6桁|30 seconds|30秒|1時間に|最後の2桁|下4桁|10 digits/g,
  // Speeds are parts of product names.
  /\d+ ?[GM]bps/g,
  // Examples.
  /(?:[Ff]or example|例：)[^。）]*/g,
  // The calendar, and "once", "one of", "all day".
  /1st of the month|翌月1日|1日から末日|First 12 months|12か月|1か月分|午前0時|24時間/g,
  /1円未満|\d回(?:のみ|かかります|だけ|線|選択)|1回|1つ|1枚ごと|1台ごと|1回線|お一人様1回線|<strong>1 |\b1 (?:day|minute|hour|saved)|less than 1 minute|2回線目|2段階|^\d\. |3個/g,
  // How soon to try again, which nothing of ours decides (freebit.md: half an hour between two changes of a line).
  /30分ほど|1分ほど/g,
];

/** Texts as they are written: without what code puts in, and without what may stand there. */
function digitsIn(source: string): string[] {
  const faults: string[] = [];
  for (const [, key = "", , text = ""] of source.matchAll(/"([\w.-]+)":\s*(["`])((?:\\.|(?!\2)[^\\])*)\2/g)) {
    let left = text.replace(/\$\{[^}]*\}|\{\w+\}/g, "");
    for (const fixed of FIXED) left = left.replace(fixed, "");
    if (/\p{Nd}/u.test(left)) faults.push(`${key}: ${left}`);
  }
  return faults;
}

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /^[\w-]+\/(?:en|ja)\.ts$/.test(name),
);

test.each(files)("%s says no figure that code or a setting keeps", (name) => {
  expect(digitsIn(readFileSync(new URL(name, folder), "utf8"))).toEqual([]);
});

test("a figure in a text is found", () => {
  expect(digitsIn('"a.b": "up to 80 characters", "a.c": `for ${DAYS} days, {count} times`,')).toEqual([
    "a.b: up to 80 characters",
  ]);
});

test("what texts say are whole figures", () => {
  for (const [name, figure] of Object.entries(FIGURES))
    expect([name, Number.isInteger(figure)]).toEqual([name, true]);
});
