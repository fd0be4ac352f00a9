import { findProcess, listAllAttempts, listProcesses } from "#db/repositories/processes.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import { FULFILMENT_STATES } from "#domain/orders/fulfilment.ts";
import { CalendarDateSchema } from "#domain/shared/dates.ts";
import { parseOrderId, type OrderId } from "#domain/shared/salesforce-ids.ts";
import {
  extendCancellation,
  reissueContract,
} from "~/features/orders/cancellation/operate-cancellation.server.ts";
import { fulfilOrder } from "~/features/fulfilment/fulfil-order.server.ts";
import { holdOrder, retryOrder } from "~/features/fulfilment/operate-order.server.ts";
import {
  toOrderAttempt,
  toOrderJournal,
  type OrderAttempt,
  type OrderJournal,
} from "~/features/fulfilment/order-journal.ts";
import { parseTicket, UsageError, type Answer, type Command } from "./command.server.ts";
import type { Services } from "~/services.ts";
import { createLogger } from "~/platform/log/logger.server.ts";
import { createProcesses, type OperateOutcome } from "~/platform/process/processes.server.ts";
import { createQueue } from "~/platform/queue/queue.server.ts";
import { createFieldEncryption } from "~/platform/store/field-encryption.server.ts";

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
    const state = FULFILMENT_STATES.find((each) => each === value);
    if (name !== undefined && state === undefined) throw new UsageError("--state: unknown");
    return (database) =>
      asSystem(database, async (tx) => {
        const rows = await listProcesses(tx, { name: fulfilOrder.name, state, limit: LIMIT });
        return answerList(rows.map(toOrderJournal), isJson);
      });
  }
  const [term = "", ...others] = args;
  const orderId = parseOrderId(term);
  if (orderId === null)
    throw new UsageError(verb === undefined ? "" : "Which order? Its Salesforce id begins with 801");
  if (verb === "show" && others.length === 0)
    return (database) =>
      asSystem(database, async (tx) => {
        const found = await findProcess(tx, fulfilOrder.name, orderId);
        if (found === null) return answerShow(null, [], isJson);
        const attempts = await listAllAttempts(tx, { processId: found.id, limit: LIMIT });
        return answerShow(toOrderJournal(found), attempts.map(toOrderAttempt), isJson);
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
  return async (database, config) => {
    const now = () => new Date();
    const logger = createLogger({ level: "silent" });
    const encryption = createFieldEncryption(config.encryptionKeys);
    // Only to write it down: whoever runs the portal carries it out.
    const processes = createProcesses<Services>({
      database,
      now,
      logger,
      encryption,
      definitions: [fulfilOrder],
      services: () => {
        throw new Error("commands carry nothing out");
      },
    });
    const outcome = await act({ database, now, logger, encryption, processes }, operated);
    return toAnswer(outcome, act === retryOrder);
  };
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

function answerList(rows: readonly OrderJournal[], isJson: boolean): Answer {
  if (isJson) return { ok: true, lines: [JSON.stringify(rows)] };
  if (rows.length === 0) return { ok: true, lines: ["None."] };
  return {
    ok: true,
    lines: rows.map(({ orderId, kind, state, step, errorCode, detail, updatedAt }) =>
      [
        orderId,
        (kind ?? "-").padEnd(8),
        state.padEnd(7),
        step.padEnd(16),
        updatedAt.toISOString(),
        errorCode ?? "",
        detail === null ? "" : `(${detail})`,
      ]
        .filter(Boolean)
        .join("  "),
    ),
  };
}

function answerShow(found: OrderJournal | null, attempts: readonly OrderAttempt[], isJson: boolean): Answer {
  if (found === null) return { ok: false, lines: [isJson ? "null" : "There is no such order here."] };
  const tried = attempts.toReversed();
  if (isJson) return { ok: true, lines: [JSON.stringify({ ...found, attempts: tried })] };
  const { lines } = answerList([found], false);
  return {
    ok: true,
    lines: [
      ...lines,
      `Run ${found.run}, billing order ${found.billingOrderId ?? "-"}, ${stateInWords(found)}`,
      ...tried.map(({ begunAt, run, step, act, attempt, outcome, errorCode, refs }) =>
        [
          begunAt.toISOString(),
          `run ${run}`,
          step.padEnd(16),
          (act ?? "").padEnd(11),
          `try ${attempt}`,
          outcome ?? "no end: cut off, or under way",
          errorCode ?? "",
          ...Object.entries(refs).map(([name, value]) => `${name}=${value}`),
        ]
          .filter(Boolean)
          .join("  "),
      ),
    ],
  };
}

function stateInWords({ isHeld, scheduledFor, state }: OrderJournal): string {
  if (isHeld) return "stopped by an operator";
  return scheduledFor === null ? state : `starts ${scheduledFor.toISOString()}`;
}
