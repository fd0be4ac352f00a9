import { resolve } from "node:path";
import { AppError } from "#domain/shared/errors.ts";
import type { Log } from "./log.ts";
import { openPglite } from "./pglite.server.ts";
import { openPostgres } from "./postgres.server.ts";
import type { Engine } from "./transaction.server.ts";

/** The portal's database, embedded or PostgreSQL. Read and write it inside `asCustomer` and `asSystem`. */
export type Database = Engine;

export type DatabaseOptions = {
  /** `postgres://…`; wins over `dataDir`. */
  url?: string | undefined;
  /** Folder of the embedded database. */
  dataDir?: string | undefined;
  /** Connections of this process at most; PostgreSQL only. */
  poolSize?: number | undefined;
  logger: Log;
};

/**
 * Opens and migrates. Throws AppError `internal` when another process holds the data folder or a migration fails,
 * `provider_unavailable`/`MAINTENANCE` when PostgreSQL does not answer.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, dataDir, poolSize = 10, logger } = options;
  if (url) return openPostgres({ url, poolSize, log: logger });
  if (!dataDir) throw new AppError("internal", { reason: "INTERNAL", message: "no database is configured" });
  return openPglite({ dataDir: resolve(dataDir), log: logger });
}
