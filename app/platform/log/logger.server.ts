import { pino, type DestinationStream } from "pino";
import type { Logger as EventLogger } from "#integrations/http/logger.ts";
import { scrub, scrubText } from "./scrub.server.ts";

export type Logger = EventLogger & {
  /** A logger whose lines all have these fields too. */
  child(bindings: Record<string, unknown>): Logger;
};

/**
 * JSON lines on standard output. Everything that is logged passes `scrub`: field names that hold secrets or personal data
 * are masked, and so are texts that look like them, wherever they stand, errors included.
 */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => scrub(fields) as Record<string, unknown>,
      },
      serializers: { err: errorFields },
      hooks: {
        logMethod(args, method) {
          const scrubbed = args.map((arg) => (typeof arg === "string" ? scrubText(arg) : arg));
          return method.apply(this, scrubbed as Parameters<typeof method>);
        },
      },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

/** Name, class, reason and stack of an error and its causes; never the fields a library hung on it (they hold requests). */
function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, reason, facts } = error as { code?: unknown; reason?: unknown; facts?: unknown };
  return scrub({
    type: error.name,
    message: error.message,
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof reason === "string" ? { reason } : {}),
    ...(facts && typeof facts === "object" ? { facts } : {}),
    stack: error.stack?.split("\n").slice(1, 12).join("\n"),
    ...(error.cause !== undefined && depth < 3 ? { cause: errorFields(error.cause, depth + 1) } : {}),
  });
}
