import {
  AccountIdSchema,
  CaseIdSchema,
  type AccountId,
  type CaseId,
  type PortalKey,
} from "#domain/shared/salesforce-ids.ts";
import { NewCaseSchema, type NewCase } from "#domain/support/schema.ts";
import { readField } from "#domain/shared/salesforce-wire.ts";
import { readWire } from "#domain/shared/wire.ts";
import type { SalesforceClient } from "./client.ts";
import { checkedId, checkedInput } from "./input.ts";
import {
  CASE,
  CASE_ORIGIN,
  CASE_PRIORITY,
  NEW_CASE_STATUS,
  PORTAL_KEY,
} from "#domain/shared/salesforce-names.ts";
import { queryRows } from "./query.ts";
import { soql } from "./soql.ts";
import { checkedKey, upsertRecord } from "./writes.ts";

export function createCases(client: SalesforceClient) {
  return {
    /** The one that `createCase` opened with this key; null when there is none. */
    async findCaseByKey({
      accountId,
      caseKey,
    }: {
      accountId: AccountId;
      caseKey: PortalKey;
    }): Promise<CaseId | null> {
      const action = "findCaseByKey";
      const { fields } = CASE;
      const [found] = await queryRows(client, {
        action,
        from: CASE.object,
        select: [fields.id],
        asked: {
          [PORTAL_KEY]: checkedKey(caseKey),
          [fields.accountId]: checkedId(AccountIdSchema, accountId),
        },
        rest: soql`LIMIT ${1}`,
        read: (record) => readField(record, fields.id, CaseIdSchema),
        maxRows: 1,
        isUrgent: true,
      });
      return found ?? null;
    },

    /**
     * Opens a case; sent again with the same key it is still one case. `created` is false for a repeat. Throws `invalid_input`
     * for a text that the platform has no room for.
     */
    async createCase({
      caseKey,
      newCase,
    }: {
      caseKey: PortalKey;
      newCase: NewCase;
    }): Promise<{ caseId: CaseId; created: boolean }> {
      const checked = checkedInput(NewCaseSchema, newCase);
      const { fields } = CASE;
      const saved = await upsertRecord(client, {
        action: "createCase",
        object: CASE.object,
        key: caseKey,
        fields: {
          [fields.accountId]: checked.accountId,
          [fields.contactId]: checked.contactId,
          ...(checked.opportunityId && { [fields.opportunityId]: checked.opportunityId }),
          [fields.subject]: checked.subject,
          [fields.description]: checked.description,
          [fields.origin]: CASE_ORIGIN[checked.origin],
          [fields.type]: checked.type,
          [fields.status]: NEW_CASE_STATUS,
          [fields.priority]: CASE_PRIORITY[checked.priority],
        },
      });
      return { caseId: readWire(CaseIdSchema, saved.id, "id"), created: saved.created };
    },
  };
}
