import type { Translator } from "~/platform/i18n/translator.tsx";

/** Types of audit entries in words; whatever else there is, is shown under its own name. */
const WHAT = {
  "sign_in.succeeded": "activity.what.signedIn",
  "sign_in.failed": "activity.what.signInFailed",
  "session.ended": "activity.what.signedOut",
  "session.token_reused": "activity.what.tokenReused",
  "session.revoked": "activity.what.deviceSignedOut",
  "session.others_revoked": "activity.what.othersSignedOut",
  "password.changed": "activity.what.passwordChanged",
  "password.change_refused": "activity.what.changeRefused",
  "password.reset_requested": "activity.what.resetRequested",
  "password.reset": "activity.what.passwordReset",
  "billing_link.created": "activity.what.billingLink",
  "mapping.changed": "activity.what.mappingChanged",
} as const;

export function activityInWords({ t }: Pick<Translator, "t">, type: string): string {
  const known = Object.entries(WHAT).find(([name]) => name === type);
  return known ? t(known[1]) : t("activity.what.other", { type });
}
