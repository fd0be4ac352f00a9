import { readFileSync, readdirSync } from "node:fs";
import { z } from "zod";

const FOLDER = new URL("../../../tests/fixtures/whmcs/", import.meta.url);
const IndexSchema = z.object({
  files: z.array(z.object({ file: z.string(), action: z.string(), httpStatus: z.int().nullable() })),
});

/** The recorded samples: what each file is, and the HTTP status that came with it. */
export const fixtureIndex = IndexSchema.parse(JSON.parse(readFixture("_index.json"))).files;

export function fixtureFiles(): string[] {
  return readdirSync(FOLDER).sort();
}

export function readFixture(file: string): string {
  return readFileSync(new URL(file, FOLDER), "utf8");
}

/** A sample as an object, changed by `change`. */
export function fixtureWith(
  file: string,
  change: (body: Record<string, unknown>) => void,
): Record<string, unknown> {
  const body = z.record(z.string(), z.unknown()).parse(JSON.parse(readFixture(file)));
  change(body);
  return body;
}
