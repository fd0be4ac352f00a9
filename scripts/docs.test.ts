import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { runOperatorCommand } from "../app/operator/operator.server.ts";
import { EnvironmentSchema } from "../app/platform/config/config.server.ts";
import { CALLS } from "../integrations/whmcs/calls.ts";
import * as names from "../domain/shared/salesforce-names.ts";

/** What the docs say about the code, and what the code cites in the docs. Every check is shown a planted violation. */
const root = join(import.meta.dirname, "..");
const FOLDERS = [
  "app",
  "domain",
  "integrations",
  "db",
  "tests",
  "scripts",
  "docs",
  "assets",
  "public",
  ".ci",
];
const files = [
  ...readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name),
  ...FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  ),
];
const read = (file: string) => readFileSync(join(root, file), "utf8");
const docs = files.filter((file) => file.endsWith(".md") && !file.startsWith("tests/"));
const ownDocs = docs.filter((file) => !/^docs\/reference\/(?!README)/.test(file));
const sources = files.filter(
  (file) => /\.(tsx?|js|css|sql|php|md|sh|ya?ml)$|^\.env\.example$|^\.ci\//.test(file) && !isThisFile(file),
);

function isThisFile(file: string): boolean {
  return file === "scripts/docs.test.ts";
}

/** A page and the sections that can be cited: `3`, `3.1`, and `9.6` for point 6 of section 9. */
type Page = { name: string; sections: Set<string> };

function toPage(file: string, text: string): Page {
  const sections = new Set<string>();
  let section = "";
  for (const line of text.split("\n")) {
    const heading = /^#{1,6} (\d+(?:\.\d+)*)\.? /.exec(line)?.[1];
    const point = /^(\d+)\. /.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    else if (line.startsWith("## ")) section = "";
    if (heading !== undefined) sections.add(heading);
    if (point !== undefined && section !== "") sections.add(`${section}.${point}`);
  }
  return { name: basename(file), sections };
}

const pages = docs.map((file) => toPage(file, read(file)));
const requirements = new Set(read("docs/reference/japan.md").match(/JP-[A-Z]{2}-\d+/g));
const decisions = new Set(
  docs.flatMap((file) => /decisions\/0*(\d+)-/.exec(file)?.slice(1) ?? []).map(Number),
);

/** What a text cites that is not there. */
function danglingCitations(text: string): string[] {
  // A citation may go on in the next line of a comment.
  const line = text.replaceAll(/\n\s*(?:\*(?!\/)|\/\/|--|#)?\s*/g, " ");
  const faults: string[] = [];
  const cited =
    /(?<![\w-])([A-Za-z][\w-]*\.md)`?((?:(?:,| and| to| or)? (?:sections? )?\d+(?:\.\d+)*(?![\w/-]))*)/g;
  for (const [, name = "", numbers = ""] of line.matchAll(cited)) {
    const known = pages.filter((page) => page.name.toLowerCase() === name.toLowerCase());
    if (known.length === 0) faults.push(name);
    else
      for (const number of numbers.match(/\d+(?:\.\d+)*/g) ?? [])
        if (!known.some(({ sections }) => sections.has(number))) faults.push(`${name} ${number}`);
  }
  for (const [id] of line.matchAll(/\bJP-[A-Z]{2}-\d+/g)) if (!requirements.has(id)) faults.push(id);
  for (const [, number] of line.matchAll(/\b[Dd]ecision (\d+)\b/g))
    if (!decisions.has(Number(number))) faults.push(`decision ${number}`);
  return faults;
}

type Table = { header: string; rows: string[][]; lines: string[] };

function tablesOf(text: string): Table[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/(?:^ *\|.*\|\n?)+/gm)].map(([block]) => {
    const lines = block.trim().split("\n");
    const cells = lines.map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
    return { header: cells[0]?.[0] ?? "", rows: cells.slice(2), lines };
  });
}

function doubledRows(text: string): string[] {
  return tablesOf(text).flatMap(({ rows }) => {
    const first = rows.map(([cell = ""]) => cell);
    return first.filter((cell, n) => first.indexOf(cell) !== n);
  });
}

/** Longer ones cannot be read in a diff: that is how rows come to be there twice. */
const MAX_ROW = 170;

function longRows(text: string): string[] {
  return tablesOf(text).flatMap(({ lines }) => lines.filter((line) => line.length > MAX_ROW));
}

/** Files in backticks and relative links that lead nowhere. A file may be named without its folder. */
function missingFiles(doc: string, text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  const named = [...prose.matchAll(/`([\w@$.+/[\]-]+\.(?:tsx?|js|mjs|json|md|sql|php|css|ya?ml|br|html))`/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !/^(?:build)?\//.test(name) && !existsSync(join(root, "node_modules", name)))
    .filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)));
  const linked = [...prose.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(doc), target)));
  return [...named, ...linked];
}

/** The words of a command before its first argument: `login close <who> --ticket …` is `login close`. */
function commandOf(line: string): string {
  return line.replace(/ *[<[].*| +--.*/, "").trim();
}

function usageCommands(usage: string): string[] {
  return [...usage.matchAll(/^ {2}(\S.*)$/gm)].map(([, line = ""]) => commandOf(line));
}

function documentedCommands(text: string): string[] {
  const table = tablesOf(text).find(({ header }) => header === "Command");
  return (table?.rows ?? []).map(([cell = ""]) => commandOf(cell.replaceAll("`", "")));
}

/** A text with its `const ACTION = "…"` put in wherever the name stands. */
function withConstants(text: string): string {
  const constants = [...text.matchAll(/^const (\w+) = ("\w+");$/gm)];
  return constants.reduce((rest, [, name = "", value = ""]) => rest.replaceAll(name, value), text);
}

/**
 * The actions that are sent for what `app/` calls of the adapter: the methods it names, what these call in turn, and the
 * actions that their bodies name.
 */
function calledActions(
  adapter: readonly string[],
  app: readonly string[],
  actions = Object.keys(CALLS),
): Set<string> {
  const methods = adapter.flatMap((text) =>
    withConstants(text)
      .split(/^(?= {0,4}(?:export )?(?:async )?(?:function )?\w+(?:<[^>]*>)?\()/m)
      .map((body) => ({ name: /(\w+)(?:<[^>]*>)?\(/.exec(body)?.[1] ?? "", body })),
  );
  const wanted = new Set(
    app.flatMap((text) => [...text.matchAll(/whmcs\s*\.\s*(\w+)/g)].map(([, name = ""]) => name)),
  );
  for (const name of wanted)
    for (const method of methods.filter((each) => each.name === name))
      for (const [, called = ""] of method.body.matchAll(/\b(\w+)\(/g))
        if (methods.some((each) => each.name === called)) wanted.add(called);
  return new Set(
    methods
      .filter(({ name }) => wanted.has(name))
      .flatMap(({ body }) => [...body.matchAll(/"([A-Z]\w+)"/g)].map(([, text = ""]) => text))
      .filter((text) => actions.includes(text)),
  );
}

function recordFaults(text: string): string[] {
  const [title = "", blank, date = "", status = ""] = text.split("\n");
  return [
    /^# \d+\. \S/.test(title) && blank === "" ? [] : ["title"],
    /^Date: \d{4}-\d{2}-\d{2}$/.test(date) ? [] : ["date"],
    /^Status: (accepted|superseded by \[\d{4}\]\(\d{4}-[\w-]+\.md\).*)$/.test(status) ? [] : ["status"],
  ].flat();
}

describe("citations", () => {
  test.each(["app", "domain", "integrations", "db", "tests", "scripts", "docs", ""])(
    "what %s/ cites exists",
    (folder) => {
      const mine = sources.filter((file) =>
        folder === "" ? !file.includes("/") : file.startsWith(`${folder}/`),
      );
      expect(mine.length).toBeGreaterThan(0);
      expect(
        mine.flatMap((file) => danglingCitations(read(file)).map((fault) => `${file}: ${fault}`)),
      ).toEqual([]);
    },
  );

  test("a page, section, point, requirement or decision that is not there is found, also across lines", () => {
    expect(
      danglingCitations("(whmcs.md 1.7), portal.md 3.2 to 3.4, salesforce-wire.md 9.6 and JP-TB-9"),
    ).toEqual([]);
    expect(danglingCitations("see nowhere.md 3")).toEqual(["nowhere.md"]);
    expect(danglingCitations("/** (whmcs.md\n * 1.99). */")).toEqual(["whmcs.md 1.99"]);
    expect(danglingCitations("portal.md 3.2 to 3.94")).toEqual(["portal.md 3.94"]);
    expect(danglingCitations("salesforce-wire.md 9.60")).toEqual(["salesforce-wire.md 9.60"]);
    expect(danglingCitations("JP-TB-999 of decision 9999")).toEqual(["JP-TB-999", "decision 9999"]);
  });
});

describe("tables", () => {
  test("no row is there twice", () => {
    expect(ownDocs.flatMap((file) => doubledRows(read(file)).map((row) => `${file}: ${row}`))).toEqual([]);
    expect(doubledRows("| A | B |\n| - | - |\n| audit log | x |\n| audit log | y |\n")).toEqual([
      "audit log",
    ]);
  });

  test("rows can be read in a diff", () => {
    const wide = ownDocs.filter((file) => file !== "docs/asvs.md");
    expect(wide.flatMap((file) => longRows(read(file)).map((row) => `${file}: ${row.slice(0, 60)}`))).toEqual(
      [],
    );
    expect(longRows(`| A |\n| - |\n| ${"x".repeat(MAX_ROW)} |\n`)).toHaveLength(1);
  });
});

test("files and links that docs name exist", () => {
  expect(docs.flatMap((file) => missingFiles(file, read(file)).map((name) => `${file}: ${name}`))).toEqual(
    [],
  );
  expect(
    missingFiles("docs/x.md", "`limits.server.ts`, `nobody.server.ts` and [a page](nowhere.md)"),
  ).toEqual(["nobody.server.ts", "nowhere.md"]);
});

test("tests that the ASVS table names exist", () => {
  const named = [...read("docs/asvs.md").matchAll(/`([^`]+\.test\.tsx?)`/g)].map(([, file = ""]) => file);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((file) => !files.includes(file))).toEqual([]);
});

describe("operations", () => {
  const guide = read("docs/operations.md");
  const guides = docs.filter((file) => /^docs\/operations[./]/.test(file));

  test("operators' commands are those of the program, with every option", async () => {
    let usage = "";
    expect(
      await runOperatorCommand(["?"], {}, { print: (text) => void (usage += text), note: () => undefined }),
    ).toBe(2);
    expect(usageCommands(usage).length).toBeGreaterThan(5);
    expect(documentedCommands(guide).toSorted()).toEqual(usageCommands(usage).toSorted());
    expect([...new Set(usage.match(/--[a-z-]+/g))].filter((option) => !guide.includes(option))).toEqual([]);
    expect(usageCommands("  orders list [--json]\n      Lists.\n  login close <who> --ticket <x>\n")).toEqual(
      ["orders list", "login close"],
    );
    expect(documentedCommands("| Command | Does |\n| - | - |\n| `orders list [--a\\|b]` | x |\n")).toEqual([
      "orders list",
    ]);
  });

  test("the API role of WHMCS lists exactly what the portal calls", () => {
    const table = tablesOf(read("docs/operations/whmcs.md")).find(({ rows }) =>
      rows.some(([, cell = ""]) => cell.includes("GetInvoice")),
    );
    const listed = (table?.rows ?? []).flatMap(([, cell = ""]) => cell.split(", ")).toSorted();
    const isCode = (file: string) => /\.tsx?$/.test(file) && !/\.(test|testing|contract)\./.test(file);
    const adapter = files.filter((file) => file.startsWith("integrations/whmcs/") && isCode(file)).map(read);
    const app = files.filter((file) => file.startsWith("app/") && isCode(file)).map(read);
    expect(listed.filter((action) => !Object.hasOwn(CALLS, action))).toEqual([]);
    expect(listed).toEqual([...calledActions(adapter, app)].toSorted());

    const planted = `  getIt() {\n    return send({ action: "GetIt" }, look());\n  }\n  look() {\n    action: "Look";\n  }\n  other() {\n    action: "Other";\n  }\n`;
    expect([...calledActions([planted], ["await deps.whmcs.getIt()"], ["GetIt", "Look", "Other"])]).toEqual([
      "GetIt",
      "Look",
    ]);
  });

  test("the permissions of the integration user name every object of Salesforce that the portal knows", () => {
    const table = tablesOf(read("docs/operations/salesforce.md")).find(({ header }) => header === "Object");
    const listed = (table?.rows ?? []).map(([cell = ""]) => cell.replaceAll("`", ""));
    const known = Object.values(names).flatMap((each) =>
      typeof each === "object" && "object" in each && typeof each.object === "string" ? [each.object] : [],
    );
    expect(known.length).toBeGreaterThan(5);
    // A product is read through its price.
    expect(listed.toSorted()).toEqual([...new Set([...known, "Product2"])].toSorted());
  });

  test("every variable of the environment that is named exists", () => {
    const ofCompose = [...read("compose.yaml").matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);
    const known = new Set([...Object.keys(EnvironmentSchema.shape), ...ofCompose]);
    const prefixes = new Set([...known].map((name) => name.split("_")[0]));
    const unknown = (text: string) =>
      [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)]
        .map(([, name = ""]) => name)
        .filter((name) => prefixes.has(name.split("_")[0]) && !known.has(name));
    expect([...guides, "README.md"].flatMap((file) => unknown(read(file)))).toEqual([]);
    expect(unknown("`WHMCS_API_URL`, `WHMCS_API_ADDRESS`, `SALESFORCE_LISTENS=poll`")).toEqual([
      "WHMCS_API_ADDRESS",
      "SALESFORCE_LISTENS",
    ]);
  });

  test("events that are alarms are written by the code", () => {
    const code = files
      .filter((file) => /^(app|integrations|db)\/.*\.tsx?$/.test(file) && !file.includes(".test."))
      .map(read)
      .join("\n");
    const rows = tablesOf(guide).find(({ header }) => header === "Event")?.rows ?? [];
    const unwritten = (events: string[]) => events.filter((event) => !code.includes(`event: "${event}"`));
    expect(rows.length).toBeGreaterThan(5);
    expect(unwritten(rows.map(([cell = ""]) => cell.replaceAll("`", "")))).toEqual([]);
    expect(unwritten(["nobody.writes_this"])).toHaveLength(1);
  });
});

describe("decisions", () => {
  const records = docs.filter((file) => /^docs\/decisions\/\d{4}-/.test(file));

  test("each has a title, a date and a status", () => {
    expect(records.length).toBeGreaterThan(20);
    expect(records.flatMap((file) => recordFaults(read(file)).map((fault) => `${file}: ${fault}`))).toEqual(
      [],
    );
    expect(
      recordFaults("# 1. A title\n\nDate: 2026-11-24\nStatus: superseded by [0002](0002-b.md)\n"),
    ).toEqual([]);
    expect(recordFaults("# 1. A title\n\n**Context.** None.\n")).toEqual(["date", "status"]);
  });

  test("each has a number of its own and a row in the index", () => {
    const numbers = records.map((file) => basename(file).slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
    const index = read("docs/decisions/README.md");
    expect(records.filter((file) => !index.includes(`(${basename(file)})`))).toEqual([]);
  });
});

test("nothing names a path of one machine or the host of a package registry", () => {
  const foreign = /(?:^|[\s"'`(])\/(?:work|root|Users)\/\w|registry\.(?:npmjs|yarnpkg)\.|npm\.pkg\.github/m;
  expect(sources.filter((file) => foreign.test(read(file)))).toEqual([]);
  expect(
    ["see /work/somewhere", "https://registry.npmjs.org/x"].filter((text) => foreign.test(text)),
  ).toHaveLength(2);
});

test("the README asks for the Node that package.json asks for", () => {
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  expect(read("README.md")).toContain(`Needs Node ${engines.node.replace(">=", "")} or newer`);
});
