import { createHash } from "node:crypto";
import { z } from "zod";
import type { CustomerChange, FoundRecord, WatchedRecord } from "#domain/realtime/customer-changes.ts";
import {
  AccountIdSchema,
  CaseIdSchema,
  OrderIdSchema,
  type AccountId,
  type CaseId,
  type OrderId,
  type OrderItemId,
} from "#domain/shared/salesforce-ids.ts";
import type { SalesforceClient } from "./client.ts";
import {
  ACCOUNT,
  ACTIVATION_STATUS,
  CASE,
  CHANGE_EVENTS,
  ELIGIBILITY_STATUS,
  ORDER,
  ORDER_ITEM,
  ORDER_STATUS,
  STAMP,
  VERIFICATION_STATUS,
} from "#domain/shared/salesforce-names.ts";
import { queryRows } from "./query.ts";
import { readWire } from "#domain/shared/wire.ts";
import { MAX_LIST, name, soql } from "./soql.ts";
import { readField, wireDateTime, wireText, type WireRecord } from "#domain/shared/salesforce-wire.ts";

/** Rows of one page; a shorter one is the last. */
const PAGE = 2_000;

const DAY_MS = 24 * 60 * 60 * 1000;
/** An answer older than this was not given with the change that is looked at. */
const ANSWER_MS = DAY_MS;
/** A refusal has no time of its own; what it refuses has. */
const REFUSAL_MS = 30 * DAY_MS;

const ID = "Id";
const ACCOUNT_ID = "AccountId";
const wireStamp = wireDateTime.pipe(z.date());

type Watched = {
  object: string;
  /** Beside the id and the stamp. */
  fields: readonly string[];
  toChanges(record: WireRecord, changedAt: Date): CustomerChange[];
};

const WATCHED: Record<WatchedRecord, Watched> = {
  order: {
    object: ORDER.object,
    fields: [ACCOUNT_ID, ORDER.fields.status, ORDER.fields.activation, ORDER.fields.errorCode],
    toChanges(record) {
      const orderId = readField(record, ID, OrderIdSchema);
      const accountId = readField(record, ACCOUNT_ID, AccountIdSchema.nullable());
      const status = readField(record, ORDER.fields.status, wireText);
      const activation = readField(record, ORDER.fields.activation, wireText);
      const isApproved = status === ORDER_STATUS.approved || status === ORDER_STATUS.reactivate;
      return [
        { kind: "order", orderId, accountId },
        ...(isApproved && activation === ACTIVATION_STATUS.activating
          ? [{ kind: "order_to_fulfil", orderId } as const]
          : []),
      ];
    },
  },
  case: {
    object: CASE.object,
    fields: [ACCOUNT_ID, CASE.fields.status],
    toChanges: (record) => [
      {
        kind: "case",
        caseId: readField(record, ID, CaseIdSchema),
        accountId: readField(record, ACCOUNT_ID, AccountIdSchema.nullable()),
      },
    ],
  },
  account: {
    object: ACCOUNT.object,
    fields: [
      ACCOUNT.fields.eligibilityStatus,
      ACCOUNT.fields.eligibilityCheckedAt,
      ACCOUNT.fields.verificationStatus,
      ACCOUNT.fields.verificationSubmittedAt,
      ACCOUNT.fields.verificationVerifiedAt,
    ],
    toChanges(record, changedAt) {
      const text = (field: string) => readField(record, field, wireText);
      const isWithin = (field: string, ms: number) => {
        const at = readField(record, field, wireDateTime);
        return at !== null && changedAt.getTime() - at.getTime() <= ms;
      };
      const eligibility = text(ACCOUNT.fields.eligibilityStatus);
      const verification = text(ACCOUNT.fields.verificationStatus);
      return [
        {
          kind: "account",
          accountId: readField(record, ID, AccountIdSchema),
          eligibility:
            (eligibility === ELIGIBILITY_STATUS.eligible || eligibility === ELIGIBILITY_STATUS.ineligible) &&
            isWithin(ACCOUNT.fields.eligibilityCheckedAt, ANSWER_MS),
          verification:
            (verification === VERIFICATION_STATUS.verified &&
              isWithin(ACCOUNT.fields.verificationVerifiedAt, ANSWER_MS)) ||
            (verification === VERIFICATION_STATUS.rejected &&
              isWithin(ACCOUNT.fields.verificationSubmittedAt, REFUSAL_MS)),
        },
      ];
    },
  },
  product: { object: CHANGE_EVENTS.product, fields: [], toChanges: () => [{ kind: "catalogue" }] },
  price: { object: CHANGE_EVENTS.priceEntry, fields: [], toChanges: () => [{ kind: "catalogue" }] },
};

/** Of which deletions are looked for: those that customers see a list of. */
export type DeletedRecord = Extract<WatchedRecord, "order">;
const DELETED: Record<DeletedRecord, { object: string; toChanges(row: WireRecord): CustomerChange[] }> = {
  order: {
    object: ORDER.object,
    toChanges: (row) => [{ kind: "order", orderId: readField(row, "id", OrderIdSchema), accountId: null }],
  },
};
const DeletedWire = z.object({
  deletedRecords: z.array(z.looseObject({ id: z.string(), deletedDate: z.string() })),
});

export function createChanges(client: SalesforceClient) {
  /** One query for each part of a list that one query has room for. */
  async function inParts<Id, Row>(ids: readonly Id[], read: (part: Id[]) => Promise<Row[]>): Promise<Row[]> {
    const rows: Row[] = [];
    for (let start = 0; start < ids.length; start += MAX_LIST)
      rows.push(...(await read(ids.slice(start, start + MAX_LIST))));
    return rows;
  }

  return {
    /**
     * Records changed at or after a moment of the customer system's own clock, oldest first; `after` is the last one of the page
     * before. Of customers that are not the portal's too.
     */
    async listChanges({
      record,
      since,
      after,
    }: {
      record: WatchedRecord;
      since: Date;
      after: Pick<FoundRecord, "id" | "changedAt"> | null;
    }): Promise<{ found: FoundRecord[]; isLast: boolean }> {
      const { object, fields, toChanges } = WATCHED[record];
      const [stamp, id] = [name(STAMP), name(ID)];
      const found = await queryRows(client, {
        action: `listChanges ${record}`,
        from: object,
        select: [STAMP, ...fields],
        asked: "any_record",
        also:
          after === null
            ? soql`${stamp} >= ${since}`
            : soql`${stamp} > ${after.changedAt} OR (${stamp} = ${after.changedAt} AND ${id} > ${after.id})`,
        rest: soql`ORDER BY ${stamp}, ${id} LIMIT ${PAGE}`,
        read(row) {
          const changedAt = readField(row, STAMP, wireStamp);
          return {
            id: readField(row, ID, z.string()),
            changedAt,
            revision: revisionOf(record, row, [ID, STAMP, ...fields]),
            changes: toChanges(row, changedAt),
          };
        },
        maxRows: PAGE,
      });
      return { found, isLast: found.length < PAGE };
    },

    /**
     * Records deleted since a moment at most 30 days ago, which no query finds any more. `until` may lie ahead, by the portal's own
     * clock; both are cut to the minute.
     */
    async listDeleted({
      record,
      since,
      until,
    }: {
      record: DeletedRecord;
      since: Date;
      until: Date;
    }): Promise<FoundRecord[]> {
      const { object, toChanges } = DELETED[record];
      return client.call({
        action: `listDeleted ${record}`,
        kind: "read",
        run: async (send) => {
          const path = ["sobjects", object, "deleted"];
          const query = { start: since.toISOString(), end: until.toISOString() };
          const { deletedRecords } = readWire(DeletedWire, await send({ method: "GET", path, query }));
          return deletedRecords.map((row) => ({
            id: row.id,
            changedAt: readField(row, "deletedDate", wireStamp),
            revision: `${record}:${row.id}:deleted`,
            changes: toChanges(row),
          }));
        },
      });
    },

    /** When the latest change of all was; null when there is no record. */
    async findLatestChange({ record }: { record: WatchedRecord }): Promise<Date | null> {
      const [latest] = await queryRows(client, {
        action: `findLatestChange ${record}`,
        from: WATCHED[record].object,
        select: [STAMP],
        asked: "any_record",
        rest: soql`ORDER BY ${name(STAMP)} DESC LIMIT ${1}`,
        read: (row) => readField(row, STAMP, wireStamp),
        maxRows: 1,
      });
      return latest ?? null;
    },

    /** Whose they are. Unknown orders, and those of nobody, are left out. */
    findOrderOwners(orderIds: readonly OrderId[]): Promise<{ orderId: OrderId; accountId: AccountId }[]> {
      return inParts(orderIds, async (part) => {
        const rows = await queryRows(client, {
          action: "findOrderOwners",
          from: ORDER.object,
          select: [ACCOUNT_ID],
          asked: { [ID]: part },
          read: (row) => ({
            orderId: readField(row, ID, OrderIdSchema),
            accountId: readField(row, ACCOUNT_ID, AccountIdSchema.nullable()),
          }),
          maxRows: MAX_LIST,
        });
        return rows.flatMap(({ orderId, accountId }) => (accountId === null ? [] : { orderId, accountId }));
      });
    },

    /** The orders that these lines are of. Unknown lines are left out. */
    findOrdersOfLines(itemIds: readonly OrderItemId[]): Promise<OrderId[]> {
      return inParts(itemIds, (part) =>
        queryRows(client, {
          action: "findOrdersOfLines",
          from: ORDER_ITEM.object,
          select: [ORDER_ITEM.orderId],
          asked: { [ID]: part },
          read: (row) => readField(row, ORDER_ITEM.orderId, OrderIdSchema),
          maxRows: MAX_LIST,
        }),
      );
    },

    /** Whose they are. Unknown cases, and those of nobody, are left out. */
    findCaseOwners(caseIds: readonly CaseId[]): Promise<{ caseId: CaseId; accountId: AccountId }[]> {
      return inParts(caseIds, async (part) => {
        const rows = await queryRows(client, {
          action: "findCaseOwners",
          from: CASE.object,
          select: [ACCOUNT_ID],
          asked: { [ID]: part },
          read: (row) => ({
            caseId: readField(row, ID, CaseIdSchema),
            accountId: readField(row, ACCOUNT_ID, AccountIdSchema.nullable()),
          }),
          maxRows: MAX_LIST,
        });
        return rows.flatMap(({ caseId, accountId }) => (accountId === null ? [] : { caseId, accountId }));
      });
    },
  };
}

/** Two changes within a second have one stamp, so what was read is part of it. */
function revisionOf(record: WatchedRecord, row: WireRecord, fields: readonly string[]): string {
  const content = createHash("sha256").update(JSON.stringify(fields.map((field) => row[field])));
  return `${record}:${String(row[ID])}:${content.digest("hex").slice(0, 16)}`;
}
