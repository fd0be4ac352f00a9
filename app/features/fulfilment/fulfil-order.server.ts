import { randomUUID } from "node:crypto";
import {
  claimFulfilment,
  endAttempt,
  findFulfilment,
  forgetFulfilment,
  listAllAttempts,
  releaseFulfilment,
  renewLease,
  restartFulfilment,
  type Fulfilment,
  type FulfilmentChange,
  type FulfilmentFacts,
  type Lease,
} from "#db/repositories/fulfilments.server.ts";
import { isCancelled } from "#db/repositories/initial-cancellations.server.ts";
import { findMappingByAccount } from "#db/repositories/id-mappings.server.ts";
import { findUser } from "#db/repositories/users.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import {
  BILLING_STEP,
  FULFILMENT,
  guardOf,
  nextStep,
  onFailure,
  stopsWhenCancelled,
  type FulfilmentState,
} from "#domain/orders/fulfilment.ts";
import type { FullOrder } from "#domain/orders/schema.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { ContactIdSchema, type AccountId, type OrderId } from "#domain/shared/salesforce-ids.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import type { Services } from "~/services.ts";
import { toFailure, type Failure } from "./failure.server.ts";
import { stopped } from "./stopped.server.ts";
import {
  beginStep,
  isUnclear,
  leaseMs,
  LeaseLost,
  updateHeld,
  type Run,
  type StepEnd,
} from "./run.server.ts";
import { STEPS } from "./steps.server.ts";

/** When the job has to come back; null: nothing is left for it to do. */
type ComeBack = Date | null;

/**
 * Carries an approved order out as far as it goes now, from where its journal stands (portal.md 7). May be called at any time and by
 * several at once: one holds the order, every step looks before it acts, and an order that must not be worked on is left alone. What
 * waits comes back as a job of its own. Throws what the database throws.
 */
export async function fulfilOrder(deps: Services, { orderId }: { orderId: OrderId }): Promise<void> {
  const { database, now, logger, queue } = deps;
  const lease: Lease = { orderId, token: randomUUID() };
  const leaseEnd = () => new Date(now().getTime() + leaseMs(deps));
  const claim = await asSystem(database, (tx) =>
    claimFulfilment(tx, { ...lease, until: leaseEnd(), now: now() }),
  );
  const comeBack = (startAfter: Date) =>
    asSystem(database, async (tx) => {
      await releaseFulfilment(tx, lease);
      await queue.enqueue(tx, "fulfil-order", { orderId }, { singletonKey: orderId, startAfter });
    });
  if (claim.state === "busy") return comeBack(claim.until);

  // A call may take longer than the lease: whoever lives keeps it.
  const renewal = setInterval(
    () => {
      void asSystem(database, (tx) => renewLease(tx, { ...lease, until: leaseEnd() })).catch(
        (error: unknown) => logger.warn({ err: error, orderId }, "hold of an order not renewed"),
      );
    },
    leaseMs(deps) / 3,
  );
  try {
    const later = await carryOut(deps, { lease, claim });
    if (later) await comeBack(later);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    logger.warn({ orderId }, "somebody else goes on with this order");
  } finally {
    clearInterval(renewal);
    await asSystem(database, (tx) => releaseFulfilment(tx, lease));
  }
}

type Claimed = {
  lease: Lease;
  claim: { fulfilment: Fulfilment; known: FulfilmentState | null };
};

async function carryOut(deps: Services, { lease, claim }: Claimed): Promise<ComeBack> {
  const { database, salesforce, now } = deps;
  const { orderId } = lease;
  let order: FullOrder | null;
  try {
    order = await salesforce.findOrder({ orderId });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return unreadable(deps, { lease, claim, failure: toFailure("check", error) });
  }
  if (order === null)
    return unreadable(deps, { lease, claim, failure: { code: "ORDER_NOT_FOUND", detail: null } });

  const admitted = await admit(deps, { lease, claim, order });
  if (admitted === null) return null;
  const { accountId, kind } = order;
  const found = await findCustomer(deps, accountId);
  const facts = { accountId, userId: found?.user.id ?? null, kind: kind === "unknown" ? null : kind };
  await change(deps, lease, facts);
  const fulfilment = { ...admitted, ...facts };
  const stop = (failure: Failure) => stopped(deps, { lease, fulfilment, order, customer: found, failure });
  if (found === null) return stop({ code: "MAPPING_MISSING", detail: null });
  if (kind === null || kind === "unknown") return stop({ code: "UNKNOWN", detail: "type of the order" });
  if (fulfilment.isHeld) return stop({ code: "UNKNOWN", detail: "stopped by an operator" });

  const startedAt = now().getTime();
  let run: Run = { deps, lease, fulfilment, order, kind, customer: found };
  for (;;) {
    if (now().getTime() - startedAt > FULFILMENT.jobMs) return now();
    const taken = await takeStep(run);
    if (taken !== "next") return taken;
    const after = await asSystem(database, (tx) => findFulfilment(tx, orderId));
    if (after?.state !== "running") return null;
    run = { ...run, fulfilment: after };
  }
}

async function findCustomer({ database }: Services, accountId: AccountId): Promise<Run["customer"] | null> {
  return asSystem(database, async (tx) => {
    const mapping = await findMappingByAccount(tx, accountId);
    const user = mapping && (await findUser(tx, mapping.userId));
    if (!user) return null;
    const contactId = ContactIdSchema.nullable().parse(mapping.sfContactId);
    return { user, clientId: mapping.whmcsClientId, accountId, contactId };
  });
}

/**
 * One that is finished or waits for a person stays so: were it waiting for the customer system from now on, it would run by itself once that
 * answers. It is only looked at again, since staff may have set it going.
 */
async function unreadable(
  deps: Services,
  { lease, claim: { fulfilment, known }, failure }: Claimed & { failure: Failure },
): Promise<ComeBack> {
  if (known === null || isUnderWay(known)) return stopped(deps, { lease, fulfilment, failure });
  deps.logger.warn({ orderId: lease.orderId, ...failure }, "an order that is not under way cannot be read");
  if (failure.code !== "SALESFORCE_UNAVAILABLE") return null;
  return new Date(deps.now().getTime() + FULFILMENT.unreadMs);
}

function isUnderWay(known: FulfilmentState | null): boolean {
  return known === "running" || known === "waiting";
}

/** The journal's row of an order that may be worked on now; null for one that may not. */
async function admit(
  deps: Services,
  { lease, claim: { fulfilment, known }, order }: Claimed & { order: FullOrder },
): Promise<Fulfilment | null> {
  const { database, now, logger } = deps;
  const { orderId } = lease;
  const wasUnderWay = isUnderWay(known);
  const guard = guardOf(order, { isUnderWay: wasUnderWay, now: now() });
  const forget = () => asSystem(database, (tx) => forgetFulfilment(tx, lease));
  switch (guard.go) {
    case "stop":
      if (known === null) await forget();
      if (!wasUnderWay) return null;
      logger.error({ orderId, status: order.status }, "an order was taken back while it was being set up");
      await change(deps, lease, { state: "parked", detail: `taken back: ${order.status}` });
      return null;
    case "done":
      // Processed, but not to its end here: what is left is to tell people.
      if (wasUnderWay) return fulfilment;
      if (known === null) await forget();
      else await change(deps, lease, { state: "done", finishedAt: fulfilment.finishedAt ?? now() });
      return null;
    case "wait":
      await change(deps, lease, { state: "waiting", scheduledFor: guard.until, finishedAt: null });
      return null;
    case "finish":
      if (known === null) await change(deps, lease, { step: BILLING_STEP });
      break;
    case "run":
      break;
  }
  // Staff lets a stopped or finished order run once more; one that an operator holds stays.
  if (!wasUnderWay && known !== null && !fulfilment.isHeld)
    await asSystem(database, (tx) => restartFulfilment(tx, { orderId, now: now() }));
  return asSystem(database, (tx) => findFulfilment(tx, orderId));
}

async function takeStep(run: Run): Promise<ComeBack | "next"> {
  const { deps, lease, fulfilment, kind } = run;
  const { step } = fulfilment;
  const attempt = await beginStep(run, { step, act: null });
  // Staff has a case that asks to take it back, and may not have read it yet.
  if (stopsWhenCancelled(step) && (await asSystem(deps.database, (tx) => isCancelled(tx, lease.orderId))))
    return stopped(deps, { ...run, attempt, failure: await cancelled(run) });
  let end: StepEnd;
  try {
    end = await STEPS[step](run);
  } catch (error) {
    // The journal itself could not be written: nothing more is decided on what it says.
    if (error instanceof LeaseLost || (isAppError(error) && error.code === "internal")) throw error;
    if (!isAppError(error))
      deps.logger.error({ err: error, orderId: lease.orderId, step }, "a step has a defect");
    end = { end: "stop", ...toFailure(step, error) };
  }
  const { database, now } = deps;
  switch (end.end) {
    case "done": {
      const { outcome = "done", refs, facts, also } = end;
      const next = nextStep(step, kind);
      await asSystem(database, async (tx) => {
        await endAttempt(tx, { id: attempt, outcome, ...(refs && { refs }), now: now() });
        await goOn(tx, run, facts);
        await also?.(tx);
      });
      if (also) await tellNews(run);
      return next === null ? null : "next";
    }
    case "wait": {
      const { until, facts } = end;
      await asSystem(database, async (tx) => {
        await endAttempt(tx, { id: attempt, outcome: "waiting", now: now() });
        await updateHeld(tx, { ...lease, change: { ...facts, state: "waiting" }, now: now() });
      });
      // A day that is set has a job of its own.
      return step === "await_start" ? null : until;
    }
    case "stop":
      return stepFailed(run, { attempt, failure: end });
  }
}

/** Names what may have happened all the same: nobody looks for it any more but a person. */
async function cancelled({ deps, fulfilment: { orderId, step } }: Run): Promise<Failure> {
  const attempts = await asSystem(deps.database, (tx) => listAllAttempts(tx, { orderId, limit: 50 }));
  const last = new Map(
    attempts.toReversed().flatMap((each) => (each.step === step ? [[each.act, each]] : [])),
  );
  const unclear = [...last].filter(([name, attempt]) => name !== null && isUnclear(attempt));
  const left = unclear.map(([name]) => `; ${name} was sent, without an answer`).join("");
  return { code: "UNKNOWN", detail: `the customer has cancelled it${left}` };
}

async function stepFailed(
  run: Run,
  { attempt, failure }: { attempt: number; failure: Failure },
): Promise<ComeBack | "next"> {
  const { deps, lease, fulfilment } = run;
  const { step } = fulfilment;
  const verdict = onFailure({ step, code: failure.code, failures: fulfilment.failures + 1 });
  if (verdict === "again" || verdict === "park") return stopped(deps, { ...run, attempt, failure });
  deps.logger.error(
    { orderId: lease.orderId, step, ...failure },
    "an order goes on without one of its steps",
  );
  await asSystem(deps.database, async (tx) => {
    await endAttempt(tx, { id: attempt, outcome: "warned", errorCode: failure.code, now: deps.now() });
    const { orderId } = lease;
    if (verdict === "reconcile")
      await deps.queue.enqueue(tx, "reconcile-order", { orderId }, { singletonKey: orderId });
    await goOn(tx, run);
  });
  return "next";
}

/** The next step, or the end. */
async function goOn(
  tx: SystemTx,
  { deps, lease, fulfilment, kind }: Run,
  facts?: FulfilmentFacts,
): Promise<void> {
  const next = nextStep(fulfilment.step, kind);
  await updateHeld(tx, {
    ...lease,
    change: {
      ...facts,
      ...{ failures: 0, errorCode: null, detail: null },
      ...(next === null ? { state: "done", finishedAt: deps.now() } : { step: next }),
    },
    now: deps.now(),
  });
}

/** Pages that are open hear of what has just been written. */
async function tellNews({ deps, customer, order }: Run): Promise<void> {
  await publishEvent(deps, customer.user.id, { type: "orders.changed", orderId: order.id });
  await publishEvent(deps, customer.user.id, { type: "notifications.changed" });
}

async function change(deps: Services, lease: Lease, changes: FulfilmentChange): Promise<void> {
  await asSystem(deps.database, (tx) => updateHeld(tx, { ...lease, change: changes, now: deps.now() }));
}
