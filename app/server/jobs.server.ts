import { createOutboxOnlyMailer } from "#integrations/email/outbox-only-mailer.ts";
import { createSmtpMailer } from "#integrations/email/smtp-mailer.ts";
import { adoptRegistrations } from "~/features/registration/adopt-registrations.server.ts";
import { adoptEligibilityRequests } from "~/features/shop/adopt-eligibility-requests.server.ts";
import { mailPasswordReset } from "~/features/passwords/mail-password-reset.server.ts";
import { adoptEmailSyncs, startSyncEmail } from "~/features/email-address/sync-email.server.ts";
import { adoptGuestRequests } from "~/features/shop/adopt-guest-requests.server.ts";
import { fillInvoiceIndex } from "~/features/billing/invoice-index.server.ts";
import { adoptCancellations } from "~/features/orders/cancellation/adopt-cancellations.server.ts";
import { adoptPlacements } from "~/features/orders/checkout/adopt-placements.server.ts";
import { reissueContractDocument } from "~/features/orders/contract/place-contract-document.server.ts";
import { adoptOrders } from "~/features/fulfilment/adopt-orders.server.ts";
import { lookAtOrder } from "~/features/fulfilment/look-at-order.server.ts";
import { reconcileOrder } from "~/features/fulfilment/reconcile-order.server.ts";
import { reconcileOrders } from "~/features/fulfilment/reconcile-orders.server.ts";
import { applySalesforceEvent } from "~/features/events/apply-salesforce-event.server.ts";
import { adoptDocuments } from "~/features/identity/send-document.server.ts";
import { adoptChange, adoptChanges } from "~/features/profile/adopt-changes.server.ts";
import { applyWhmcsEvent } from "~/features/events/apply-whmcs-event.server.ts";
import { deliverMail } from "~/platform/queue/deliver-mail.server.ts";
import { resumeMail } from "~/platform/queue/resume-mail.server.ts";
import { verifyAudit } from "~/platform/queue/verify-audit.server.ts";
import { pruneExpired } from "~/platform/queue/prune-expired.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { Services } from "~/services.ts";

/** Which use-case works each job. The queue starts with what is named here. */
export function nameJobs(services: Services): void {
  const { config, queue, logger, metrics, database, now } = services;
  const mailer = config.mail.smtpUrl
    ? createSmtpMailer({ url: config.mail.smtpUrl, from: config.mail.from })
    : createOutboxOnlyMailer();
  // The demo's outbox is a page that shows them.
  const keepsText = config.mode === "demo";
  queue.work("send-mail", ({ mailId }) =>
    deliverMail({ database, mailer, logger, metrics, now, keepsText }, mailId),
  );
  queue.work("resume-mail", () => resumeMail({ database, queue, logger, metrics, now, keepsText }));
  queue.work("mail-password-reset", (request) => mailPasswordReset(services, request));
  queue.work("sync-email", ({ userId }) => asSystem(database, (tx) => startSyncEmail(services, tx, userId)));
  queue.work("index-invoices", (owner) => fillInvoiceIndex(services, owner));
  queue.work("apply-whmcs-event", (event) => applyWhmcsEvent(services, event));
  queue.work("apply-salesforce-event", (event) => applySalesforceEvent(services, event));
  queue.work("resume-registrations", async () => {
    await adoptRegistrations(services);
    await adoptGuestRequests(services);
    await adoptEligibilityRequests(services);
  });
  queue.work("take-guest-request", () => adoptGuestRequests(services));
  queue.work("pass-on-change", ({ changeId }) => adoptChange(services, changeId));
  queue.work("resume-changes", async () => {
    await adoptEmailSyncs(services);
    await adoptChanges(services);
    await adoptDocuments(services);
  });
  queue.work("look-at-order", (order) => lookAtOrder(services, order), config.fulfilment);
  queue.work("adopt-orders", async () => void (await adoptOrders(services)));
  // Of the release before; it and the next one go with its journal.
  queue.work("fulfil-order", (order) => lookAtOrder(services, order), config.fulfilment);
  queue.work("reconcile-order", (order) => reconcileOrder(services, order));
  queue.work("reconcile-orders", () => reconcileOrders(services));
  queue.work("start-scheduled-orders", async () => void (await adoptOrders(services)));
  queue.work("resume-orders", () => adoptPlacements(services));
  queue.work("pass-on-cancellation", () => adoptCancellations(services));
  queue.work("resume-cancellations", () => adoptCancellations(services));
  queue.work("reissue-contract", (issue) => reissueContractDocument(services, issue));
  queue.work("verify-audit", () => verifyAudit({ database, logger, metrics }));
  queue.work("prune-expired", async () => {
    await pruneExpired({ database, logger, now, keepsMailText: keepsText });
    await services.processes.prune();
  });
}
