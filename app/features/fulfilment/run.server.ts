import { z } from "zod";
import { isCancelled } from "#db/repositories/initial-cancellations.server.ts";
import type { User } from "#db/repositories/users.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import { STEP_RULES, stopsWhenCancelled, type FulfilmentStep } from "#domain/orders/fulfilment.ts";
import type { FulfilmentError, FullOrder } from "#domain/orders/schema.ts";
import type { WhmcsClientId } from "#domain/shared/ids.ts";
import {
  OrderIdSchema,
  type AccountId,
  type ContactId,
  type OrderId,
} from "#domain/shared/salesforce-ids.ts";
import { customerTags } from "~/platform/cache/customer-cache.ts";
import { publishEvent } from "~/platform/events/publish-event.server.ts";
import * as process from "~/platform/process/define.ts";
import type { Services } from "~/services.ts";
import type { Facts } from "./facts.ts";

/** The order being carried out, and whose it is. */
export type Run = {
  deps: Services;
  /** As read when this turn began: what the steps have written since then stands in the facts. */
  order: FullOrder;
  kind: ServiceKind;
  customer: Customer;
};
export type Customer = {
  user: User;
  clientId: WhmcsClientId;
  accountId: AccountId;
  contactId: ContactId | null;
};

export const InputSchema = z.object({ orderId: OrderIdSchema });
export type Input = z.output<typeof InputSchema>;

export type OrderTurn = process.Turn<Input, Facts, Run>;
export type OrderEnd = process.StepEnd<Facts>;
export type OrderStep = process.Step<Input, Facts, Run>;

export const done = process.done<Facts>;
export const alreadyDone = { end: "done", outcome: "already_done" } as const satisfies OrderEnd;
export function stop(code: FulfilmentError, detail: string | null = null): process.Stop {
  return process.stop(code, detail);
}

/** Calls that must not be made twice, by the step that makes them. */
export const ACTS: Partial<Readonly<Record<FulfilmentStep, readonly string[]>>> = {
  activate_line: ["PA02-01", "PA05-18", "PA05-19", "PA05-41"],
  register_voice: ["PA05-05"],
  add_order: ["AddOrder"],
  accept_order: ["AcceptOrder"],
};

/** A step as `STEP_RULES` has it. It does not begin for an order that its customer has cancelled, unless it completes what is there. */
export function orderStep(name: FulfilmentStep, take: (turn: OrderTurn) => Promise<OrderEnd>): OrderStep {
  const { kinds, otherwise } = STEP_RULES[name];
  const stops = stopsWhenCancelled(name);
  return process.defineStep<Input, Facts, Run>(name, {
    applies: ({ run }) => kinds.includes(run.kind),
    otherwise: otherwise === "park" ? "park" : "warn",
    completes: !stops,
    async take(turn) {
      // Staff has a case that asks to take it back, and may not have read it yet.
      const { orderId } = turn.input;
      if (stops && (await asSystem(turn.run.deps.database, (tx) => isCancelled(tx, orderId))))
        return stop("UNKNOWN", await cancelled(turn, name));
      return take(turn);
    },
    async warned({ run: { deps }, input: { orderId } }, tx) {
      if (otherwise === "reconcile")
        await deps.queue.enqueue(tx, "reconcile-order", { orderId }, { singletonKey: orderId });
    },
  });
}

/** Names what may have happened all the same: nobody looks for it any more but a person. */
async function cancelled(turn: OrderTurn, step: FulfilmentStep): Promise<string> {
  const unclear: string[] = [];
  for (const act of ACTS[step] ?? []) {
    const last = (await turn.tried(act)).at(-1);
    if (last && isUnclear(last)) unclear.push(`; ${act} was sent, without an answer`);
  }
  return `the customer has cancelled it${unclear.join("")}`;
}

/** Cut off, or answered unclearly: it may have happened. */
export function isUnclear({ outcome }: Pick<process.Tried, "outcome">): boolean {
  return outcome === null || outcome === "unknown";
}

/** What the customer sees of the order has changed. */
export async function tellPages({ deps, customer }: Run, orderId: OrderId): Promise<void> {
  await deps.cache.drop(customerTags.orders(customer.accountId));
  await publishEvent(deps, customer.user.id, { type: "orders.changed", orderId });
}

/** Pages that are open hear of what has just been written. */
export async function tellNews(
  deps: Services,
  { user, orderId }: { user: Pick<User, "id">; orderId: OrderId },
): Promise<void> {
  await publishEvent(deps, user.id, { type: "orders.changed", orderId });
  await publishEvent(deps, user.id, { type: "notifications.changed" });
}
