import type { Money } from "#domain/shared/money.ts";

/**
 * What is left to pay, by the billing system's own count and by currency. Null: not known, because there are too many to ask
 * for, or one of them cannot be read.
 */
export type Due = { toPay: Money[]; overdue: Money[]; unpaidNotDue: Money[] } | null;
