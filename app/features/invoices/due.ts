import type { Money } from "#domain/shared/money.ts";

/** What is left to pay, by the billing system's own count. Null: not known, because there are too many to ask for. */
export type Due = { toPay: Money; overdue: Money; unpaidNotDue: Money } | null;
