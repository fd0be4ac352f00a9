import type { AuditType } from "#domain/auth/audit-types.ts";
import type { MessageKey } from "~/messages/keys.ts";
import type { Translator } from "~/platform/i18n/translator.tsx";

/** Those without a place for a value. */
type WhatKey = Exclude<Extract<MessageKey, `activity.what.${string}`>, "activity.what.other">;

/** Types of audit entries in words. An entry of a later version, seen after a step back, is shown under its own name. */
const WHAT: Record<AuditType, WhatKey> = {
  "sign_in.password_accepted": "activity.what.passwordAccepted",
  "sign_in.limited": "activity.what.signInLimited",
  "second_step.code_sent": "activity.what.codeSent",
  "second_step.failed": "activity.what.codeWrong",
  "second_step.attempts_exceeded": "activity.what.codesUsedUp",
  "step_up.succeeded": "activity.what.confirmed",
  "factor.authenticator_added": "activity.what.appAdded",
  "factor.passkey_added": "activity.what.passkeyAdded",
  "factor.renamed": "activity.what.factorRenamed",
  "factor.removed": "activity.what.factorRemoved",
  "passkey.refused": "activity.what.passkeyRefused",
  "passkey.copied": "activity.what.passkeyCopied",
  "email.change_requested": "activity.what.emailAsked",
  "email.changed": "activity.what.emailChanged",
  "email.change_cancelled": "activity.what.emailUndone",
  "recovery_codes.made": "activity.what.codesMade",
  "recovery_codes.used": "activity.what.recoveryUsed",
  "mapping.change_refused": "activity.what.mappingRefused",
  "sign_in.succeeded": "activity.what.signedIn",
  "sign_in.failed": "activity.what.signInFailed",
  "session.ended": "activity.what.signedOut",
  "session.token_reused": "activity.what.tokenReused",
  "session.revoked": "activity.what.deviceSignedOut",
  "device.trust_ended": "activity.what.trustEnded",
  "session.others_revoked": "activity.what.othersSignedOut",
  "session.ended_by_staff": "activity.what.endedByStaff",
  "password.changed": "activity.what.passwordChanged",
  "password.change_refused": "activity.what.changeRefused",
  "password.reset_requested": "activity.what.resetRequested",
  "password.reset": "activity.what.passwordReset",
  "registration.completed": "activity.what.registered",
  "registration.linked": "activity.what.linked",
  "registration.link_refused": "activity.what.linkRefused",
  "registration.undone": "activity.what.registrationUndone",
  "password.set": "activity.what.passwordSet",
  "profile.address_changed": "activity.what.addressChanged",
  "profile.contact_changed": "activity.what.contactChanged",
  "profile.personal_changed": "activity.what.personalChanged",
  "offers.agreed": "activity.what.offersAgreed",
  "offers.taken_back": "activity.what.offersTakenBack",
  "billing_link.created": "activity.what.billingLink",
  "eligibility.requested": "activity.what.eligibilityRequested",
  "login.viewed": "activity.what.loginViewed",
  "login.closed": "activity.what.loginClosed",
  "login.reopened": "activity.what.loginReopened",
  "login.factors_reset": "activity.what.factorsReset",
  "order.activated": "activity.what.orderActivated",
  "order.retried": "activity.what.orderRetried",
  "order.held": "activity.what.orderHeld",
  "process.retried": "activity.what.processRetried",
  "process.held": "activity.what.processHeld",
  "process.cancelled": "activity.what.processCancelled",
  "order.placed": "activity.what.orderPlaced",
  "contract.placed": "activity.what.contractPlaced",
  "contract.reissued": "activity.what.contractReissued",
  "cancellation.received": "activity.what.cancellationReceived",
  "cancellation.extended": "activity.what.cancellationExtended",
  "identity.document_sent": "activity.what.documentSent",
  "mapping.changed": "activity.what.mappingChanged",
  "data.exported": "activity.what.dataExported",
  "audit.pruned": "activity.what.auditPruned",
};

export function activityInWords({ t }: Pick<Translator, "t">, type: string): string {
  const known = Object.entries(WHAT).find(([name]) => name === type);
  return known ? t(known[1]) : t("activity.what.other", { type });
}
