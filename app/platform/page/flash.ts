/** Notices that survive one redirect. They are names, so that a forged cookie can show nothing but these. */
export const FLASHES = [
  "settingsSaved",
  "stepUpDone",
  "payMethodsRead",
  "passwordChanged",
  "otherPasswordReset",
  "accountReady",
  "emailChanged",
  "sessionEnded",
  "sessionsEnded",
  "trustEnded",
  "factorAdded",
  "factorRenamed",
  "factorRemoved",
  "profileChanged",
  "profileKept",
  "offersSaved",
  "documentSent",
] as const;
export type Flash = (typeof FLASHES)[number];
