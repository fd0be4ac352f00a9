import {
  findFulfilment,
  listAllAttempts,
  listFulfilments,
  type Fulfilment,
  type FulfilmentAttempt,
} from "#db/repositories/fulfilments.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { FULFILMENT_STATES, type FulfilmentState } from "#domain/orders/fulfilment.ts";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import { parseOrderId, type OrderId } from "#domain/shared/salesforce-ids.ts";
import {
  extendCancellation,
  reissueContract,
} from "~/features/orders/cancellation/operate-cancellation.server.ts";
import { holdOrder, retryOrder, type OperateOutcome } from "~/features/fulfilment/operate-order.server.ts";
import { parseTicket, UsageError, type Answer, type Command } from "./command.server.ts";
import type { Services } from "~/services.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createQueue } from "~/platform/queue/queue.server.ts";

export const ORDERS_USAGE = `  orders list [--state running|waiting|parked|done] [--json]
      Approved orders that are not set up yet, or those of one state, the newest first.
  orders show <Salesforce order id> [--json]
      Where an order stands, and everything that was tried.
  orders retry <Salesforce order id> --ticket <reference>
      Lets a stopped order run again; what it has made already is passed over.
  orders park <Salesforce order id> --ticket <reference>
      Stops an order before its next call, until it is retried.
  orders extend-cancellation <Salesforce order id> --until <YYYY-MM-DD> --ticket <reference>
      Lets the customer cancel it until the end of that day in Tokyo, also when its eight days are over.
  orders reissue-contract <Salesforce order id> --ticket <reference>
      Places its contract document anew; the eight days begin again.
`;

const LIMIT = 200;

/** Throws UsageError. */
export function toOrdersCommand([verb, ...rest]: readonly string[]): Command {
  const isJson = rest.includes("--json");
  const args = rest.filter((arg) => arg !== "--json");
  if (verb === "list") {
    const [name, value, ...others] = args;
    if ((name !== undefined && name !== "--state") || others.length > 0) throw new UsageError("");
    const state = FULFILMENT_STATES.find((each) => each === value) ?? null;
    if (name !== undefined && state === null) throw new UsageError("--state: unknown");
    return (database) =>
      asSystem(database, async (tx) =>
        answerList(await listFulfilments(tx, { state, limit: LIMIT }), isJson),
      );
  }
  const [term = "", ...others] = args;
  const orderId = parseOrderId(term);
  if (orderId === null)
    throw new UsageError(verb === undefined ? "" : "Which order? Its Salesforce id begins with 801");
  if (verb === "show" && others.length === 0)
    return (database) =>
      asSystem(database, async (tx) => {
        const found = await findFulfilment(tx, orderId);
        return answerShow(found, await listAllAttempts(tx, { orderId, limit: LIMIT }), isJson);
      });
  if (verb === "extend-cancellation") return toExtend(orderId, others);
  const act = verb === "retry" ? retryOrder : verb === "park" ? holdOrder : null;
  const [name, value = "", ...more] = others;
  if (verb === "reissue-contract" && name === "--ticket" && more.length === 0 && !isJson)
    return toReissue({ orderId, ticket: parseTicket(value) });
  if (act === null || name !== "--ticket" || more.length > 0 || isJson)
    throw new UsageError(act === null ? "" : "--ticket is needed");
  return toAct(act, { orderId, ticket: parseTicket(value) });
}

function toAct(act: typeof retryOrder, operated: { orderId: OrderId; ticket: string }): Command {
  return withQueue(async (services) => toAnswer(await act(services, operated), act === retryOrder));
}

function toExtend(orderId: OrderId, [first, until, second, ticket, ...more]: readonly string[]): Command {
  const lastDay = CalendarDateSchema.safeParse(until);
  if (first !== "--until" || !lastDay.success) throw new UsageError("--until: a day, YYYY-MM-DD");
  if (second !== "--ticket" || ticket === undefined || more.length > 0)
    throw new UsageError("--ticket is needed");
  const operated = { orderId, lastDay: lastDay.data, ticket: parseTicket(ticket) };
  return async (database) => {
    switch (await extendCancellation({ database, now: () => new Date() }, operated)) {
      case "done":
        return { ok: true, lines: [`It can be cancelled until the end of ${operated.lastDay} in Tokyo.`] };
      case "unknown":
        return { ok: false, lines: ["It was not placed here. Nothing was changed."] };
      case "not_later":
        return { ok: false, lines: ["That would be no more time. Nothing was changed."] };
    }
  };
}

function toReissue(operated: { orderId: OrderId; ticket: string }): Command {
  return withQueue(async (services) =>
    (await reissueContract(services, operated))
      ? { ok: true, lines: ["Its contract document is placed anew, and the customer gets a mail."] }
      : { ok: false, lines: ["It has no contract document. Nothing was changed."] },
  );
}

/** Only to write a job down: whoever runs the portal works it. */
function withQueue(
  act: (services: Pick<Services, "database" | "queue" | "now">) => Promise<Answer>,
): Command {
  return async (database) => {
    const queue = createQueue({ database, logger: createLogger({ level: "silent" }) });
    await queue.start();
    try {
      return await act({ database, queue, now: () => new Date() });
    } finally {
      await queue.stop();
    }
  };
}

function toAnswer(outcome: OperateOutcome, isRetry: boolean): Answer {
  switch (outcome) {
    case "done":
      return { ok: true, lines: [isRetry ? "It runs again." : "It is stopped before its next call."] };
    case "unknown":
      return isRetry
        ? { ok: true, lines: ["It was not known here. If it is approved, it runs now."] }
        : { ok: false, lines: ["It is not known here. Nothing was changed."] };
    case "under_way":
      return { ok: false, lines: ["It is under way. Nothing was changed."] };
    case "finished":
      return { ok: false, lines: ["It is finished. Nothing was changed."] };
  }
}

/** Without what is sealed, and without whose it is. */
function toView({ sealedNumber, leaseToken, ...row }: Fulfilment) {
  return { ...row, hasNumber: sealedNumber !== null, isLeased: leaseToken !== null };
}

function answerList(rows: readonly Fulfilment[], isJson: boolean): Answer {
  if (isJson) return { ok: true, lines: [JSON.stringify(rows.map(toView))] };
  if (rows.length === 0) return { ok: true, lines: ["None."] };
  return {
    ok: true,
    lines: rows.map(({ orderId, kind, state, step, errorCode, detail, updatedAt }) =>
      [
        ...[orderId, (kind ?? "-").padEnd(8), state.padEnd(7), step.padEnd(16), updatedAt.toISOString()],
        ...[errorCode ?? "", detail === null ? "" : `(${detail})`],
      ]
        .filter(Boolean)
        .join("  "),
    ),
  };
}

function answerShow(
  found: Fulfilment | null,
  attempts: readonly FulfilmentAttempt[],
  isJson: boolean,
): Answer {
  if (found === null) return { ok: false, lines: [isJson ? "null" : "There is no such order here."] };
  const tried = attempts.toReversed();
  if (isJson) return { ok: true, lines: [JSON.stringify({ ...toView(found), attempts: tried })] };
  const { lines } = answerList([found], false);
  return {
    ok: true,
    lines: [
      ...lines,
      `Run ${found.run}, billing order ${found.billingOrderId ?? "-"}, ${stateInWords(found)}`,
      ...tried.map(({ begunAt, run, step, act, attempt, outcome, errorCode, refs }) =>
        [
          ...[begunAt.toISOString(), `run ${run}`, step.padEnd(16), (act ?? "").padEnd(11), `try ${attempt}`],
          ...[outcome ?? "no end: cut off, or under way", errorCode ?? ""],
          ...Object.entries(refs).map(([name, value]) => `${name}=${value}`),
        ]
          .filter(Boolean)
          .join("  "),
      ),
    ],
  };
}

function stateInWords({ isHeld, scheduledFor, state }: Fulfilment & { state: FulfilmentState }): string {
  if (isHeld) return "stopped by an operator";
  return scheduledFor === null ? state : `starts ${scheduledFor.toISOString()}`;
}
