import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { mail } from "./mail/en.ts";
import { messagesOf } from "./messages.server.ts";

/** Texts that nothing shows are deleted: they would be translated and sent to every browser for nothing. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = ["app", "domain"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|testing)\.tsx?$/.test(file))
  .filter((file) => !/^app\/messages\/(en|ja)\//.test(file));

const KEY = /^[a-z]\w*(\.\w+)+$/;
/** The beginning of a key, up to where a name is put in: `status.` or `invoices.tab.`. */
const KEY_HEAD = /^[a-z]\w*\.(\w+\.)*\w*$/;

/**
 * Patterns of the keys that a file may ask for: its literals that look like one, and its templates, in which any name
 * may stand in a place (`error.${reason}.title`). A template that begins with a place begins with one of the literals.
 */
function keyPatterns(name: string, source: string): RegExp[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const literals: string[] = [];
  const templates: { head: string; rest: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && KEY.test(node.text)) literals.push(node.text);
    if (ts.isTemplateExpression(node))
      templates.push({
        head: node.head.text,
        rest: node.templateSpans.map((span) => `\\w+${escape(span.literal.text)}`).join(""),
      });
    ts.forEachChild(node, visit);
  };
  visit(file);
  const headed = templates
    .filter(({ head }) => KEY_HEAD.test(head))
    .map(({ head, rest }) => escape(head) + rest);
  const headless = templates
    .filter(({ head, rest }) => head === "" && /^\\w\+\\\.\w/.test(rest))
    .flatMap(({ rest }) => literals.map((literal) => escape(literal) + rest.slice("\\w+".length)));
  return [...literals.map(escape), ...headed, ...headless].map(
    (pattern) => new RegExp(`^${pattern}(_one|_other)?$`),
  );
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const used = sources.flatMap((file) => keyPatterns(file, readFileSync(join(root, file), "utf8")));
const isUsed = (key: string) => used.some((pattern) => pattern.test(key));

test("every text is shown somewhere", () => {
  const keys = [...Object.keys(messagesOf("en")), ...Object.keys(mail)];
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

describe("the check itself", () => {
  const find = (source: string, keys: string[]) => {
    const patterns = keyPatterns("x.tsx", source);
    return keys.filter((key) => patterns.some((pattern) => pattern.test(key)));
  };

  test.each([
    ['t("a.b")', ["a.b"]],
    ['t("a.b", { count })', ["a.b", "a.b_one", "a.b_other"]],
    ["t(isLate ? `a.b` : 'a.c')", ["a.b", "a.c"]],
    ["t(`a.${name}`)", ["a.b", "a.c"]],
    ["t(`a.${name}.title`)", ["a.b.title"]],
    ['const keys = "a.b"; t(`${keys}.title`)', ["a.b", "a.b.title"]],
    ["const text = `${count} of a.b`", []],
    ['t("a")', []],
  ])("%s asks for %j", (source, keys) => {
    const all = ["a.b", "a.c", "a.b_one", "a.b_other", "a.b.title", "b.b"];
    const plain = all.filter((key) => !/_(one|other)$/.test(key) || keys.includes(key));
    expect(find(source, plain)).toEqual(all.filter((key) => keys.includes(key)));
  });
});
