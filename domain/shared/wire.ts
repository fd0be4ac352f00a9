import type { z } from "zod";

/** A provider answered, but not what was agreed. `field` is a path; the value is left out, it may be personal. */
export class WireFault extends Error {
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.name = "WireFault";
    this.field = field;
  }
}

/** Told about values outside the known ones (a new status, a new type); the value itself becomes `unknown`. */
export type OnUnknown = (field: string, value: string) => void;

/** Parses with a wire schema. `at` is put before the field's path. Throws WireFault for the first issue. */
export function readWire<S extends z.ZodType>(schema: S, value: unknown, at = ""): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(String).join(".");
  throw new WireFault([at, path].filter(Boolean).join(".") || "answer", issue?.message ?? "invalid");
}
