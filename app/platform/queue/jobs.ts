import type { CustomerChange } from "#domain/realtime/customer-changes.ts";
import type { UserId, WhmcsClientId } from "#domain/shared/ids.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { BillingHint } from "#domain/shared/whmcs-hooks.ts";

/** Every job there is, with what it is told. Data is JSON and holds ids, never personal data. */
export type Jobs = {
  "send-mail": { mailId: string };
  /** Null: nobody has the address that was typed. The job is there all the same, so that the answer takes no less time. */
  "mail-password-reset": { userId: UserId | null };
  /** Gives mail that no job has any more another one, or ends it when its time is over. */
  "resume-mail": Record<string, never>;
  "sync-email": { userId: UserId };
  "index-invoices": { userId: UserId; clientId: WhmcsClientId };
  "apply-whmcs-event": { eventId: string; hint: BillingHint };
  "apply-salesforce-event": { changes: CustomerChange[] };
  /** Takes over what instances of the release before still begin. */
  "resume-registrations": Record<string, never>;
  /** Of the release before: now a process. */
  "take-guest-request": { requestId: string };
  /** This, the next and `sync-email` are of the last release: they hand what they find over to the processes. */
  "pass-on-change": { changeId: string };
  "resume-changes": Record<string, never>;
  /** Something may have changed about an order that is to be set up. `singletonKey`: its id. */
  "look-at-order": { orderId: OrderId };
  /** Takes over orders of the release before, whose own jobs are the next one and `start-scheduled-orders`. */
  "adopt-orders": Record<string, never>;
  "fulfil-order": { orderId: OrderId };
  /** Tells the customer system of a service that it could not be told of. `singletonKey`: the order's id. */
  "reconcile-order": { orderId: OrderId };
  "reconcile-orders": Record<string, never>;
  "start-scheduled-orders": Record<string, never>;
  /** These three, for one release: hand what an older one has begun over to processes. */
  "resume-orders": Record<string, never>;
  "pass-on-cancellation": { cancellationId: string };
  "resume-cancellations": Record<string, never>;
  /** Places the contract document of an order anew, for an operator; `issue` is the number it gets. */
  "reissue-contract": { orderId: OrderId; issue: number; ticket: string };
  /** Checks the chain of the audit log and writes its last hash to the log. */
  "verify-audit": Record<string, never>;
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
  /** Without a sign of life for so long, 10 at least, a job is tried again: its process has died. */
  heartbeatSeconds?: number;
  /** Jobs taken and done at a time, one otherwise. Full batches follow each other without a pause. */
  batchSize?: number;
};

export const JOB_RULES: Record<JobName, Rules> = {
  // Twice the connections of the mailer: more would outlive their lease when the server is slow.
  "send-mail": {
    policy: "standard",
    retryLimit: 8,
    retryDelaySeconds: 15,
    expireInSeconds: 120,
    batchSize: 4,
  },
  "resume-mail": {
    policy: "standard",
    retryLimit: 0,
    retryDelaySeconds: 60,
    expireInSeconds: 120,
    cron: "*/5 * * * *",
  },
  // Anybody can ask for a link, so many jobs for nobody must not make the one for somebody wait.
  "mail-password-reset": {
    policy: "standard",
    retryLimit: 5,
    retryDelaySeconds: 5,
    expireInSeconds: 60,
    batchSize: 50,
  },
  // One at a time for a person, or an older address could arrive last. Tried for about three days.
  "sync-email": { policy: "singleton", retryLimit: 12, retryDelaySeconds: 60, expireInSeconds: 120 },
  "index-invoices": { policy: "singleton", retryLimit: 2, retryDelaySeconds: 60, expireInSeconds: 900 },
  "apply-whmcs-event": { policy: "standard", retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 120 },
  // Tried for about an hour: until then readings that are kept stay old, though no longer than their life.
  "apply-salesforce-event": {
    policy: "standard",
    retryLimit: 7,
    retryDelaySeconds: 15,
    expireInSeconds: 120,
    batchSize: 10,
  },
  "resume-registrations": {
    policy: "standard",
    retryLimit: 0,
    retryDelaySeconds: 60,
    expireInSeconds: 300,
    cron: "*/5 * * * *",
  },
  "take-guest-request": { policy: "standard", retryLimit: 11, retryDelaySeconds: 60, expireInSeconds: 240 },
  "pass-on-change": { policy: "singleton", retryLimit: 4, retryDelaySeconds: 30, expireInSeconds: 240 },
  "resume-changes": {
    policy: "standard",
    retryLimit: 1,
    retryDelaySeconds: 60,
    expireInSeconds: 120,
    cron: "*/5 * * * *",
  },
  // Tried for about an hour; orders are looked after hourly.
  "look-at-order": {
    policy: "singleton",
    retryLimit: 8,
    retryDelaySeconds: 5,
    expireInSeconds: 60,
    heartbeatSeconds: 30,
    batchSize: 5,
  },
  "adopt-orders": {
    policy: "standard",
    retryLimit: 0,
    retryDelaySeconds: 60,
    expireInSeconds: 300,
    cron: "*/5 * * * *",
  },
  "fulfil-order": {
    policy: "singleton",
    retryLimit: 3,
    retryDelaySeconds: 5,
    expireInSeconds: 300,
    heartbeatSeconds: 30,
  },
  // Tried for about three days.
  "reconcile-order": { policy: "singleton", retryLimit: 12, retryDelaySeconds: 60, expireInSeconds: 120 },
  "reconcile-orders": {
    policy: "standard",
    retryLimit: 1,
    retryDelaySeconds: 60,
    expireInSeconds: 120,
    cron: "23 * * * *",
  },
  // No provider takes a date: lines of the day start with it.
  "start-scheduled-orders": {
    policy: "standard",
    retryLimit: 5,
    retryDelaySeconds: 30,
    expireInSeconds: 120,
    cron: "0 0 * * *",
  },
  "resume-orders": {
    policy: "standard",
    retryLimit: 0,
    retryDelaySeconds: 60,
    expireInSeconds: 600,
    cron: "*/5 * * * *",
  },
  "pass-on-cancellation": {
    policy: "singleton",
    retryLimit: 4,
    retryDelaySeconds: 30,
    expireInSeconds: 120,
    heartbeatSeconds: 30,
  },
  "resume-cancellations": {
    policy: "standard",
    retryLimit: 1,
    retryDelaySeconds: 60,
    expireInSeconds: 120,
    cron: "*/5 * * * *",
  },
  "reissue-contract": { policy: "standard", retryLimit: 8, retryDelaySeconds: 15, expireInSeconds: 60 },
  // Before the entries that are too old are removed.
  "verify-audit": {
    policy: "standard",
    retryLimit: 3,
    retryDelaySeconds: 300,
    expireInSeconds: 1800,
    cron: "47 2 * * *",
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
