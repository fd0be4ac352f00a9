import { tasksOf, type TaskInput } from "#domain/me-status/tasks.ts";
import { expiryOf } from "#domain/payments/rules.ts";
import type { PayMethod } from "#domain/payments/schema.ts";
import { owed, type Balances } from "#domain/invoices/list.ts";
import type { InvoiceSummary } from "#domain/invoices/schema.ts";
import type { Listing } from "#domain/shared/whmcs-list.ts";
import type { CalendarDate } from "#domain/shared/dates.ts";
import type { Money } from "#domain/shared/money.ts";
import { mapPart, type Part } from "~/platform/page/part.ts";
import type { BillsView } from "~/features/billing/bills-view.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";
import type { Dashboard } from "./dashboard.ts";
import { tellTask } from "./task-texts.server.ts";

/** What the customer system knows, as far as it makes tasks. */
export type Standing = Pick<
  TaskInput,
  "orders" | "verification" | "eligibility" | "unfinished" | "activeServices"
>;

/** The bills as the read side of invoices gives them, as far as the dashboard needs them. */
export type Bills = BillsView & {
  open: { unpaid: readonly InvoiceSummary[]; overdue: readonly InvoiceSummary[] };
  /** Balance by invoice id; null: too many open invoices to know. */
  balances: Balances;
};

/** One consistent snapshot: a part that could not be read makes no tasks and shows as not available (portal.md 10). */
export function toDashboard(
  {
    bills,
    payMethods,
    standing,
  }: { bills: Part<Bills>; payMethods: Part<Listing<PayMethod>>; standing: Standing },
  { today, translator }: { today: CalendarDate; translator: Translator },
): Dashboard {
  const tasks = tasksOf(
    {
      invoices:
        bills.state === "ready"
          ? { ...bills.value.open, isEmpty: bills.value.counts.all === 0, balanceOf: balanceOf(bills.value) }
          : null,
      payMethods: payMethods.state === "ready" ? countMethods(payMethods.value, today) : null,
      ...standing,
    },
    today,
  );
  return {
    tasks: tasks.map((task) => tellTask(task, translator)),
    bills: mapPart(bills, ({ open: _, balances: __, ...view }) => view),
    payMethods: mapPart(payMethods, ({ rows, unreadable }) => ({ count: rows.length + unreadable.length })),
  };
}

function balanceOf({ balances }: Bills) {
  return (invoices: readonly InvoiceSummary[]): Money | null => {
    const [amount, ...others] = owed(invoices, balances) ?? [];
    // Of several currencies there is no one sum; the figures beside it tell each.
    return amount && others.length === 0 ? amount : null;
  };
}

function countMethods({ rows: methods, unreadable }: Listing<PayMethod>, today: CalendarDate) {
  // One that cannot be read may be the one that works.
  if (unreadable.length > 0) return null;
  const isUseless = methods.length > 0 && methods.every((method) => expiryOf(method, today) === "expired");
  return { count: methods.length, expiredLastFour: isUseless ? (methods[0]?.lastFour ?? null) : null };
}
