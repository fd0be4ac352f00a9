import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { PgDialect } from "drizzle-orm/pg-core";
import { PgliteSession, PgliteTransaction } from "drizzle-orm/pglite";
import { AppError } from "#domain/shared/errors.ts";
import { lockFolder } from "./folder-lock.server.ts";
import type { Log } from "./log.ts";
import { migrate, type RunSql } from "./migrate.server.ts";
import { withoutValues, type Engine, type OpenTransaction, type RawQuery } from "./transaction.server.ts";

/**
 * The embedded database: one connection, so transactions run one after the other. Never wait for a provider inside one.
 */
export async function openPglite(options: { dataDir: string; log: Log }): Promise<Engine> {
  const unlock = lockFolder(options.dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: join(options.dataDir, "pgdata") });
    const { applied } = await migrate(runSqlOf(pglite), { lock: false });
    if (applied.length > 0) options.log.info({ event: "database.migrated", applied }, "database migrated");
    await pglite.exec("SET ROLE portal_customer");
    return engineOf(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function engineOf(pglite: PGlite, unlock: () => void): Engine {
  let open = 0;
  return {
    kind: "pglite",
    async transaction(work) {
      if (pglite.closed) throw closed();
      open += 1;
      try {
        return await pglite.transaction((transaction) => work(toOpenTransaction(transaction)));
      } catch (error) {
        throw withoutValues(error);
      } finally {
        open -= 1;
      }
    },
    poolFigures: () => ({ total: 1, idle: open > 0 ? 0 : 1, waiting: Math.max(0, open - 1) }),
    async ping() {
      if (pglite.closed) throw closed();
      await pglite.query("SELECT 1");
    },
    async close() {
      if (!pglite.closed) await pglite.close();
      unlock();
    },
  };
}

function toOpenTransaction(transaction: Transaction): OpenTransaction {
  const dialect = new PgDialect();
  // Drizzle's session takes either, but its exported type names only the first.
  const client = transaction as Transaction & PGlite;
  const session = new PgliteSession<Record<string, never>, Record<string, never>>(client, dialect, undefined);
  const tx = new PgliteTransaction<Record<string, never>, Record<string, never>>(dialect, session, undefined);
  return Object.assign(tx, { raw: rawQueryOf(transaction) });
}

function rawQueryOf(client: Pick<Transaction, "query" | "exec">): RawQuery & RunSql {
  return async (text, values) => {
    if (values && values.length > 0) return client.query<Record<string, unknown>>(text, values);
    const results = await client.exec(text);
    return { rows: results.flatMap((result) => result.rows) };
  };
}

/** Migrations open their own transactions, which is safe while nobody else has the connection. */
function runSqlOf(pglite: PGlite): RunSql {
  return rawQueryOf(pglite);
}

function closed(): AppError {
  return new AppError("provider_unavailable", { reason: "MAINTENANCE", message: "the database is closed" });
}
