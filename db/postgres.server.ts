import { PgDialect } from "drizzle-orm/pg-core";
import { NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import pg from "pg";
import { AppError } from "#domain/shared/errors.ts";
import type { Log } from "./log.ts";
import { migrate, type RunSql } from "./migrate.server.ts";
import { withoutValues, type Engine, type OpenTransaction, type RawQuery } from "./transaction.server.ts";

const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 60_000;

/**
 * PostgreSQL 15 or newer. Migrates on a connection of its own, then serves from a pool whose connections have taken the
 * role portal_customer before anybody gets them.
 */
export async function openPostgres(options: { url: string; poolSize: number; log: Log }): Promise<Engine> {
  await migrateOnce(options);
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: "portal",
    // The pool waits for this promise, and throws the connection away when it fails.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- its type says void
    onConnect: async (client) => {
      await client.query("SET ROLE portal_customer");
    },
  });
  pool.on("error", (error) =>
    options.log.warn(
      { event: "database.idle_connection_lost", err: error },
      "an unused database connection was lost",
    ),
  );

  return {
    kind: "postgres",
    async transaction(work) {
      const client = await connect(pool);
      let broken: Error | undefined;
      const onError = (error: Error) => (broken = error);
      client.on("error", onError);
      try {
        return await inTransaction(client, work);
      } catch (error) {
        if (isConnectionLoss(error)) {
          broken = error;
          throw unavailable(error);
        }
        throw withoutValues(error);
      } finally {
        client.off("error", onError);
        client.release(broken);
      }
    },
    poolFigures: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async ping() {
      const client = await connect(pool);
      try {
        await client.query("SELECT 1");
        client.release();
      } catch (error) {
        client.release(true);
        throw unavailable(error);
      }
    },
    close: () => pool.end(),
  };
}

async function migrateOnce({ url, log }: { url: string; log: Log }): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
  } catch (error) {
    throw unavailable(error);
  }
  try {
    const { applied } = await migrate(rawQueryOf(client), { lock: true });
    if (applied.length > 0) log.info({ event: "database.migrated", applied }, "database migrated");
  } finally {
    await client.end();
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw unavailable(error);
  }
}

async function inTransaction<T>(
  client: pg.PoolClient,
  work: (tx: OpenTransaction) => Promise<T>,
): Promise<T> {
  const dialect = new PgDialect();
  const session = new NodePgSession<Record<string, never>, Record<string, never>>(client, dialect, undefined);
  const tx = Object.assign(
    new NodePgTransaction<Record<string, never>, Record<string, never>>(dialect, session, undefined),
    { raw: rawQueryOf(client) },
  );
  await client.query("BEGIN");
  try {
    const result = await work(tx);
    await commit(client);
    return result;
  } catch (error) {
    // When even this fails the connection is lost, and the server rolls back by itself.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** COMMIT after a failed statement that somebody swallowed quietly becomes a rollback: that must not look like success. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query("COMMIT");
  if (command !== "COMMIT") {
    throw new AppError("internal", { reason: "INTERNAL", message: "the transaction was rolled back" });
  }
}

type Answer = pg.QueryResult<Record<string, unknown>>;

function rawQueryOf(client: pg.ClientBase): RawQuery & RunSql {
  return async (text, values) => {
    const result: Answer | Answer[] = await client.query<Record<string, unknown>>(text, values);
    const answers: Answer[] = Array.isArray(result) ? result : [result];
    return { rows: answers.flatMap((answer) => answer.rows) };
  };
}

/** Errors of the network and of a server that is stopping or starting (SQLSTATE classes 08 and 57P). */
function isConnectionLoss(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const root = error.cause instanceof Error ? error.cause : error;
  const code = "code" in root && typeof root.code === "string" ? root.code : "";
  return (
    /^(08|57P)/.test(code) ||
    ["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT"].includes(code) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(root.message)
  );
}

function unavailable(cause: unknown): AppError {
  return new AppError("provider_unavailable", {
    reason: "MAINTENANCE",
    message: "the database does not answer",
    cause,
  });
}
