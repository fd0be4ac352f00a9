import type { Line, LineOperation } from "./schema.ts";

/**
 * How far a line has come, for whoever is about to act on it. `unclear`: a state that we do not know; nothing may be done to
 * the line until a person has looked.
 */
export type LineProgress = "absent" | "temporary" | "opening" | "open" | "ended" | "unclear";

export function progressOf(line: Line | null): LineProgress {
  if (line === null) return "absent";
  switch (line.state) {
    case "temporary":
      return "temporary";
    case "waiting":
      return "opening";
    case "active":
    case "suspended":
      return "open";
    case "obsolete":
      return "ended";
    case "unknown":
      return "unclear";
  }
}

/** Whether the newest operation that waits on the line is this one. */
export function isPending(line: Line | null, operation: LineOperation): boolean {
  return line?.pending?.operation === operation;
}
