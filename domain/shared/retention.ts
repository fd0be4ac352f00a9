const DAY = 24 * 60 * 60_000;

/** As the page of activity tells it. */
export const AUDIT_YEARS = 3;

/** How long a browser keeps language, colours and whether it runs scripts, in days. */
export const PREFERENCE_DAYS = 365;

/**
 * How long rows about people are kept, in milliseconds, with the reason. The job `prune-expired` deletes them at night, so one
 * may live a day longer. What is not named here lives as long as its login. Nothing is agreed with the business yet.
 */
export const RETENTION = {
  /** From the first use: within it the same form is the same act (portal.md 1). */
  idempotencyKeys: DAY,
  /** From their making (portal.md 18). */
  notifications: 30 * DAY,
  /** From their end: as long as the owner's list of devices shows them. The audit log knows them for longer. */
  endedSessions: 30 * DAY,
  /** From the last sign-in: by then the browser has dropped the mark that it was known by, which lives as long. */
  knownDevices: 365 * DAY,
  /** From the end of the link: so long a second press of the button gets the answer of the first. */
  passwordResets: DAY,
  /** From their end: as long as an answer may take and is of use, for it counts for the address that was asked about. */
  eligibilityRequests: 365 * DAY,
  /** From their end: as long as a customer may ask how their order was carried out. Stopped ones stay. */
  fulfilments: 365 * DAY,
  /** From their end: as long as anybody looks for what became of one. The record itself is in the customer system. */
  profileChanges: 30 * DAY,
  /** As these: the document is in the customer system. */
  identityDocuments: 30 * DAY,
  guestRequests: 30 * DAY,
  /** From their end: as long as staff may be asked how a login came to be. */
  registrations: 90 * DAY,
  /** From their arrival: senders repeat within hours, and a fault is looked for within weeks. */
  webhookEvents: 30 * DAY,
  /** From its making: whether a notice went out is asked within a billing period or two. Texts go as soon as a mail is sent. */
  mail: 90 * DAY,
  /** From its time: as long as unauthorised access can be prosecuted, three years (Code of Criminal Procedure, Art. 250). */
  auditEntries: AUDIT_YEARS * 366 * DAY,
} as const satisfies Record<string, number>;
export type Retained = keyof typeof RETENTION;

/** Rows from then or before have had their time. */
export function keptSince(what: Retained, now: Date): Date {
  return new Date(now.getTime() - RETENTION[what]);
}
