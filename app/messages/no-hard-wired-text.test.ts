import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** Every string a person reads comes from the catalogues (architecture.md 9). */
const app = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".tsx") && !/\.(test|testing)\.tsx$/.test(file),
);

const SHOWN_ATTRIBUTES = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "title",
  "alt",
  "placeholder",
  "label",
  "hint",
  "answer",
  "summary",
  "caption",
]);

/** A language is named in itself, on pages of every language. */
const ALLOWED = new Set(["English", "日本語"]);

/** Texts with a letter that stand in the markup of a file instead of a catalogue. */
function hardWiredTexts(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (text: string) => {
    const shown = text.trim();
    if (/\p{L}/u.test(shown) && !ALLOWED.has(shown)) found.push(shown);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node.text);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent))
      reportLiterals(node.expression, report);
    else if (ts.isJsxAttribute(node) && SHOWN_ATTRIBUTES.has(node.name.getText(file))) {
      const value = node.initializer;
      reportLiterals(value && ts.isJsxExpression(value) ? value.expression : value, report);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Literals that an expression may evaluate to: both arms of a choice, the parts of a template. Not arguments of calls. */
function reportLiterals(node: ts.Node | undefined, report: (text: string) => void): void {
  if (node === undefined) return;
  if (ts.isStringLiteralLike(node)) report(node.text);
  else if (ts.isTemplateExpression(node)) {
    report(node.head.text);
    for (const span of node.templateSpans) report(span.literal.text);
  } else if (ts.isConditionalExpression(node)) {
    reportLiterals(node.whenTrue, report);
    reportLiterals(node.whenFalse, report);
  } else if (ts.isBinaryExpression(node)) {
    reportLiterals(node.left, report);
    reportLiterals(node.right, report);
  } else if (ts.isParenthesizedExpression(node)) reportLiterals(node.expression, report);
}

test("every component takes its texts from the catalogues", () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    hardWiredTexts(file, readFileSync(join(app, file), "utf8")).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

describe("the check itself", () => {
  test.each([
    ["<p>Hello</p>", ["Hello"]],
    ["<p>支払う</p>", ["支払う"]],
    ['<p>{"Hello"}</p>', ["Hello"]],
    ["<p>{`Hello ${name}`}</p>", ["Hello"]],
    ['<p>{late ? "late" : t("a")}</p>', ["late"]],
    ['<img alt="A house" />', ["A house"]],
    ['<button aria-label={open ? "Close" : "Open"} />', ["Close", "Open"]],
    ['<input placeholder={"Name" + suffix} />', ["Name"]],
  ])("finds %s", (markup, texts) => {
    expect(hardWiredTexts("x.tsx", `const x = ${markup};`)).toEqual(texts);
  });

  test.each([
    '<p className="small">{t("a.b")}</p>',
    "<p>… 1–2 %</p>",
    '<a href="/help" lang="ja">日本語</a>',
    "<p>{count > 3 ? <b>{count}</b> : null}</p>",
  ])("lets %s pass", (markup) => {
    expect(hardWiredTexts("x.tsx", `const x = ${markup};`)).toEqual([]);
  });
});
