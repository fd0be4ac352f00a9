import type { InvoiceId, UserId } from "#domain/shared/ids.ts";
import { AppError } from "#domain/shared/errors.ts";
import { recordAuditEvent } from "#db/repositories/audit.server.ts";
import { asCustomer } from "#db/row-security.server.ts";
import type { Owner } from "~/platform/request/owner.ts";
import type { Services } from "~/services.ts";
import { readInvoices } from "./reads.server.ts";

export type BillingLinkTarget =
  { kind: "invoice" | "invoice_pdf"; invoiceId: InvoiceId } | { kind: "pay_methods" };

/**
 * A single-use link into the billing site, good for a minute: made on the click, answered as a redirect, never stored,
 * logged or shown (whmcs.md 7). An invoice must be one of the customer's own. Throws AppError `not_found` otherwise,
 * `rate_limited`, `conflict`/`BILLING_LINK_BLOCKED` when the customer has switched such links off.
 */
export async function createBillingLink(
  deps: Services,
  owner: Owner,
  { target, requestId }: { target: BillingLinkTarget; requestId: string },
): Promise<string> {
  await deps.limits.use("billingLink", owner.userId);
  if (target.kind !== "pay_methods") {
    const { value: invoices } = await readInvoices(deps, owner);
    if (!invoices.rows.some((invoice) => invoice.id === target.invoiceId))
      throw new AppError("not_found", { reason: "NOT_FOUND" });
  }
  const { url } = await deps.whmcs.createSsoLink({ clientId: owner.clientId, target });
  await recordLink(deps, owner.userId, { target, requestId });
  return url;
}

function recordLink(
  { database, now }: Services,
  userId: UserId,
  { target, requestId }: { target: BillingLinkTarget; requestId: string },
): Promise<void> {
  const detail: Record<string, string | number> = { target: target.kind };
  if (target.kind !== "pay_methods") detail.invoiceId = target.invoiceId;
  return asCustomer(database, userId, (tx) =>
    recordAuditEvent(tx, { userId, type: "billing_link.created", at: now(), requestId, detail }),
  );
}
