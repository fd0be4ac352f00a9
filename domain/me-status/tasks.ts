import type { InvoiceSummary } from "../invoices/schema.ts";
import type { ServiceKind } from "../catalog/schema.ts";
import { isUnderWay, type CustomerOrder } from "../orders/customer-order.ts";
import { addDays } from "../shared/date-rules.ts";
import type { CalendarDate } from "../shared/dates.ts";
import type { InvoiceId } from "../shared/ids.ts";
import type { Money } from "../shared/money.ts";
import type { OrderId } from "../shared/salesforce-ids.ts";
import type { Account } from "../users/customer.ts";

/** What waits for the customer, most urgent first (portal.md 10). Text and icon are the page's; the rule is here. */
export type Task = BillTask | ServiceTask;

export type BillTask =
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
    };

/** `order`: named when it is about one only. */
export type ServiceTask =
  | { type: "identity_rejected"; tone: "caution" }
  | { type: "identity_missing"; tone: "caution" }
  | ({ type: "order_unfinished"; tone: "caution" } & UnfinishedOrder)
  | { type: "orders_under_way"; tone: "info"; count: number; order: { id: OrderId; number: string } | null }
  | { type: "eligibility_pending"; tone: "info" }
  | { type: "onboarding"; tone: "info" };

/** Begun and not sent, with the page where it goes on. */
export type UnfinishedOrder = { kind: ServiceKind; href: string };

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
  /** Each null: could not be read. */
  orders: readonly CustomerOrder[] | null;
  verification: Account["verification"]["status"] | null;
  eligibility: Account["eligibility"]["status"] | null;
  unfinished: readonly UnfinishedOrder[];
  /** Services that the customer has now, of whatever kind. */
  activeServices: number | null;
};

const SOON_DAYS = 7;
const MAX_TASKS = 4;

export function tasksOf(input: TaskInput, today: CalendarDate): Task[] {
  return [...billTasks(input, today), ...serviceTasks(input)].slice(0, MAX_TASKS);
}

function billTasks({ invoices, payMethods }: TaskInput, today: CalendarDate): BillTask[] {
  const tasks: BillTask[] = [];
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
  return tasks;
}

function serviceTasks({
  invoices,
  orders,
  verification,
  eligibility,
  unfinished,
  activeServices,
}: TaskInput): ServiceTask[] {
  const open = orders?.filter(isUnderWay) ?? [];
  const [first] = open;
  const tasks: ServiceTask[] = [];
  if (verification === "rejected") tasks.push({ type: "identity_rejected", tone: "caution" });
  if (verification === "not_submitted" && first) tasks.push({ type: "identity_missing", tone: "caution" });
  if (first)
    tasks.push({
      type: "orders_under_way",
      tone: "info",
      count: open.length,
      order: open.length === 1 ? { id: first.id, number: first.number } : null,
    });
  if (eligibility === "pending") tasks.push({ type: "eligibility_pending", tone: "info" });
  for (const order of unfinished) tasks.push({ type: "order_unfinished", tone: "caution", ...order });
  if (invoices?.isEmpty && orders?.length === 0 && activeServices === 0 && unfinished.length === 0)
    tasks.push({ type: "onboarding", tone: "info" });
  return tasks;
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
