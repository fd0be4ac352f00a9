import { listContractIssues } from "#db/repositories/contract-documents.server.ts";
import {
  findInitialCancellation,
  finishCancellationStep,
  listUnfinishedCancellations,
  type InitialCancellation,
} from "#db/repositories/initial-cancellations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { CancellationStep } from "#domain/orders/cancellation-steps.ts";
import type { FullOrder } from "#domain/orders/schema.ts";
import { formatDate, tokyoDate, tokyoTime } from "#domain/shared/date-rules.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Services } from "~/services.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** What staff looks for; the same for every cancellation (salesforce-data-model.md 8). */
const TYPE = "Cancellation request";

/**
 * Tells staff of an initial cancellation: a case, then, for a service that is active already, the stage of its opportunity. Both can be
 * sent twice: the case has a key, and a stage that is there stays. Throws what is worth another try.
 */
export async function passOnCancellation(deps: Services, id: string): Promise<void> {
  const cancellation = await asSystem(deps.database, (tx) => findInitialCancellation(tx, id));
  if (cancellation?.step === "case") await openCase(deps, cancellation);
  const told = await asSystem(deps.database, (tx) => findInitialCancellation(tx, id));
  if (told?.step === "opportunity") await moveOpportunity(deps, told);
}

/** Hourly: those whose jobs have given up on a system that was away for long. After a day a person has to look. */
export async function resumeCancellations({ database, queue, logger, now }: Services): Promise<void> {
  const at = now().getTime();
  await asSystem(database, async (tx) => {
    for (const { id, sentAt } of await listUnfinishedCancellations(tx, new Date(at - HOUR_MS))) {
      if (at - sentAt.getTime() >= DAY_MS)
        logger.error({ cancellationId: id }, "staff was not told of an initial cancellation for a day");
      await queue.enqueue(tx, "pass-on-cancellation", { cancellationId: id }, { singletonKey: id });
    }
  });
}

async function openCase(deps: Services, cancellation: InitialCancellation): Promise<void> {
  const { salesforce } = deps;
  const { userId, accountId, caseKey, orderId, orderNumber } = cancellation;
  const { contactId } = await readCustomerAccount(deps, { userId });
  const order = await findOrder(deps, cancellation);
  const documents = await asSystem(deps.database, (tx) => listContractIssues(tx, { userId, orderId }));
  const isConcluded = documents.length > 0;
  const opportunityId = order?.opportunityId ?? null;
  const { caseId } = await salesforce.createCase({
    caseKey,
    newCase: {
      ...{ accountId, contactId, origin: "portal", type: TYPE, priority: "high" },
      ...(opportunityId === null ? {} : { opportunityId }),
      subject: `${isConcluded ? "Initial contract cancellation" : "Taken back before the contract"}: order ${orderNumber}`,
      description: describe(cancellation, { order, isConcluded }),
    },
  });
  const next = opportunityId === null ? "done" : "opportunity";
  await finish(deps, cancellation, next, { caseId, opportunityId });
}

async function moveOpportunity(deps: Services, cancellation: InitialCancellation): Promise<void> {
  const { salesforce, logger } = deps;
  const { id, accountId, opportunityId } = cancellation;
  try {
    const opportunity = opportunityId && (await salesforce.getOpportunity({ accountId, opportunityId }));
    // Before that the case alone says it: staff takes the order back.
    if (opportunity && opportunity.stage === "active")
      await salesforce.moveOpportunity({ accountId, opportunityId: opportunity.id, to: "cancelling" });
  } catch (error) {
    // Staff has moved or deleted it meanwhile, and has the case.
    if (!isAppError(error) || !["conflict", "not_found"].includes(error.code)) throw error;
    logger.warn({ err: error, cancellationId: id, opportunityId }, "a cancelled service has another stage");
  }
  await finish(deps, cancellation, "done");
}

/** Null: staff has deleted it. The cancellation stands all the same. */
async function findOrder(
  { salesforce }: Services,
  { accountId, orderId }: InitialCancellation,
): Promise<FullOrder | null> {
  try {
    return await salesforce.getOrder({ accountId, orderId });
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}

async function finish(
  { database, now }: Services,
  { id, step }: InitialCancellation,
  next: CancellationStep,
  facts: Partial<Pick<InitialCancellation, "caseId" | "opportunityId">> = {},
): Promise<void> {
  await asSystem(database, (tx) => finishCancellationStep(tx, { id, step, next, facts, now: now() }));
}

/** For staff, who reads it in Salesforce. */
function describe(
  { kind, orderNumber, sentAt, endsAt }: InitialCancellation,
  { order, isConcluded }: { order: FullOrder | null; isConcluded: boolean },
): string {
  const received = `Received ${inTokyo(sentAt)}.`;
  const known = ["", `Order status: ${order?.status ?? "there is no such order any more"}.`, ask(order)];
  const lines = isConcluded
    ? [
        `The customer has cancelled order ${orderNumber} (${kind}) within the first eight days.`,
        `${received} This moment counts, and was in time.`,
        endsAt === null ? "The eight days had not begun." : `The eight days end ${inTokyo(endsAt)}.`,
        ...known,
        "Charge no more than the contract document names for this case, and pay back what was paid beyond it.",
      ]
    : [
        `The customer has taken order ${orderNumber} (${kind}) back. There is no contract yet.`,
        received,
        ...known,
        "Charge nothing.",
      ];
  return lines.join("\n");
}

function ask(order: FullOrder | null): string {
  switch (order?.status) {
    case "processed":
      return "Please end the service and close the line. Devices that were bought stay with the customer.";
    case "approved":
    case "reactivate":
      return "No line and no bill is begun any more. Please cancel the order and undo what is there (operators: orders show).";
    case "rejected":
    case "cancelled":
      return "Nothing is left to be stopped.";
    default:
      return "Please cancel the order and do not approve it.";
  }
}

function inTokyo(at: Date): string {
  return `${formatDate(tokyoDate(at), "en")}, ${tokyoTime(at)} JST`;
}
