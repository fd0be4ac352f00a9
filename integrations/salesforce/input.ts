import type { z } from "zod";
import { AppError } from "#domain/shared/errors.ts";
import { PROVIDER } from "./errors.ts";

/**
 * What the platform has no room for is refused before it is sent, and never cut (salesforce-data-model.md 3). Throws AppError
 * `invalid_input`/`VALIDATION_FAILED` with the paths of the fields, in our words.
 */
export function checkedInput<S extends z.ZodType>(schema: S, input: z.input<S>): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", {
    reason: "VALIDATION_FAILED",
    message: "the customer system has no room for this",
    facts: { provider: PROVIDER, fields: parsed.error.issues.map(({ path }) => path.join(".")).join(",") },
  });
}

/** Ids go into addresses as they are: anything but an id is a defect of the caller (salesforce-wire.md 9.6). */
export function checkedId<S extends z.ZodType<string>>(schema: S, id: string): string {
  const parsed = schema.safeParse(id);
  if (parsed.success) return parsed.data;
  throw new RangeError("not an id of this kind");
}
