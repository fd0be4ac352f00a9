import { FACTOR_NAME_LENGTH } from "#domain/auth/forms.ts";
import { DRAFT_KEPT_MS } from "#domain/orders/draft.ts";
import { VALID_DAYS } from "#domain/orders/start-rules.ts";
import { EMAIL_LENGTH } from "#domain/shared/email.ts";
import { PREFERENCE_DAYS, RETENTION } from "#domain/shared/retention.ts";
import { KANA_LENGTH, NETWORK_LENGTH } from "#domain/users/names.ts";
import { COUNTRY_LENGTH } from "#domain/users/profile-forms.ts";
import { MAX_DOCUMENT_BYTES } from "#domain/verification/document.ts";
import { SESSION_POLICY } from "~/platform/security/session-policy.ts";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** What texts say about figures that the code keeps: a text never has a second copy of one. */
export const FIGURES = {
  emailLength: EMAIL_LENGTH,
  factorNameLength: FACTOR_NAME_LENGTH,
  kanaLength: KANA_LENGTH,
  countryLength: COUNTRY_LENGTH,
  networkNameLength: NETWORK_LENGTH,
  documentMegabytes: MAX_DOCUMENT_BYTES / 1024 / 1024,
  endedSessionDays: RETENTION.endedSessions / DAY,
  draftHours: DRAFT_KEPT_MS / HOUR,
  knownDeviceDays: RETENTION.knownDevices / DAY,
  preferenceDays: PREFERENCE_DAYS,
  sessionDays: SESSION_POLICY.absoluteMs.plain / DAY,
  rememberedDays: SESSION_POLICY.absoluteMs.remembered / DAY,
  transferDays: VALID_DAYS,
};
