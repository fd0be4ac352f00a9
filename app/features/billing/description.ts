import type { InvoiceDescriptions } from "#domain/invoices/list.ts";
import type { StatementRow } from "#domain/invoices/statement.ts";

/** Title of a list row from an indexed description: its first line, and how many there are beyond it. */
export function titleOf(description: string | undefined): { title: string | null; more: number } {
  if (!description) return { title: null, more: 0 };
  const [title = "", ...others] = description.split("\n").filter((line) => line !== "");
  return { title: title || null, more: others.length };
}

/**
 * What a row of the statement is for: the title of its invoice, once that is read. What a payment or a credit is called in
 * the billing system is the operator's own wording and is not told.
 */
export function movementTitle(
  { kind, invoiceId }: Pick<StatementRow, "kind" | "invoiceId">,
  descriptions: InvoiceDescriptions,
): string | null {
  return kind === "invoice" && invoiceId !== null ? titleOf(descriptions[invoiceId]).title : null;
}
