import { sql } from "drizzle-orm";
import { UserIdSchema, type UserId } from "#domain/shared/ids.ts";
import type { Database } from "./client.server.ts";
import type { OpenTransaction } from "./transaction.server.ts";

declare const role: unique symbol;

/** A transaction that sees one customer's rows. */
export type CustomerTx = OpenTransaction & { readonly [role]: "customer" };
/** A transaction that sees all rows: sign-in, timers, webhooks, jobs. */
export type SystemTx = OpenTransaction & { readonly [role]: "system" };
export type Tx = CustomerTx | SystemTx;

/**
 * Runs `work` in a transaction that sees and writes only this customer's rows, whatever the queries say.
 *
 * Guaranteed: a forgotten WHERE, a wrong id or an insert for somebody else finds nothing or fails, and a query outside
 * both functions sees no row at all, also when the login owns the tables or is a superuser (the connection has taken
 * the role portal_customer, which is neither). Not guaranteed: anything against a caller who can run SQL of his own
 * choosing, because the login may always change its role back; so no SQL is ever built from input.
 *
 * Throws a ZodError for an id that is no user id; otherwise what `work` throws, after rolling back.
 */
export async function asCustomer<T>(
  database: Database,
  userId: UserId,
  work: (tx: CustomerTx) => Promise<T>,
): Promise<T> {
  const id = UserIdSchema.parse(userId);
  return database.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', 'portal_customer', true), set_config('app.user_id', ${id}, true)`,
    );
    return work(tx as CustomerTx);
  });
}

/** Runs `work` in a transaction that sees the rows of every customer. Throws what `work` throws, after rolling back. */
export async function asSystem<T>(database: Database, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.execute(sql`set local role portal_system`);
    return work(tx as SystemTx);
  });
}

/** Runs `work` in the caller's transaction as the system, for the few statements that a customer's may not make by itself. */
export async function withSystemRole<T>(tx: Tx, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  const { rows } = await tx.raw("select current_setting('role') as role");
  await tx.raw("select set_config('role', 'portal_system', true)");
  const result = await work(tx as SystemTx);
  await tx.raw("select set_config('role', $1, true)", [rows[0]?.role]);
  return result;
}
