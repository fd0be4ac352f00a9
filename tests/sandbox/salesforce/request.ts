import { Failure } from "./failure.ts";
import type { Body } from "./records.ts";

/** A JSON object of a body. Throws Failure JSON_PARSER_ERROR. */
export function readObject(value: unknown): Body {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Failure("JSON_PARSER_ERROR", "The HTTP entity body is required, and must be a JSON object");
}

/** A JSON list of objects. Throws Failure JSON_PARSER_ERROR. */
export function readObjects(value: unknown): Body[] {
  if (Array.isArray(value)) return value.map(readObject);
  throw new Failure("JSON_PARSER_ERROR", "Unexpected value where a list is required");
}

export function readTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
