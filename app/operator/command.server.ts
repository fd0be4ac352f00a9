import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Database } from "#db/client.server.ts";
import type { Config } from "~/platform/config/config.server.ts";
import { createRecordStore } from "~/platform/store/kv-record.server.ts";
import { createRedisKv } from "~/platform/store/redis-kv.server.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createKeys, randomText } from "~/platform/security/keys.server.ts";
import { createSessions } from "~/platform/security/sessions.server.ts";

/** Thrown for a command line that makes no sense. */
export class UsageError extends Error {}

export type Answer = { ok: boolean; lines: string[] };
export type Command = (database: Database, config: Config) => Promise<Answer>;

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Words and options of a command. Throws UsageError for an option that is not named, or lacks its value. */
export function parseOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "");
  }
}

const TICKET = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

/** The reference of the request behind a command, for the audit log. Throws UsageError for anything that could be a name. */
export function parseTicket(value: string): string {
  if (!TICKET.test(value)) throw new UsageError("--ticket: letters, digits and hyphens, 40 at most");
  return value;
}

/** What ends sessions in the store, at once. */
export type SessionStore = { end(...ids: string[]): Promise<void> };

/**
 * With an embedded database sessions live in the portal's process, which has been stopped for the command: there is nothing to end.
 * Throws UsageError where sessions may be kept out of reach: "sessions ended" would not be true.
 */
export async function withSessions<T>(
  config: Config,
  work: (sessions: SessionStore) => Promise<T>,
): Promise<T> {
  if (!config.redisUrl && config.database.url)
    throw new UsageError("Sessions live in the portal's Redis: set REDIS_URL. Nothing was changed.");
  if (!config.redisUrl) return work({ end: () => Promise.resolve() });
  const logger = createLogger({ level: "silent" });
  const now = () => new Date();
  const kv = createRedisKv({ url: config.redisUrl, prefix: config.redisPrefix, logger });
  try {
    // To end a session nobody has to open it.
    const keys = createKeys([randomText(48)]);
    const records = createRecordStore({ kv, keys, now, logger });
    return await work(createSessions({ records, keys, origin: "", now }));
  } finally {
    await kv.close();
  }
}
