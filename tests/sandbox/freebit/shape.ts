import { z } from "zod";

/** Ways in which the real server may answer differently (freebit.md 3.4), and how long queued work takes. */
export const ShapeSchema = z.strictObject({
  /** `resultCode` and `statusCode`. */
  codes: z.enum(["text", "number"]),
  /** Capacities, usage, flags. */
  numbers: z.enum(["mixed", "text", "number"]),
  /** `number` loses the leading zero. */
  account: z.enum(["text", "number", "hyphens"]),
  fieldCase: z.enum(["lower", "camel"]),
  dates: z.enum(["compact", "slashes", "dashes", "with_time"]),
  /** Optional fields that hold nothing. */
  optional: z.enum(["as_known", "null", "empty"]),
  /** `status` of an answer that is an error. */
  errorStatus: z.enum(["object", "missing", "japanese"]),
  extraFields: z.boolean(),
  /** PA05-41 and PA05-33 answer a new number without telling it. */
  hideNewNumber: z.boolean(),
  /** Registration, activation and cancellation take this long. */
  queueSeconds: z.int().min(0),
  /** Voice orders and line changes take this long; the next change of a line has to wait for as long. */
  pauseSeconds: z.int().min(0),
  /** Life of an authentication key. */
  keySeconds: z.int().min(0),
  /** A new sign-in ends the keys before it. */
  oneKeyAtATime: z.boolean(),
});
export type Shape = z.infer<typeof ShapeSchema>;

export const DEFAULT_SHAPE: Shape = {
  codes: "text",
  numbers: "mixed",
  account: "text",
  fieldCase: "lower",
  dates: "compact",
  optional: "as_known",
  errorStatus: "object",
  extraFields: false,
  hideNewNumber: false,
  queueSeconds: 600,
  pauseSeconds: 1_800,
  keySeconds: 1_800,
  oneKeyAtATime: false,
};
