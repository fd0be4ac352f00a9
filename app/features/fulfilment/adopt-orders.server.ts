import {
  listAttemptsToAdopt,
  markAdopted,
  reserveOrder,
  takeToAdopt,
  type OldAttempt,
  type OldFulfilment,
} from "#db/repositories/fulfilments.server.ts";
import { asSystem, type SystemTx } from "#db/row-security.server.ts";
import { isAppError } from "#domain/shared/errors.ts";
import type { OrderId } from "#domain/shared/salesforce-ids.ts";
import type { Adopted } from "~/platform/process/processes.server.ts";
import type { Services } from "~/services.ts";
import { fulfilOrder } from "./fulfil-order.server.ts";
import type { Facts } from "./facts.ts";
import type { Input } from "./run.server.ts";

export type AdoptNeeds = Pick<Services, "database" | "processes" | "encryption" | "now" | "logger">;

const BATCH = 100;

/** Takes over what the release before has begun, whoever does not hold it just now; at the start and every five minutes. */
export async function adoptOrders(deps: AdoptNeeds): Promise<number> {
  let count = 0;
  for (;;) {
    const adopted = await asSystem(deps.database, async (tx) => {
      const rows = await takeToAdopt(tx, { now: deps.now(), limit: BATCH });
      for (const row of rows) await adopt(deps, tx, row);
      return rows.length;
    });
    count += adopted;
    if (adopted < BATCH) break;
  }
  if (count > 0)
    deps.logger.info({ event: "order.adopted", count }, "orders of the release before are taken over");
  return count;
}

/**
 * The same for one order that has no process. `busy`: an instance of the release before works on it. `none`: nothing is to be taken
 * over, and from now on such an instance leaves it alone.
 */
export async function adoptOrder(
  deps: AdoptNeeds,
  tx: SystemTx,
  orderId: OrderId,
): Promise<"adopted" | "busy" | "none"> {
  if ((await reserveOrder(tx, { orderId, now: deps.now() })) === "reserved") return "none";
  const [row] = await takeToAdopt(tx, { now: deps.now(), limit: 1, orderId });
  if (!row) return "busy";
  await adopt(deps, tx, row);
  return "adopted";
}

async function adopt(deps: AdoptNeeds, tx: SystemTx, row: OldFulfilment): Promise<void> {
  const attempts = await listAttemptsToAdopt(tx, row.orderId);
  const id = await deps.processes.adopt(tx, fulfilOrder, toAdopted(deps, row, attempts));
  if (id === null)
    deps.logger.error(
      { event: "order.two_journals", orderId: row.orderId },
      "an order has two journals: see to it by hand",
    );
  await markAdopted(tx, { orderId: row.orderId, now: deps.now() });
}

const ESIM = "PA05-41";

function toAdopted(
  deps: AdoptNeeds,
  row: OldFulfilment,
  attempts: readonly OldAttempt[],
): Adopted<Input, Facts> {
  const { orderId, userId, accountId, kind, step, state, run, failures, errorCode, detail, isHeld } = row;
  const { billingOrderId, waitingSince, scheduledFor, startedAt, updatedAt, finishedAt } = row;
  const number = openNumber(deps, row);
  const secret: Record<string, string> = number === null ? {} : { number };
  // Its jobs may be anywhere: everything under way is looked at now, but for what waits for its day.
  const isScheduled = state === "waiting" && scheduledFor !== null && scheduledFor > deps.now();
  const isOpen = state === "running" || state === "waiting";
  return {
    input: { orderId },
    userId,
    step,
    state,
    run,
    failures,
    errorCode,
    detail,
    held: isHeld,
    startedAt,
    updatedAt,
    finishedAt,
    secret,
    wakeAt: isScheduled ? scheduledFor : isOpen ? deps.now() : null,
    facts: {
      isBegun: true,
      ...(accountId && { accountId }),
      ...(kind && { kind }),
      ...(billingOrderId !== null && { billingOrderId }),
      waitingSince: waitingSince?.toISOString() ?? null,
      scheduledFor: scheduledFor?.toISOString() ?? null,
    },
    attempts: attempts.map(({ id: _, orderId: __, userId: ___, ...attempt }) => {
      // Its number was written down after its end: without one nobody can say what became of it.
      const isLost = attempt.act === ESIM && attempt.outcome === "done" && number === null;
      return isLost && state !== "done" ? { ...attempt, outcome: "unknown" } : attempt;
    }),
  };
}

function openNumber({ encryption, logger }: AdoptNeeds, { sealedNumber, orderId }: OldFulfilment) {
  if (sealedNumber === null) return null;
  try {
    return encryption.open(sealedNumber, `fulfilments.sealed_number ${orderId}`);
  } catch (error) {
    if (!isAppError(error)) throw error;
    logger.error(
      { event: "order.number_unreadable", err: error, orderId },
      "the number of an order cannot be opened with the keys that are listed",
    );
    return null;
  }
}
