import type { UserId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { BillingHint } from "#domain/shared/whmcs-hooks.ts";

/** Every job there is, with what it is told. Data is JSON and holds ids, never personal data. */
export type Jobs = {
  "send-mail": { mailId: string };
  /** Null: nobody has the address that was typed. The job is there all the same, so that the answer takes no less time. */
  "mail-password-reset": { userId: UserId | null };
  "index-invoices": { userId: UserId; clientId: WhmcsClientId };
  "apply-whmcs-event": { eventId: string; hint: BillingHint };
  "pass-on-change": { changeId: string };
  "resume-changes": Record<string, never>;
  "prune-expired": Record<string, never>;
};
export type JobName = keyof Jobs;

type Rules = {
  /** `singleton`: of jobs with one `singletonKey`, at most one waits and one runs. */
  policy: "standard" | "singleton";
  retryLimit: number;
  retryDelaySeconds: number;
  expireInSeconds: number;
  /** When a job of its own accord is made, as a cron expression in Asia/Tokyo; once for all instances. */
  cron?: string;
  /** Jobs taken at a time, one otherwise. When one of them fails all are tried again: for jobs whose repeat does no harm. */
  batchSize?: number;
};

export const JOB_RULES: Record<JobName, Rules> = {
  "send-mail": { policy: "standard", retryLimit: 8, retryDelaySeconds: 15, expireInSeconds: 120 },
  // Anybody can ask for a link, so many jobs for nobody must not make the one for somebody wait.
  "mail-password-reset": {
    policy: "standard",
    retryLimit: 5,
    retryDelaySeconds: 5,
    expireInSeconds: 60,
    batchSize: 50,
  },
  "index-invoices": { policy: "singleton", retryLimit: 2, retryDelaySeconds: 60, expireInSeconds: 900 },
  "apply-whmcs-event": { policy: "standard", retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 120 },
  // Given up after a quarter of an hour, and taken up again hourly: a system may be away for a day.
  "pass-on-change": { policy: "singleton", retryLimit: 4, retryDelaySeconds: 30, expireInSeconds: 240 },
  "resume-changes": {
    policy: "standard",
    retryLimit: 1,
    retryDelaySeconds: 60,
    expireInSeconds: 120,
    cron: "41 * * * *",
  },
  // At night, beside the hours at which people and other systems start their own work.
  "prune-expired": {
    policy: "standard",
    retryLimit: 3,
    retryDelaySeconds: 300,
    expireInSeconds: 600,
    cron: "17 3 * * *",
  },
};
