import type { TaxShare } from "#domain/invoices/list.ts";
import { statementMonths, statementPeriod, type StatementPeriod } from "#domain/invoices/statement-query.ts";
import type { Statement } from "#domain/invoices/statement.ts";
import { tokyoDate, type CalendarMonth } from "#domain/shared/dates.ts";
import type { CurrencyCode } from "#domain/shared/money.ts";
import type { Reading } from "~/platform/cache/types.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { overview } from "./overview.server.ts";
import { readInvoices } from "./reads.server.ts";
import { readStatement } from "./statement-page.server.ts";

export type StatementView = { statement: Statement; missing: number; tax: TaxShare; months: CalendarMonth[] };

/** The statement that an address asks for, with the months there are to choose from. */
export async function readStatementView(
  deps: Services,
  owner: Owner,
  { period, currency }: { period: StatementPeriod; currency: CurrencyCode },
): Promise<Reading<StatementView>> {
  const today = tokyoDate(deps.now());
  const [reading, invoices] = await Promise.all([
    readStatement(deps, owner, { period, currency }),
    readInvoices(deps, owner),
  ]);
  const { since, tax } = overview(invoices.value.rows, today);
  return {
    ...reading,
    value: {
      statement: reading.value,
      missing: reading.value.missing,
      tax,
      months: statementMonths(today, since),
    },
  };
}

export function periodOf(url: URL, now: Date): StatementPeriod {
  return statementPeriod(url.searchParams, tokyoDate(now));
}
