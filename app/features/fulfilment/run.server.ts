import {
  beginAttempt,
  endAttempt,
  listAttempts,
  updateFulfilment,
  type Fulfilment,
  type FulfilmentAttempt,
  type FulfilmentChange,
  type FulfilmentFacts,
  type Lease,
} from "#db/repositories/fulfilments.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import type { StepOutcome, StepRefs } from "#db/schema/fulfilments.server.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import { FULFILMENT, type FulfilmentStep } from "#domain/orders/fulfilment.ts";
import type { FulfilmentError, FullOrder } from "#domain/orders/schema.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import type { AccountId, ContactId, OrderId } from "#domain/shared/salesforce-ids.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import type { Services } from "~/services.ts";

/** The order being carried out, and whose it is. */
export type Run = {
  deps: Services;
  lease: Lease;
  fulfilment: Fulfilment;
  /** As read when this job began: what the steps have written since then stands in the journal. */
  order: FullOrder;
  kind: ServiceKind;
  customer: { user: User; clientId: WhmcsClientId; accountId: AccountId; contactId: ContactId | null };
};

export type StepEnd =
  | {
      end: "done";
      /** `already_done`: found done, nothing was sent. */
      outcome?: "already_done";
      facts?: FulfilmentFacts;
      refs?: StepRefs;
      /** Commits together with the end of the step. */
      also?: (tx: SystemTx) => Promise<void>;
    }
  | { end: "wait"; until: Date; facts?: FulfilmentFacts }
  | { end: "stop"; code: FulfilmentError; detail: string | null };
export type Step = (run: Run) => Promise<StepEnd>;

export const done = { end: "done" } as const satisfies StepEnd;
export const alreadyDone = { end: "done", outcome: "already_done" } as const satisfies StepEnd;
export function stop(code: FulfilmentError, detail: string | null = null): StepEnd {
  return { end: "stop", code, detail };
}

/** Somebody else has the order by now. Thrown to stop at once; never leaves this folder. */
export class LeaseLost extends Error {}

/** Whoever holds an order renews it well before it has gone by. */
export function leaseMs({ config }: Pick<Services, "config">): number {
  return Math.min(FULFILMENT.leaseMs, config.timing.longestLeaseMs);
}

/** Written down before anything of it happens. Throws LeaseLost. */
export async function beginStep(
  { deps, lease }: Pick<Run, "deps" | "lease">,
  { step, act }: { step: FulfilmentStep; act: string | null },
): Promise<number> {
  const at = deps.now();
  const until = new Date(at.getTime() + leaseMs(deps));
  const id = await asSystem(deps.database, (tx) => beginAttempt(tx, { ...lease, step, act, now: at, until }));
  if (id === null) throw new LeaseLost();
  return id;
}

/** Throws LeaseLost, which rolls back what else the transaction holds. */
export async function updateHeld(
  tx: SystemTx,
  update: Lease & { change: FulfilmentChange; now: Date },
): Promise<void> {
  if (!(await updateFulfilment(tx, update))) throw new LeaseLost();
}

/**
 * Makes a call that must not be made twice, written down before and after it. What an adapter throws means that nothing was done
 * there; any other error leaves that open.
 */
export async function act<T extends { outcome: string }>(
  run: Run,
  name: string,
  call: () => Promise<T>,
): Promise<T> {
  const { deps, fulfilment } = run;
  const id = await beginStep(run, { step: fulfilment.step, act: name });
  const end = (outcome: StepOutcome) =>
    asSystem(deps.database, (tx) => endAttempt(tx, { id, outcome, now: deps.now() }));
  try {
    const result = await call();
    await end(outcomeOf(result.outcome));
    return result;
  } catch (error) {
    if (isAppError(error) && error.code !== "internal") await end("failed");
    throw error;
  }
}

function outcomeOf(outcome: string): StepOutcome {
  if (outcome === "unknown" || outcome === "already_done") return outcome;
  return outcome.startsWith("not_") ? "failed" : "done";
}

export function attemptsOf(
  { deps: { database }, fulfilment }: Run,
  name: string,
): Promise<FulfilmentAttempt[]> {
  return asSystem(database, (tx) => listAttempts(tx, fulfilment.orderId, name));
}

/** Cut off, or answered unclearly: it may have happened. */
export function isUnclear({ outcome }: Pick<FulfilmentAttempt, "outcome">): boolean {
  return outcome === null || outcome === "unknown";
}

/** Until when an act without an answer may still be under way at the provider; null when no longer. */
export function quietUntil(
  { now, config }: Pick<Services, "now" | "config">,
  act: keyof typeof FULFILMENT.quietMs,
  attempts: readonly FulfilmentAttempt[],
): Date | null {
  const quietMs = Math.min(FULFILMENT.quietMs[act], config.timing.longestLeaseMs);
  const last = attempts.at(-1);
  if (!last || !isUnclear(last)) return null;
  const until = new Date(last.begunAt.getTime() + quietMs);
  return until > now() ? until : null;
}

/** What the customer sees of the order has changed. */
export async function tellPages({ deps, customer }: Run, orderId: OrderId): Promise<void> {
  await deps.cache.drop(customerTags.orders(customer.accountId));
  await publishEvent(deps, customer.user.id, { type: "orders.changed", orderId });
}
