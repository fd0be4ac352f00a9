import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Messages } from "./keys.ts";

const folder = new URL("./", import.meta.url);
const AREAS = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The texts of an area in one language: the one thing that its file exports. */
async function textsOf(language: "en" | "ja", area: string): Promise<Messages> {
  const exported = Object.values((await import(`./${area}/${language}.ts`)) as Record<string, Messages>);
  expect(exported, `${area}/${language}.ts`).toHaveLength(1);
  return exported[0] ?? {};
}

/** Names in `{}` and `<>`, which both languages must use alike. */
const placesOf = (text: string) =>
  [...new Set(text.match(/\{\w+\}|<\w+>/g) ?? [])]
    .filter((place) => place !== "<strong>" && place !== "<nb>")
    .sort();

/** Product names and placeholders, without a sentence. */
const NAMES_ONLY = new Set([
  "export.csv",
  "nav.otherLanguage",
  "invoice.rate",
  "landing.sim.title",
  "shop.sim.title",
  "configure.card.esim",
  "configure.eidValue",
  "privacy.cookies.title",
  "privacy.complaints.body",
  "mail.signature",
  "mail.reset.link",
]);

const opened = (text: string) => text.match(/<\w+>/g)?.length ?? 0;
const closed = (text: string) => text.match(/<\/\w+>/g)?.length ?? 0;
const isJapanese = (text: string) => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text);

/** What is wrong with an area's texts, by key. */
function faultsOf({ en, ja }: { en: Messages; ja: Messages }): string[] {
  const faults: string[] = [];
  const holds = (isRight: boolean, fault: string) => void (isRight || faults.push(fault));
  const keys = new Set([...Object.keys(en).filter((key) => !key.endsWith("_one")), ...Object.keys(ja)]);
  for (const key of keys) {
    const [english, japanese] = [en[key] ?? "", ja[key] ?? ""];
    holds(english.trim() !== "" && japanese.trim() !== "", `${key}: is not said in both languages`);
    holds(placesOf(english).join() === placesOf(japanese).join(), `${key}: does not name the same things`);
    holds(isJapanese(japanese) || NAMES_ONLY.has(key), `${key}: is not written in Japanese`);
  }
  for (const [key, text] of [...Object.entries(en), ...Object.entries(ja)])
    holds(opened(text) === closed(text), `${key}: does not close its tags`);
  for (const [key, text] of Object.entries(en)) holds(!text.includes("!"), `${key}: exclaims`);
  for (const [key, text] of Object.entries(ja))
    holds(!/[!！]|させていただ/.test(text), `${key}: exclaims, or stacks politeness`);
  return faults;
}

test.each(AREAS)("texts of %s say the same in both languages, in our voice", async (area) => {
  expect(faultsOf({ en: await textsOf("en", area), ja: await textsOf("ja", area) })).toEqual([]);
});

describe("the check itself", () => {
  test.each<[string, Messages, Messages]>([
    ["a key that one language lacks", { a: "A" }, {}],
    ["an empty text", { a: "A" }, { a: " " }],
    ["another placeholder", { a: "A {x}" }, { a: "あ {y}" }],
    ["another tag", { a: "A <b>x</b>" }, { a: "あ <i>x</i>" }],
    ["a tag that stays open", { a: "A <b>x" }, { a: "あ <b>x</b>" }],
    ["English among the Japanese", { a: "A" }, { a: "A" }],
    ["an exclamation", { a: "A!" }, { a: "あ" }],
    ["stacked politeness", { a: "A" }, { a: "確認させていただきます" }],
  ])("finds %s", (_, en, ja) => {
    expect(faultsOf({ en, ja })).not.toEqual([]);
  });

  test("lets a singular pass that Japanese has not", () => {
    expect(
      faultsOf({ en: { a_one: "{count} file", a_other: "{count} files" }, ja: { a_other: "{count}件" } }),
    ).toEqual([]);
  });
});

test("every error reason has a title and a body in both languages", async () => {
  const source = readFileSync(new URL("../../domain/shared/errors.ts", import.meta.url), "utf8");
  const union = /export type ErrorReason =([^;]*);/.exec(source)?.[1] ?? "";
  const reasons = [...union.matchAll(/"(\w+)"/g)].map(([, reason]) => reason);
  expect(reasons).toContain("INTERNAL");
  for (const language of ["en", "ja"] as const) {
    const texts = { ...(await textsOf(language, "errors")), ...(await textsOf(language, "reasons")) };
    for (const reason of reasons)
      for (const part of ["title", "body"])
        expect(texts, language).toHaveProperty([`error.${reason}.${part}`], expect.stringMatching(/\S/));
  }
});
