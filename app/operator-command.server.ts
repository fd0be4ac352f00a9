import type { Database } from "#db/client.server.ts";
import type { Config } from "./platform/config/config.server.ts";

/** Thrown for a command line that makes no sense. */
export class UsageError extends Error {}

export type Answer = { ok: boolean; lines: string[] };
export type Command = (database: Database, config: Config) => Promise<Answer>;

const TICKET = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

/** Where the order for an act of an operator stands: no name, no sentence. */
export function parseTicket(value: string): string {
  if (!TICKET.test(value)) throw new UsageError("--ticket: letters, digits and hyphens, 40 at most");
  return value;
}
