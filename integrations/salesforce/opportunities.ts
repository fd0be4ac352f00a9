import {
  canMove,
  NewOpportunitySchema,
  type NewOpportunity,
  type Opportunity,
  type Stage,
} from "#domain/orders/opportunity.ts";
import { toNewOpportunityFields, toOpportunity } from "#domain/orders/salesforce.ts";
import type { ServiceKind } from "#domain/catalog/schema.ts";
import type { ServiceId } from "#domain/shared/ids.ts";
import {
  AccountIdSchema,
  OpportunityIdSchema,
  type AccountId,
  type OpportunityId,
  type PortalKey,
} from "#domain/shared/salesforce-ids.ts";
import { COMMODITY, OPPORTUNITY, PORTAL_KEY, STAGE } from "#domain/shared/salesforce-names.ts";
import { given, readField } from "#domain/shared/salesforce-wire.ts";
import { readWire } from "#domain/shared/wire.ts";
import type { SalesforceClient } from "./client.ts";
import { notFound, refusedMove } from "./errors.ts";
import { checkedId, checkedInput } from "./input.ts";
import { queryRows } from "./query.ts";
import { name, soql } from "./soql.ts";
import { checkedKey, updateRecord, upsertRecord } from "./writes.ts";

const FIELDS = Object.values(OPPORTUNITY.fields);
const COMMODITIES: Readonly<Record<ServiceKind, readonly string[]>> = {
  internet: [COMMODITY.internet, COMMODITY.corporate_internet],
  sim: [COMMODITY.sim],
  vpn: [COMMODITY.vpn],
};

export function createOpportunities(client: SalesforceClient) {
  const { fields, written } = OPPORTUNITY;

  async function getOpportunity({
    accountId,
    opportunityId,
  }: {
    accountId: AccountId;
    opportunityId: OpportunityId;
  }): Promise<Opportunity> {
    const action = "getOpportunity";
    const [found] = await queryRows(client, {
      action,
      from: OPPORTUNITY.object,
      select: FIELDS,
      asked: {
        [fields.id]: checkedId(OpportunityIdSchema, opportunityId),
        [fields.accountId]: checkedId(AccountIdSchema, accountId),
      },
      rest: soql`LIMIT ${1}`,
      read: (record) => toOpportunity(record, client.onUnknown(action)),
      maxRows: 1,
      isUrgent: true,
    });
    if (!found) throw notFound(action);
    return found;
  }

  return {
    /** `not_found` for an unknown one and somebody else's. */
    getOpportunity,

    /**
     * The newest of the account's opportunities for this kind of service in one of the stages; null when there is none. To be
     * called under the lock of account and kind, for looking and making are two steps (salesforce-data-model.md 7).
     */
    async findOpenOpportunity({
      accountId,
      kind,
      stages,
    }: {
      accountId: AccountId;
      kind: ServiceKind;
      stages: readonly Stage[];
    }): Promise<Opportunity | null> {
      const action = "findOpenOpportunity";
      const [found] = await queryRows(client, {
        action,
        from: OPPORTUNITY.object,
        select: FIELDS,
        asked: {
          [fields.accountId]: checkedId(AccountIdSchema, accountId),
          [written.commodity]: COMMODITIES[kind],
          [fields.stage]: stages.map((stage) => STAGE[stage]),
        },
        rest: soql`ORDER BY ${name(OPPORTUNITY.createdAt)} DESC, ${name(fields.id)} DESC LIMIT ${1}`,
        read: (record) => toOpportunity(record, client.onUnknown(action)),
        maxRows: 1,
        isUrgent: true,
      });
      return found ?? null;
    },

    /** The one that `createOpportunity` made with this key; null when there is none. */
    async findOpportunityByKey({
      accountId,
      opportunityKey,
    }: {
      accountId: AccountId;
      opportunityKey: PortalKey;
    }): Promise<OpportunityId | null> {
      const action = "findOpportunityByKey";
      const [found] = await queryRows(client, {
        action,
        from: OPPORTUNITY.object,
        select: [fields.id],
        asked: {
          [PORTAL_KEY]: checkedKey(opportunityKey),
          [fields.accountId]: checkedId(AccountIdSchema, accountId),
        },
        rest: soql`LIMIT ${1}`,
        read: (record) => readField(record, fields.id, OpportunityIdSchema),
        maxRows: 1,
        isUrgent: true,
      });
      return found ?? null;
    },

    /**
     * Makes an opportunity; sent again with the same key it is still one. A repeat writes the first stage once more, so look for
     * it before when time has passed. Throws `invalid_input` for what the platform has no room for.
     */
    async createOpportunity({
      opportunityKey,
      opportunity,
    }: {
      opportunityKey: PortalKey;
      opportunity: NewOpportunity;
    }): Promise<{ opportunityId: OpportunityId; created: boolean }> {
      const checked = checkedInput(NewOpportunitySchema, opportunity);
      const saved = await upsertRecord(client, {
        action: "createOpportunity",
        object: OPPORTUNITY.object,
        key: opportunityKey,
        fields: toNewOpportunityFields(checked),
      });
      return { opportunityId: readWire(OpportunityIdSchema, saved.id, "id"), created: saved.created };
    },

    /**
     * Moves an opportunity on, with the service it became and the link to it for staff. One that is there already stays, and only
     * gets what else is given. `not_found` for somebody else's; `conflict` for a move that the table does not give to the portal.
     */
    async moveOpportunity({
      accountId,
      opportunityId,
      to,
      service,
    }: {
      accountId: AccountId;
      opportunityId: OpportunityId;
      to: Stage;
      service?: { serviceId: ServiceId; billingLink: string };
    }): Promise<void> {
      const action = "moveOpportunity";
      const { stage } = await getOpportunity({ accountId, opportunityId });
      if (stage === to && !service) return;
      if (stage !== to && !canMove(stage, to)) throw refusedMove(client, { action, from: stage, to });
      await updateRecord(client, {
        action,
        object: OPPORTUNITY.object,
        id: opportunityId,
        fields: given({
          [fields.stage]: STAGE[to],
          [fields.serviceId]: service?.serviceId,
          [written.billingLink]: service?.billingLink,
        }),
      });
    },
  };
}
