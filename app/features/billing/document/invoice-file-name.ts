import { moneyToDecimal } from "#domain/shared/money.ts";
import type { InvoiceSummary } from "#domain/invoices/schema.ts";

/**
 * `20261101_Mihon-Telecom-K.K_10428_A510101.pdf`: date, seller, amount and number, which a bookkeeper must be able to search
 * for (JP-MO-10). An unknown date is `undated`.
 */
export function invoiceFileName(input: {
  operator: string;
  invoice: Pick<InvoiceSummary, "issuedOn" | "total" | "number">;
}): string {
  const { operator, invoice } = input;
  const date = invoice.issuedOn?.replaceAll("-", "") ?? "undated";
  return `${[date, toFileNamePart(operator), moneyToDecimal(invoice.total), toFileNamePart(invoice.number)].join("_")}.pdf`;
}

/** Letters of any script, digits, dots and hyphens; `_` parts the fields and nothing else is safe on every system. */
function toFileNamePart(text: string): string {
  const safe = text
    .replace(/[^\p{L}\p{M}\p{N}.-]+/gu, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "");
  return [...safe].slice(0, 60).join("") || "-";
}
