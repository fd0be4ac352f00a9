import type { AttemptRow, ProcessRow } from "#db/repositories/processes.server.ts";
import type { FulfilmentState } from "#domain/orders/fulfilment.ts";
import { OrderIdSchema } from "#domain/shared/salesforce-ids.ts";
import { toStaff } from "./error-code.ts";
import { FactsSchema } from "./facts.ts";

export type OrderJournal = ReturnType<typeof toOrderJournal>;
export type OrderAttempt = ReturnType<typeof toOrderAttempt>;

/** An order's way as operators are told of it: without what is sealed. */
export function toOrderJournal(row: ProcessRow) {
  const { key, userId, step, run, failures, held, lease, wakeAt, startedAt, updatedAt, finishedAt } = row;
  const { accountId, kind, billingOrderId, waitingSince, scheduledFor } = FactsSchema.parse(row.facts);
  const why = row.errorCode === null ? null : toStaff({ code: row.errorCode, detail: row.detail });
  // Ended by an operator, or since it was carried out by hand.
  const state: FulfilmentState = row.state === "cancelled" ? "done" : row.state;
  return {
    orderId: OrderIdSchema.parse(key),
    userId,
    accountId: accountId ?? null,
    kind: kind ?? null,
    step,
    state,
    run,
    failures,
    errorCode: why?.code ?? null,
    detail: why?.detail ?? null,
    isHeld: held,
    billingOrderId: billingOrderId ?? null,
    waitingSince: toDate(waitingSince),
    scheduledFor: toDate(scheduledFor),
    leasedUntil: lease === null ? null : wakeAt,
    startedAt,
    updatedAt,
    finishedAt,
    hasNumber: row.secret !== null,
    isLeased: lease !== null,
  };
}

export function toOrderAttempt({ processId: _, secret, refs, ...attempt }: AttemptRow) {
  return { ...attempt, refs: refs ?? {}, hasNumber: secret !== null };
}

function toDate(instant: string | null | undefined): Date | null {
  return instant === null || instant === undefined ? null : new Date(instant);
}
