import { z } from "zod";
import { listContractIssues } from "#db/repositories/contract-documents.server.ts";
import {
  findInitialCancellation,
  recordTold,
  type InitialCancellation,
} from "#db/repositories/initial-cancellations.server.ts";
import { asSystem } from "#db/row-security.server.ts";
import type { FullOrder } from "#domain/orders/schema.ts";
import { formatDate, tokyoDate, tokyoTime } from "#domain/shared/date-rules.ts";
import { isAppError } from "#domain/shared/errors.ts";
import { UserIdSchema, type UserId } from "#domain/shared/ids.ts";
import {
  CaseIdSchema,
  OpportunityIdSchema,
  OrderIdSchema,
  type CaseId,
  type OpportunityId,
  type OrderId,
} from "#domain/shared/salesforce-ids.ts";
import { defineProcess, defineStep, done, ready, stop } from "~/platform/process/define.ts";
import { readCustomerAccount } from "~/platform/request/customer-account.server.ts";
import type { Services } from "~/services.ts";
import { actInSalesforce, SALESFORCE_QUIET_MS } from "../salesforce-act.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Seconds: within a quarter of an hour, then every one for three days. */
const PAUSES = [30, 60, 120, 240, 480, ...Array.from({ length: 288 }, () => 900)];
/** What staff looks for; the same for every cancellation (salesforce-data-model.md 8). */
const TYPE = "Cancellation request";

type Input = { cancellationId: string; orderId: OrderId; userId: UserId };
type Facts = { caseId?: CaseId | undefined; opportunityId?: OpportunityId | undefined };
type Run = { services: Services; cancellation: InitialCancellation };

const openCase = defineStep<Input, Facts, Run>("open_case", {
  async take({ run: { services, cancellation }, once }) {
    const { salesforce, database } = services;
    const { id, userId, accountId, caseKey, orderId, orderNumber } = cancellation;
    const { contactId } = await readCustomerAccount(services, { userId });
    const order = await findOrder(services, cancellation);
    const documents = await asSystem(database, (tx) => listContractIssues(tx, { userId, orderId }));
    const isConcluded = documents.length > 0;
    const opportunityId = order?.opportunityId ?? null;
    const made = await once("CreateCase", {
      repeat: "after_look",
      quietMs: SALESFORCE_QUIET_MS,
      look: async () => {
        const caseId = await salesforce.findCaseByKey({ accountId, caseKey });
        return caseId === null ? { absent: true } : { found: { caseId } };
      },
      act: () =>
        actInSalesforce(async () => {
          const { caseId } = await salesforce.createCase({
            caseKey,
            newCase: {
              accountId,
              contactId,
              origin: "portal",
              type: TYPE,
              priority: "high",
              ...(opportunityId === null ? {} : { opportunityId }),
              subject: `${isConcluded ? "Initial contract cancellation" : "Taken back before the contract"}: order ${orderNumber}`,
              description: describe(cancellation, { order, isConcluded }),
            },
          });
          return { caseId };
        }),
    });
    if (made.outcome === "refused") return stop(made.code, made.detail);
    const caseId = CaseIdSchema.parse(made.refs["caseId"]);
    return done({
      facts: { caseId, ...(opportunityId === null ? {} : { opportunityId }) },
      also: (tx) => recordTold(tx, id, { caseId, opportunityId }),
    });
  },
});

/** Of a service that is active already. Before that the case alone says it: staff takes the order back. */
const moveOpportunity = defineStep<Input, Facts, Run>("move_opportunity", {
  applies: ({ facts }) => facts.opportunityId !== undefined,
  async take({ facts: { opportunityId }, run: { services, cancellation } }) {
    const { salesforce, logger } = services;
    const { id, accountId } = cancellation;
    try {
      const opportunity = opportunityId && (await salesforce.getOpportunity({ accountId, opportunityId }));
      if (opportunity && opportunity.stage === "active")
        await salesforce.moveOpportunity({ accountId, opportunityId: opportunity.id, to: "cancelling" });
    } catch (error) {
      // Staff has moved or deleted it meanwhile, and has the case.
      if (!isAppError(error) || !["conflict", "not_found"].includes(error.code)) throw error;
      logger.warn(
        { event: "cancellation.other_stage", err: error, cancellationId: id, opportunityId },
        "a cancelled service has another stage",
      );
    }
    return done();
  },
});

/**
 * Tells staff of an initial cancellation, whose receipt is the record `initial_cancellations`: a case, then, for a service that is active
 * already, the stage of its opportunity. Whatever keeps it from them is tried for three days; after one it is an alarm.
 */
export const cancelInitialContract = defineProcess<Services, Input, Facts, Run>({
  name: "cancel-initial-contract",
  version: 1,
  keep: "fulfilments",
  alarmMs: DAY_MS,
  input: z.object({ cancellationId: z.uuid(), orderId: OrderIdSchema, userId: UserIdSchema }),
  facts: z.object({ caseId: CaseIdSchema, opportunityId: OpportunityIdSchema }).partial(),
  key: ({ orderId }) => orderId,
  owner: ({ userId }) => userId,
  async prepare({ services, input }) {
    const cancellation = await asSystem(services.database, (tx) =>
      findInitialCancellation(tx, input.cancellationId),
    );
    return cancellation ? ready({ services, cancellation }) : stop("RECEIPT_MISSING");
  },
  steps: [openCase, moveOpportunity],
  retry: { pauses: PAUSES, again: (code) => code !== "DEFECT" && code !== "RECEIPT_MISSING" },
});

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
