import type { InvoiceSummary } from "../invoices/schema.ts";
import { addDays } from "../shared/date-rules.ts";
import type { CalendarDate } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import type { Money } from "../shared/money.ts";

/** What waits for the customer, most urgent first (portal.md 10). Text and icon are the page's; the rule is here. */
export type Task =
  | {
      type: "invoices_overdue";
      tone: "critical";
      count: number;
      amount: Money | null;
      dueOn: CalendarDate;
      invoice: TaskInvoice | null;
    }
  | { type: "payment_method_missing"; tone: "critical" }
  | { type: "payment_method_expired"; tone: "caution"; lastFour: string }
  | {
      type: "invoices_due_soon";
      tone: "caution";
      count: number;
      amount: Money | null;
      dueOn: CalendarDate;
      invoice: TaskInvoice | null;
    }
  | { type: "onboarding"; tone: "info" };

/** Named when the task is about one invoice only. */
export type TaskInvoice = { id: InvoiceId; number: string };

export type TaskInput = {
  /** Null: could not be read; then nothing is said about invoices. */
  invoices: {
    overdue: readonly InvoiceSummary[];
    unpaid: readonly InvoiceSummary[];
    isEmpty: boolean;
    /** Balance by invoice id; null: not known. */
    balanceOf: (invoices: readonly InvoiceSummary[]) => Money | null;
  } | null;
  /** Null: could not be read, which is not the same as none. */
  payMethods: { count: number; expiredLastFour: string | null } | null;
};

const SOON_DAYS = 7;
const MAX_TASKS = 4;

export function tasksOf({ invoices, payMethods }: TaskInput, today: CalendarDate): Task[] {
  const tasks: Task[] = [];
  if (invoices && invoices.overdue.length > 0)
    tasks.push({
      type: "invoices_overdue",
      tone: "critical",
      ...about(invoices.overdue, invoices.balanceOf, today),
    });
  if (payMethods?.count === 0) tasks.push({ type: "payment_method_missing", tone: "critical" });
  if (payMethods?.expiredLastFour)
    tasks.push({ type: "payment_method_expired", tone: "caution", lastFour: payMethods.expiredLastFour });
  const limit = addDays(today, SOON_DAYS);
  const soon = invoices?.unpaid.filter((invoice) => invoice.dueOn !== null && invoice.dueOn <= limit) ?? [];
  if (invoices && soon.length > 0)
    tasks.push({ type: "invoices_due_soon", tone: "caution", ...about(soon, invoices.balanceOf, today) });
  if (invoices?.isEmpty) tasks.push({ type: "onboarding", tone: "info" });
  return tasks.slice(0, MAX_TASKS);
}

function about(
  invoices: readonly InvoiceSummary[],
  balanceOf: (invoices: readonly InvoiceSummary[]) => Money | null,
  today: CalendarDate,
) {
  const [first] = invoices;
  const dueOn = invoices.reduce<CalendarDate>(
    (earliest, invoice) => (invoice.dueOn !== null && invoice.dueOn < earliest ? invoice.dueOn : earliest),
    first?.dueOn ?? today,
  );
  return {
    count: invoices.length,
    amount: balanceOf(invoices),
    dueOn,
    invoice: invoices.length === 1 && first ? { id: first.id, number: first.number } : null,
  };
}
