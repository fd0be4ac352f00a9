import { statement, type Statement } from "#domain/invoices/statement.ts";
import type { StatementPeriod } from "#domain/invoices/statement-query.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { readCredits, readInvoices, readTransactions } from "./reads.server.ts";

/**
 * The account statement of a period, from three readings in parallel; as old as the oldest of them. `missing` counts what
 * cannot be read and is in no sum.
 */
export async function readStatement(
  deps: Services,
  owner: Owner,
  { period, currency }: { period: StatementPeriod; currency: CurrencyCode },
): Promise<Reading<Statement & { missing: number }>> {
  const [invoices, transactions, credits] = await Promise.all([
    readInvoices(deps, owner),
    readTransactions(deps, owner, currency),
    readCredits(deps, owner, currency),
  ]);
  const readings: Reading<unknown>[] = [invoices, transactions, credits];
  const oldest = (dates: Date[]) => dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
  return {
    value: {
      ...statement({
        invoices: invoices.value.rows,
        transactions: transactions.value.rows,
        credits: credits.value.rows,
        from: period.first,
        to: period.last,
        currency,
      }),
      missing:
        invoices.value.unreadable.length +
        transactions.value.unreadable.length +
        credits.value.unreadable.length,
    },
    readAt: oldest(readings.map((reading) => reading.readAt)) ?? invoices.readAt,
    staleSince: oldest(readings.flatMap((reading) => reading.staleSince ?? [])) ?? null,
  };
}
