import { RESET_MINUTES } from "#domain/auth/password-policy.ts";
import { SECOND_STEP } from "#domain/auth/second-step.ts";

const DAY = 24 * 60 * 60_000;

/** Of every kind that is not named below. */
const STANDARD_LIFE_MS = DAY;

/** What is useless later, and what the law wants delivered (JP-TB-9) however long the mail server is away. */
const LIFE_MS: Record<string, number> = {
  code: SECOND_STEP.codeLifeMs,
  "password-reset": RESET_MINUTES * 60_000,
  "contract-document": 7 * DAY,
  "initial-cancellation": 7 * DAY,
  "order-received": 7 * DAY,
};

/** How long a mail of a template is tried, in milliseconds from its making. */
export function mailLifeMs(template: string): number {
  return LIFE_MS[template] ?? STANDARD_LIFE_MS;
}

export function isMailOver(mail: { template: string; createdAt: Date }, now: Date): boolean {
  return mail.createdAt.getTime() + mailLifeMs(mail.template) <= now.getTime();
}
