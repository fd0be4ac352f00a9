import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";

/** `file name` of what stands at the top of a module, with its text and what it names of these. */
type Part = { text: string; names: string[] };
const parts = new Map<string, Part>();

const ROOTS = ["app/features", "app/routes", "db/repositories"];
const DECLARED = /^(?:export )?(?:async )?(?:function\*? (\w+)|const (\w+) =)/gm;
const IMPORTED = /^import \{([^}]*)\} from "([^"]+)"/gm;
/** How records, rows, jobs and processes are written. Counts of the limits are not meant: they are how a read is refused. */
const WRITES =
  /\.(put|putNew|take|update|delete)\(\s*(deps|app|services|\{ records)\b|\btx\s*\.(insert|update|delete)\(|\bqueue\s*\.enqueue\(|\bprocesses\s*\.(start|amend|resume|join|carryOut)\(|\bkv\.set/;

/** Opening a contract document is the act that counts, and the law asks when it was (JP-TB-8). */
const OPENING = "app/features/orders/contract/open-contract.server.ts openContract";

beforeAll(async () => {
  const modules = new Map<string, { text: string; imported: Map<string, string> }>();
  for (const root of ROOTS)
    for (const name of await readdir(root, { recursive: true })) {
      if (!/\.tsx?$/.test(name) || /\.(test|testing)\./.test(name)) continue;
      const file = join(root, name);
      const text = withoutComments(await readFile(file, "utf8"));
      modules.set(file, { text, imported: importsOf(file, text) });
    }
  for (const [file, { text, imported }] of modules) {
    const found = [...text.matchAll(DECLARED)];
    const own = new Set(found.map(([, one, other]) => one ?? other ?? ""));
    found.forEach((match, index) => {
      const name = match[1] ?? match[2] ?? "";
      const body = text.slice(match.index, found[index + 1]?.index);
      const names = [...new Set(body.match(/\b\w+\b/g))].flatMap((word) => {
        // A form's `action` attribute is a word of the same kind.
        if (own.has(word) && word !== name && word !== "action") return [`${file} ${word}`];
        return imported.get(word) ?? [];
      });
      parts.set(`${file} ${name}`, { text: body, names });
    });
  }
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function importsOf(file: string, text: string): Map<string, string> {
  const imported = new Map<string, string>();
  for (const [, names = "", from = ""] of text.matchAll(IMPORTED))
    for (const each of names.split(",").map((name) => name.trim())) {
      const [name = "", local = name] = each.split(" as ");
      imported.set(local, `${pathOf(file, from)} ${name}`);
    }
  return imported;
}

function pathOf(file: string, from: string): string {
  if (from.startsWith(".")) return join(dirname(file), from);
  return from.replace(/^~\//, "app/").replace(/^#db\//, "db/");
}

/** The way from a part to a write; null when it leads to none. */
function wayToWrite(name: string, seen = new Set<string>()): string[] | null {
  const part = parts.get(name);
  if (!part || name === OPENING || seen.has(name)) return null;
  seen.add(name);
  if (WRITES.test(part.text)) return [name];
  for (const next of part.names) {
    const way = wayToWrite(next, seen);
    if (way) return [name, ...way];
  }
  return null;
}

const named = (pattern: RegExp) => [...parts.keys()].filter((name) => pattern.test(name));

test("writes are found, also behind other calls", () => {
  const [change = ""] = named(/change-email\.server\.ts requestEmailChange$/);
  expect(wayToWrite(change)?.at(-1)).toContain("requestEmailChange");
  const [action = ""] = named(/order\.explanation\.index\.tsx action$/);
  expect(wayToWrite(action)?.length).toBeGreaterThan(1);
});

test("what is called read, and what answers GET, writes nothing", () => {
  const reads = named(/^app\/features\/\S* read[A-Z]\w*$/);
  const loaders = named(/^app\/routes\/.* loader$/);
  expect(reads.length).toBeGreaterThan(50);
  expect(loaders.length).toBeGreaterThan(50);
  expect([...reads, ...loaders].flatMap((name) => wayToWrite(name)?.join(" > ") ?? [])).toEqual([]);
});
