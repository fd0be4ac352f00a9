import { DrizzleQueryError } from "drizzle-orm";
import type { PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { AppError } from "#domain/shared/errors.ts";

type Rows<Row> = { rows: Row[] };

/** Both drivers answer a query with an object that holds the rows (an interface, because drizzle reads its `this`). */
export interface RowsResult extends PgQueryResultHKT {
  type: Rows<this["row"]>;
}

/**
 * SQL text with `$1` places, as libraries write it. Without values it may hold several statements, whose rows
 * come one after the other.
 */
export type RawQuery = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** An open transaction, the same for both engines: drizzle's, and `raw` for libraries that bring their own SQL. */
export type OpenTransaction = PgTransaction<RowsResult> & { readonly raw: RawQuery };

export type PoolFigures = { total: number; idle: number; waiting: number };

/** What the two engines have in common; use it through row-security.server.ts only. */
export type Engine = {
  readonly kind: "pglite" | "postgres";
  /** Commits when `work` resolves, rolls back when it throws, and passes the error on. */
  transaction<T>(work: (tx: OpenTransaction) => Promise<T>): Promise<T>;
  /** Connections: open, unused, and callers waiting for one. */
  poolFigures(): PoolFigures;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** Drizzle writes the values of a failed query into its message: they are personal data and stay out of the log. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const { cause } = error;
  return new AppError("internal", {
    reason: "INTERNAL",
    message: "a database query failed",
    facts: { query: error.query, sqlstate: sqlStateOf(cause) },
    cause,
  });
}

/** The five characters of PostgreSQL's error code, also of drizzle's wrapper; null for other errors. */
export function sqlStateOf(error: unknown): string | null {
  if (error instanceof DrizzleQueryError) return sqlStateOf(error.cause);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
