import { Failure } from "./failure.ts";

/** Answers of earlier parts by referenceId; undefined for one that failed. */
export type References = Map<string, unknown>;

const REFERENCE = /@\{([A-Za-z][A-Za-z0-9_]*)((?:\.[A-Za-z][A-Za-z0-9_]*|\[\d+\])+)\}/g;

/** Replaces `@{ref.id}` and `@{ref.records[0].Id}` in texts at any depth. Throws Failure for what points nowhere. */
export function fillReferences(value: unknown, references: References): unknown {
  if (typeof value === "string")
    return value.replace(REFERENCE, (_, name: string, path: string) => resolve(references, name, path));
  if (Array.isArray(value)) return value.map((each) => fillReferences(each, references));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, fillReferences(each, references)]),
    );
  return value;
}

function resolve(references: References, name: string, path: string): string {
  if (references.has(name) && references.get(name) === undefined)
    throw new Failure(
      "PROCESSING_HALTED",
      `Invalid reference specified. No value for ${name}${path} found in ${name}`,
    );
  let here = references.get(name);
  for (const [, key, index] of path.matchAll(/\.([A-Za-z0-9_]+)|\[(\d+)\]/g))
    here =
      typeof here === "object" && here !== null
        ? (here as Record<string, unknown>)[key ?? index ?? ""]
        : undefined;
  if (typeof here === "string" || typeof here === "number") return String(here);
  throw new Failure(
    "PROCESSING_HALTED",
    `Invalid reference specified. No value for ${name}${path} found in ${name}`,
  );
}
